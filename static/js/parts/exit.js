/* Leaves a page that nobody else should see: another one takes its place, also in the history. */

document.addEventListener("click", leave, true);

function leave(event) {
  const exit = event.target.closest("[data-exit]");
  if (!exit) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector("main").textContent = "";
  // On a public screen the visit takes this over: it goes once the server answers.
  const isOurs = dispatchEvent(new CustomEvent("parvis:go", { detail: exit.href, cancelable: true }));
  if (isOurs) location.replace(exit.href);
}
