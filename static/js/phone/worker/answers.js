/* Who answers what. */

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const answer = answerOf(request, address, event);
  if (answer) event.respondWith(answer);
});

/* Undefined: this is none of ours, the browser asks by itself. */
function answerOf(request, address, event) {
  const path = address.pathname;
  const isAloud = address.searchParams.has("aloud");
  if (isLasting(path) && !isAloud) return lastOf(request, address);
  if (path.startsWith(guide.files)) return fileOf(request);
  if (path.startsWith(guide.clips)) return clipOf(request);
  if (isAloud && request.mode !== "navigate") return sentencesOf(request);
  if (request.mode === "navigate") return pageOf(request, address, event);
  return undefined;
}

/* The room that an address leads to, as { room, locale, id }; undefined: none that a phone knows. */
function roomOf(address) {
  for (const [room, pattern] of Object.entries(guide.rooms)) {
    const found = new RegExp(pattern).exec(address.pathname);
    if (found && guide.locales.includes(found[1])) return { room, locale: found[1], id: found[2] };
  }
  return undefined;
}

/* The language of a page; undefined: it has none of ours. */
function localeOf(address) {
  const [, first] = address.pathname.slice(guide.root.length).split("/");
  return guide.locales.includes(first) ? first : undefined;
}
