/* Leave a page that nobody else should see: another one takes its place, also in the history. */
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-exit]");
  if (!exit) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.body.hidden = true;
  location.replace(exit.href);
}, true);
