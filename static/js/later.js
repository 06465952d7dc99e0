/* Bring what a page can do without once it can be read: nothing must compete with the first paint.
   A first page brings the part of the style that it uses: whatever else it may show later needs all of it. */
(() => {
  const add = (name, told) => document.head.append(Object.assign(document.createElement(name), told));
  const bring = () => {
    for (const style of document.querySelectorAll("style[data-file]")) add("link", { rel: "stylesheet", href: style.dataset.file });
    for (const link of document.querySelectorAll("link[data-later]")) link.rel = link.dataset.later;
    for (const source of document.querySelectorAll("meta[name=later]")) add("script", { src: source.content });
  };
  const tellsOfPaint = globalThis.PerformanceObserver?.supportedEntryTypes?.includes("paint");
  addEventListener("load", () => {
    if (!tellsOfPaint) return bring();
    new PerformanceObserver((_, observer) => { observer.disconnect(); bring(); }).observe({ type: "paint", buffered: true });
  });
})();
