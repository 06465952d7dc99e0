/* The tests on the page of staff: touch, sound, and which key sends what. */

const learned = {};
let learning = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest("main button");
  if (!button) return;
  if ("touched" in button.dataset) button.setAttribute("aria-pressed", "true");
  if (button.dataset.sound) say(button.dataset.sound);
  if (button.dataset.learn) choose(button);
});

function say(text) {
  const page = document.documentElement;
  page.dataset.voice ||= "aloud";
  globalThis.parvis.speech.say(text, page.lang);
  document.querySelector("[data-sound-said]").textContent = text;
}

function choose(button) {
  for (const each of document.querySelectorAll("[data-learn]")) each.setAttribute("aria-pressed", each === button);
  learning = button.dataset.learn;
}

addEventListener("keydown", (event) => {
  if (!learning || !document.querySelector("[data-learning]")) return;
  event.preventDefault();
  learned[event.code || event.key] = learning;
  document.querySelector("[data-learned]").textContent = JSON.stringify(learned, null, 2);
}, true);
