/* The packs that phone/shelf.js kept. */

const read = new Map();

/* All packs of a language, the newest first, and the newest entry of each place with its pack. */
async function shelfOf(locale) {
  const cache = await caches.open(guide.shelf);
  const prefix = `${guide.prefix}${locale}/`;
  const paths = (await cache.keys()).map((each) => new URL(each.url).pathname);
  const found = await Promise.all(paths.filter((each) => each.startsWith(prefix)).map((each) => packAt(cache, each)));
  // What an older guide wrote cannot be read: it is kept anew when it is seen anew.
  const packs = found.filter((each) => each.reading);
  packs.sort((one, other) => other.saved - one.saved);
  const places = new Map();
  for (const pack of packs) {
    for (const [number, entry] of entriesOf(pack)) if (!places.has(number)) places.set(number, entry);
  }
  return { packs, places };
}

/* The places of a pack by their numbers, each with the pack. */
function entriesOf(pack) {
  return pack.places.map((place) => [place.number, { place, pack }]);
}

/* Read once, as long as the worker lives and the pack is the same. */
async function packAt(cache, path) {
  const answer = await cache.match(path);
  const saved = Number(answer.headers.get("X-Saved"));
  const known = read.get(path);
  if (known && known.saved === saved) return known;
  const pack = Object.assign(await answer.json(), { saved, path });
  read.set(path, pack);
  return pack;
}
