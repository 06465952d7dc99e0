/* Pages: from the network first, unless it takes too long and the page was kept. */

const PAGES = "parvis-pages";
const PATIENCE_MS = 3000;
const SOON_MS = 36e5;

async function pageOf(request, address, event) {
  const network = fetch(request);
  network.catch(() => {});
  try {
    const answer = await Promise.race([network, patience()]);
    if (answer) {
      event.waitUntil(keepPages(address).catch(() => {}));
      return answer;
    }
  } catch (error) {
    return (await savedPage(address)) || lostPage(address);
  }
  const saved = await savedPage(address);
  return saved || network.catch(() => lostPage(address));
}

function patience() {
  return new Promise((done) => setTimeout(done, PATIENCE_MS));
}

/* The screens from which everything else is reached, kept in the language that is read, once an hour. */
async function keepPages(address) {
  const locale = localeOf(address);
  if (!locale) return;
  const cache = await caches.open(PAGES);
  for (const page of guide.kept.map((each) => each.replace("{locale}", locale))) {
    if (isFresh(await cache.match(page))) continue;
    const answer = await fetch(page);
    if (answer.ok) await cache.put(page, answer);
  }
}

function isFresh(kept) {
  return Boolean(kept) && Date.now() - Date.parse(kept.headers.get("Date") || 0) < SOON_MS;
}

/* What there is instead of a page that was not kept, in the language that was asked for, else in one that was read. */
async function lostPage(address) {
  const wanted = address.pathname === guide.start ? "needs" : "saved";
  const addresses = (await (await caches.open(PAGES)).keys()).map((each) => new URL(each.url));
  const kept = addresses.filter((each) => (roomOf(each) || {}).room === wanted);
  const first = kept.find((each) => localeOf(each) === localeOf(address)) || kept[0];
  return first ? caches.match(first.href) : Response.error();
}
