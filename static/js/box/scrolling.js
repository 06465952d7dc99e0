/* Scrolling without dragging: two buttons of the bar, which know when there is no more. */

const SHARE_OF_A_SCREEN = 0.8;
const NEAR_ENOUGH_PX = 2;

document.addEventListener("click", (event) => {
  const scroller = event.target.closest("[data-scroll]");
  if (!scroller) return;
  const main = document.querySelector("main");
  main.scrollBy({ top: Number(scroller.dataset.scroll) * main.clientHeight * SHARE_OF_A_SCREEN });
  showScrollers();
});

document.addEventListener("scroll", showScrollers, { capture: true, passive: true });
document.addEventListener("toggle", showScrollers, true);
document.addEventListener("htmx:afterSettle", showScrollers);
addEventListener("resize", showScrollers);
addEventListener("parvis:swap", showScrollers);
new ResizeObserver(showScrollers).observe(document.body);

function showScrollers() {
  const { scrollHeight, clientHeight, scrollTop } = document.querySelector("main");
  const isAtTop = scrollTop <= NEAR_ENOUGH_PX;
  const isAtEnd = scrollTop >= scrollHeight - clientHeight - NEAR_ENOUGH_PX;
  for (const scroller of document.querySelectorAll("[data-scroll]")) {
    scroller.disabled = scroller.dataset.scroll === "1" ? isAtEnd : isAtTop;
  }
}

showScrollers();
