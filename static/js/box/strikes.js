/* A trembling hand: what was just touched does not count again. */

import { box, page } from "./settings.js";

const SLOW_MS = 500;
const strikeMs = page.dataset.touch === "slow" ? SLOW_MS : box.double_strike_ms;

let struck = null;
let struckAt = 0;
let echo = null;

document.addEventListener("click", (event) => {
  // A touch of a label is followed by one of its field, at once.
  if (event.target === echo) return;
  const touched = event.target.closest("a, button, summary, label, input") ?? event.target;
  const target = touched.control ?? touched;
  expectEcho(touched.control ?? null);
  const isAgain = event.isTrusted && isStruck(target) && event.timeStamp - struckAt < strikeMs;
  if (isAgain) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (event.isTrusted) {
    struck = target;
    struckAt = event.timeStamp;
  }
}, true);

function expectEcho(field) {
  echo = field;
  setTimeout(() => {
    echo = null;
  });
}

/* An answer may have put another element of the same name in its place meanwhile. */
function isStruck(target) {
  return target === struck || (target.id !== "" && target.id === struck?.id);
}
