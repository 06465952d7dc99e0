/* The packs that phone/shelf.js kept. */

const read = new Map();

/* All packs of a language, the newest first, and the newest entry of each place with its pack. */
async function shelfOf(locale) {
  const cache = await caches.open(guide.shelf);
  const prefix = `${guide.prefix}${locale}/`;
  const paths = (await cache.keys()).map((each) => new URL(each.url).pathname);
  const packs = await Promise.all(paths.filter((each) => each.startsWith(prefix)).map((each) => packAt(cache, each)));
  packs.sort((one, other) => other.saved - one.saved);
  const places = new Map();
  for (const pack of packs) {
    for (const place of pack.places) if (!places.has(place.number)) places.set(place.number, { place, pack });
  }
  return { packs, places };
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
