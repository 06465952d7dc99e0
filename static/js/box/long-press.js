/* Staff: a long press on help leads to their page. */

import { go } from "./going.js";
import { box } from "./settings.js";

const LONG_PRESS_MS = 3000;
const STILL_PX = 12;

let pressed = 0;

document.addEventListener("pointerdown", (event) => {
  clearTimeout(pressed);
  if (!box.staff || !event.target.closest("[data-do=help]")) return;
  pressed = setTimeout(() => go(box.staff), LONG_PRESS_MS);
});

for (const sign of ["pointerup", "pointercancel"]) {
  document.addEventListener(sign, () => clearTimeout(pressed));
}

document.addEventListener("pointermove", (event) => {
  if (Math.hypot(event.movementX, event.movementY) > STILL_PX) clearTimeout(pressed);
});
