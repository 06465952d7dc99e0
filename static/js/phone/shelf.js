/* What a phone keeps of places: packs in its cache, each in one language. The worker (worker/saved.js) reads them. */

const MOST_PLACES = 20;
const told = document.querySelector("meta[name=pocket]").dataset;

/* Whether this browser can keep anything, and answer from it. */
export const canKeep = "serviceWorker" in navigator && "caches" in window;

export function townPack() {
  return told.town;
}

/* Fetch a pack and keep it: "place/12", "list/005N", "town". */
export async function save(key, source) {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(String(answer.status));
  try {
    await put(key, answer.clone());
  } catch (error) {
    await forgetOldest(0);
    await put(key, answer);
  }
  await forgetOldest(MOST_PLACES);
}

/* When a pack was kept, in milliseconds since 1970; undefined: it is not here. */
export async function savedAt(key) {
  const answer = await caches.match(told.prefix + key);
  return answer && savedIn(answer);
}

/* All packs of this language, as { kind, id, saved, pack }. */
export async function packs() {
  if (!(await caches.has(told.shelf))) return [];
  const cache = await caches.open(told.shelf);
  const keys = (await cache.keys()).map((each) => new URL(each.url).pathname);
  return Promise.all(keys.filter((each) => each.startsWith(told.prefix)).map((each) => packAt(cache, each)));
}

export async function forgetAll() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

async function packAt(cache, path) {
  const answer = await cache.match(path);
  const [kind, id] = path.slice(told.prefix.length).split("/");
  return { kind, id, saved: savedIn(answer), pack: await answer.json() };
}

async function put(key, answer) {
  const cache = await caches.open(told.shelf);
  const headers = { "Content-Type": "application/json", "X-Saved": String(Date.now()) };
  await cache.put(told.prefix + key, new Response(await answer.blob(), { headers }));
}

/* Places that were only looked at make room for new ones; lists and the town stay. */
async function forgetOldest(most) {
  const cache = await caches.open(told.shelf);
  const keys = (await cache.keys()).filter((each) => each.url.includes("/place/"));
  const dated = await Promise.all(keys.map(async (key) => [savedIn(await cache.match(key)), key]));
  dated.sort((one, other) => other[0] - one[0]);
  await Promise.all(dated.slice(most).map((each) => cache.delete(each[1])));
}

function savedIn(answer) {
  return Number(answer.headers.get("X-Saved"));
}
