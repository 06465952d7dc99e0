/* One unfolded list at a time: it closes when something else is touched. */

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".bar-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
