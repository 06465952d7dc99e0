/* An unattended visit ends by itself: after a while the screen asks whether someone is there. */

import { finish } from "./end.js";
import { box, page } from "./settings.js";
import { speech } from "./speech.js";

const LONGER_BY_EAR = 3;
const LOOK_EVERY_MS = 500;
const stillThere = document.getElementById("still-there");
const stretch = page.dataset.voice ? LONGER_BY_EAR : 1;
const idleMs = box.idle_s * 1000 * stretch;
const warningMs = box.warning_s * 1000 * stretch;
const isStart = location.pathname === box.start && !location.search;

let lastSign = performance.now(); // A box's clock may be set while somebody reads.
let warnedAt = 0;

for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
  addEventListener(sign, noteSign, { capture: true, passive: true });
}

function noteSign(event) {
  if (!event.target.closest?.("#still-there")) stay();
  else if (warnedAt) warnedAt = performance.now(); // Someone is there, and still reads the question.
}

function stay() {
  lastSign = performance.now();
  if (!warnedAt) return;
  warnedAt = 0;
  stillThere.close();
}

/* The question is answered when the finger is let go: nothing beneath it must be touched. */
stillThere.addEventListener("cancel", stay);
stillThere.addEventListener("click", (event) => {
  if (!event.target.closest("[data-do=end]")) stay();
});

const looking = isStart ? 0 : setInterval(look, LOOK_EVERY_MS);

addEventListener("parvis:end", () => {
  clearInterval(looking);
  if (stillThere.open) stillThere.close();
});

function look() {
  const now = performance.now();
  if (isListening() && !warnedAt) lastSign = now;
  if (!warnedAt && now - lastSign >= idleMs) warn(now);
  if (warnedAt) countDown(now);
}

/* Whoever has something read to them is there. */
function isListening() {
  return speech.isSpeaking || document.body.classList.contains("is-read-aloud");
}

function warn(now) {
  warnedAt = now;
  stillThere.showModal();
  stillThere.querySelector("[data-do=stay]").focus();
  speech.say(stillThere.innerText, page.lang);
}

function countDown(now) {
  const left = Math.ceil((warningMs - (now - warnedAt)) / 1000);
  document.getElementById("still-there-seconds").textContent = Math.max(0, left);
  if (left <= 0) finish();
}
