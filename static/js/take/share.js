/* Sending on and copying, where the phone can. */

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => send(button.dataset));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => copy(button));
}

function send({ text, url }) {
  // Who changes their mind sends nothing, and that is no fault.
  navigator.share({ text, url }).catch(() => {});
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.querySelector("span").textContent = button.dataset.done;
}
