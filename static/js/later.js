/* Bring what a page can do without once it can be read: nothing must compete with the first paint.
   The frame that begins after everything is there shows it; what comes after that frame has waited for the paint.
   A first page brings the part of the style that it uses: whatever else it may show later needs all of it. */
addEventListener("load", () => {
  requestAnimationFrame(() => setTimeout(() => {
    const bring = (name, told) => document.head.append(Object.assign(document.createElement(name), told));
    for (const style of document.querySelectorAll("style[data-file]")) bring("link", { rel: "stylesheet", href: style.dataset.file });
    for (const source of document.querySelectorAll("meta[name=later]")) bring("script", { src: source.content });
  }));
});
