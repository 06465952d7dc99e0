/* Brings what a page can do without once it can be read: nothing must compete with the first paint.
   A first page brings the part of the style that it uses: whatever else it may show later needs all of it.
   The one script that may stand within a page, by its digest; that is why it is no module. */
(() => {
  function add(name, attributes) {
    document.head.append(Object.assign(document.createElement(name), attributes));
  }

  function bring() {
    for (const style of document.querySelectorAll("style[data-file]")) {
      add("link", { rel: "stylesheet", href: style.dataset.file });
    }
    for (const link of document.querySelectorAll("link[data-later]")) link.rel = link.dataset.later;
    for (const { content, dataset } of document.querySelectorAll("meta[name=later]")) {
      for (const src of content.split(" ")) add("script", { src, type: dataset.type || "" });
    }
  }

  /* Some browsers say when they have painted, and some of them only that they could. */
  function tellsOfPaint() {
    const { PerformanceObserver: Observer } = window;
    return Boolean(Observer && Observer.supportedEntryTypes && Observer.supportedEntryTypes.includes("paint"));
  }

  addEventListener("load", () => {
    if (!tellsOfPaint()) return bring();
    new PerformanceObserver((entries, observer) => {
      observer.disconnect();
      bring();
    }).observe({ type: "paint", buffered: true });
  });
})();
