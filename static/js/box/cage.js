/* The cage: nothing of the browser, only the guide. */

import { box } from "./settings.js";

const OFFERS = ["contextmenu", "dragstart", "drop", "dragover", "auxclick", "gesturestart"];
const KEYS_OF_THE_BROWSER = /^(F([1-9]|1[0-2])|Browser.*|ContextMenu)$/;
const MAY_REPEAT = ["Backspace", "Tab"];

for (const offer of OFFERS) {
  addEventListener(offer, (event) => event.preventDefault(), { capture: true, passive: false });
}

addEventListener("selectstart", (event) => {
  if (!event.target.closest?.("input, textarea")) event.preventDefault();
}, true);

addEventListener("wheel", (event) => {
  if (event.ctrlKey) event.preventDefault();
}, { capture: true, passive: false });

addEventListener("keydown", (event) => {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  const isShortcut = hasModifier || KEYS_OF_THE_BROWSER.test(event.code);
  if (isShortcut && !(event.code in box.keys)) event.preventDefault();
  // A key held down types once.
  if (event.repeat && !MAY_REPEAT.includes(event.code)) event.preventDefault();
}, true);

window.print = () => {};
window.open = () => null;
