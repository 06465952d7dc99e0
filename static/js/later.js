/* Bring what a page can do without once it can be read: nothing must compete with the first paint. */
addEventListener("load", () => {
  for (const source of document.querySelectorAll("meta[name=later]")) {
    const script = document.createElement("script");
    script.src = source.content;
    document.head.append(script);
  }
});
