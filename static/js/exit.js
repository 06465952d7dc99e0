/* Leave a page that nobody else should see: another one takes its place, also in the history. */
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-exit]");
  if (!exit) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector("main").replaceChildren();
  const { visit } = globalThis.parvis ?? {};
  if (visit) visit.go(exit.href);
  else location.replace(exit.href);
}, true);
