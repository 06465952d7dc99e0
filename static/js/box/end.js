/* The end of a visit: nothing of it stays. */

import { go } from "./going.js";
import { box } from "./settings.js";

export function finish() {
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) field.value = "";
  document.querySelector("main")?.replaceChildren();
  sessionStorage.clear();
  localStorage.clear();
  dispatchEvent(new Event("parvis:end"));
  go(box.end);
}
