/* Bring htmx once the page can be read: it must not compete with the first paint. */
addEventListener("load", () => {
  const source = document.querySelector("meta[name=htmx-source]");
  if (!source) return;
  const script = document.createElement("script");
  script.src = source.content;
  document.head.append(script);
});
