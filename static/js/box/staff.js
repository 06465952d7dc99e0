/* The tests on the page of staff: touch, sound, and which key sends what. */

import { page } from "./settings.js";
import { speech } from "./speech.js";

const learned = {};

document.addEventListener("click", (event) => {
  const button = event.target.closest("main button");
  if (!button) return;
  if ("touched" in button.dataset) button.setAttribute("aria-pressed", "true");
  if (button.dataset.sound) say(button.dataset.sound);
  if (button.dataset.learn) choose(button);
});

function say(text) {
  page.dataset.voice ||= "aloud";
  speech.say(text, page.lang);
  document.querySelector("[data-sound-said]").textContent = text;
}

function choose(button) {
  for (const each of document.querySelectorAll("[data-learn]")) each.setAttribute("aria-pressed", each === button);
  page.dataset.learning = button.dataset.learn;
}

addEventListener("keydown", (event) => {
  const { learning } = page.dataset;
  if (!learning) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // One key for one choice: all others, Tab among them, keep working.
  delete page.dataset.learning;
  learned[event.code || event.key] = learning;
  document.querySelector("[data-learned]").textContent = JSON.stringify(learned, null, 2);
}, true);
