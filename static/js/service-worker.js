/* Answers in the phone when the network does not. `guide` is written above this line by the server:
   the files that every page needs, their version, and the policy of its pages. */

const SHELL = "parvis-shell-" + guide.version;
const PAGES = "parvis-pages";
const SAVED = "parvis-saved";
const PATIENCE_MS = 3000;
const A_DAY_MIN = 1440;
const SOON_MS = 36e5;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell());
});

/* What this phone has already, from a page or from the version before, is not fetched again. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  await Promise.all(guide.shell.map(async (file) => {
    const had = await caches.match(file);
    return had ? cache.put(file, had) : cache.add(file);
  }));
}

/* The shell of before stays for pages that are still open; the one before that goes. */
self.addEventListener("activate", (event) => {
  event.waitUntil(clearShells().then(() => self.clients.claim()));
});

async function clearShells() {
  const shells = (await caches.keys()).filter((name) => name.startsWith("parvis-shell-") && name !== SHELL);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (RIGHTS.test(address.pathname) && !address.searchParams.has("aloud")) event.respondWith(rightsOf(request, address));
  else if (address.pathname.startsWith("/static/")) event.respondWith(fileOf(request));
  else if (address.pathname.startsWith("/speech/")) event.respondWith(saidOf(request, true));
  else if (address.searchParams.has("aloud") && request.mode !== "navigate") event.respondWith(saidOf(request, false));
  else if (request.mode === "navigate") event.respondWith(pageOf(request, address, event));
});

const RIGHTS = /^\/(?:[a-z]{2,3}\/rights|rights\/table|static\/(?:js|css)\/rights)\b/;

/* The check of rights, its words, table and script, as they were last, where there is no network. No answer is ever among them. */
async function rightsOf(request, address) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(address.pathname, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    const kept = await cache.match(address.pathname);
    if (kept) return marked(kept);
    return request.mode === "navigate" ? lostPage(address) : Response.error();
  }
}

/* A page that is not of now says so: what was open then may be closed, static/css/rights.css hides it. */
async function marked(kept) {
  if (!/html/.test(kept.headers.get("Content-Type"))) return kept;
  return new Response((await kept.text()).replace("<html", "<html data-saved=1"), { headers: kept.headers });
}

async function fileOf(request) {
  return (await caches.match(request)) || fetch(request);
}

const VOICE = "parvis-voice";
const MOST_CLIPS = 400;

/* What was listened to once can be listened to again without a network; what is private is not kept. */
async function saidOf(request, isForGood) {
  const had = isForGood && (await caches.match(request));
  if (had) return had;
  try {
    const answer = await fetch(request);
    const isPrivate = /no-store/.test(answer.headers.get("Cache-Control") || "");
    if (answer.status === 200 && !isPrivate) await keepSaid(request, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    return (await caches.match(request)) || Response.error();
  }
}

async function keepSaid(request, answer) {
  const cache = await caches.open(VOICE);
  await cache.put(request, answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_CLIPS)).map((each) => cache.delete(each)));
}

/* The network first, unless it takes too long and the page was kept. */
async function pageOf(request, address, event) {
  const network = fetch(request);
  network.catch(() => {});
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  try {
    const answer = await Promise.race([network, late]);
    if (answer) {
      event.waitUntil(keepPages(address).catch(() => {}));
      return answer;
    }
  } catch (error) {
    return (await savedPage(address)) || lostPage(address);
  }
  const saved = await savedPage(address);
  if (saved) return saved;
  return network.catch(() => lostPage(address));
}

function localeOf(address) {
  const found = /^\/([a-z]{2,3})\//.exec(address.pathname);
  return found && found[1];
}

/* The screens from which everything else is reached, kept in the language that is read, once an hour. */
async function keepPages(address) {
  const locale = localeOf(address);
  if (!locale) return;
  const cache = await caches.open(PAGES);
  for (const page of ["/", "/help", "/saved"].map((each) => "/" + locale + each)) {
    const old = await cache.match(page);
    if (old && Date.now() - Date.parse(old.headers.get("Date") || 0) < SOON_MS) continue;
    const answer = await fetch(page);
    if (answer.ok) await cache.put(page, answer);
  }
}

/* In the language that was asked for, else in one that was read before. */
async function lostPage(address) {
  const pages = await (await caches.open(PAGES)).keys();
  const wanted = address.pathname === "/" ? /^\/[a-z]+\/$/ : /\/saved$/;
  const kept = pages.filter((each) => wanted.test(new URL(each.url).pathname));
  const first = kept.find((each) => localeOf(new URL(each.url)) === localeOf(address)) || kept[0];
  return first ? caches.match(first) : Response.error();
}

/* What was kept */

async function savedPage(address) {
  const locale = localeOf(address);
  const [, , room, id] = address.pathname.split("/");
  if (!locale) return undefined;
  if (!room || room === "help" || room === "saved") return caches.match(address.pathname);
  const shelf = await shelfOf(locale);
  if (!shelf.packs.length) return undefined;
  if (room === "place") return placePage(shelf, Number(/(\d*)$/.exec(id)[1]));
  if (room === "list") return listPage(shelf, id);
  if (room === "search") return resultsPage(shelf, address.searchParams);
  return undefined;
}

const read = new Map();

/* All packs of a language, the newest first, and the newest entry of each place. */
async function shelfOf(locale) {
  const cache = await caches.open(SAVED);
  const prefix = "/saved/" + locale + "/";
  const packs = [];
  for (const key of await cache.keys()) {
    const path = new URL(key.url).pathname;
    if (!path.startsWith(prefix)) continue;
    const answer = await cache.match(key);
    const saved = Number(answer.headers.get("X-Saved"));
    const known = read.get(path);
    const pack = known && known.saved === saved ? known : Object.assign(await answer.json(), { saved: saved, key: path.slice(prefix.length) });
    read.set(path, pack);
    packs.push(pack);
  }
  packs.sort((a, b) => b.saved - a.saved);
  const places = new Map();
  for (const pack of packs) {
    for (const place of pack.places) if (!places.has(place.number)) places.set(place.number, { place: place, pack: pack });
  }
  return { packs: packs, places: places };
}

function placePage(shelf, number) {
  const found = shelf.places.get(number);
  if (!found) return undefined;
  const { place, pack } = found;
  const badge = badgeOf(pack, place, place.cards[""][0]);
  return page(pack, place.sensitive ? pack.words.neutral : place.name, fill(place.page, "<!--status-->", badge.html));
}

function listPage(shelf, code) {
  const pack = shelf.packs.find((each) => each.key === "list/" + code);
  if (!pack) return undefined;
  return cardsPage(pack, pack.words.list, pack.places.map((place) => ({ place: place, pack: pack })), "", "");
}

function resultsPage(shelf, asked) {
  const pack = shelf.packs[0];
  const need = asked.get("need") in pack.needs ? asked.get("need") : "";
  const category = asked.get("category");
  const words = fold(asked.get("q") || "").split(" ").filter(Boolean);
  const found = [...shelf.places.values()].filter(({ place }) =>
    (!need || need in place.cards) && (!category || place.categories.includes(category)) && words.every((word) => place.folded.includes(word)));
  const onlyOpen = asked.get("open") === "now";
  const other = new URLSearchParams([...asked].filter(([name]) => name !== "open"));
  if (!onlyOpen) other.set("open", "now");
  const choice = `<p class="ways-line"><a class="button button-quiet" href="?${escapeText(other)}">${onlyOpen ? pack.words.all : pack.words.open_now}</a></p>`;
  return cardsPage(pack, need ? pack.needs[need].label : pack.words.results, found, need, choice, onlyOpen);
}

function cardsPage(pack, title, found, need, before, onlyOpen) {
  const shown = found.map(({ place, pack: from }) => {
    const [table, card] = place.cards[need] || place.cards[""];
    const badge = badgeOf(from, place, table);
    return { html: fill(card, "<!--status-->", badge.html), badge: badge, walk: place.walk === null ? 1e6 : place.walk };
  }).filter((each) => !onlyOpen || each.badge.isOpen);
  shown.sort((a, b) => b.badge.isOpen - a.badge.isOpen || a.walk + (a.badge.isOpen ? 0 : a.badge.wait) - b.walk - (b.badge.isOpen ? 0 : b.badge.wait));
  const list = shown.length ? `<ol class="cards">${shown.map((each) => each.html).join("")}</ol>` : `<p class="note">${escapeText(pack.words.nothing)}</p>`;
  return page(pack, title, `<h1>${escapeText(title)}</h1>${before}${list}`);
}

function page(pack, title, main) {
  const saved = new Date(pack.saved);
  const words = pack.words;
  const day = words.days[localDay(pack, null, minutesOf(pack, saved.getTime())) - words.first_day] || saved.toISOString().slice(0, 10);
  const time = `<bdi dir="ltr">${clock(saved.getHours() * 60 + saved.getMinutes())}</bdi>`;
  let age = fill(fill(escapeText(words.age), "{day}", escapeText(day)), "{time}", time);
  if (minutesOf(pack, Date.now()) >= pack.minutes) age += " " + escapeText(words.too_old);
  const html = fill(fill(fill(pack.shell, "<!--title-->", escapeText(title)), "<!--age-->", age), "<!--main-->", main);
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": guide.policy, "Cache-Control": "no-store" } });
}

/* What is true now: looked up in the table that the guide worked out, never reckoned here. */

function stateOf(pack, table, minute) {
  const turns = pack.tables[table];
  const unknown = pack.words.statuses.indexOf("unknown");
  if (minute < 0 || minute >= pack.minutes) return { status: unknown, change: -1 };
  let at = 0;
  while (at + 3 < turns.length && turns[at + 3] <= minute) at += 3;
  return { status: turns[at + 1], change: turns[at + 2] };
}

function badgeOf(pack, place, table) {
  const minute = minutesOf(pack, Date.now());
  const { status, change } = stateOf(pack, table, minute);
  const name = pack.words.statuses[status];
  const isOpen = name === "open" || name === "closing_soon";
  if (isOpen) {
    const html = change < 0 ? pack.words.badges.open : fill(pack.words[name], "{time}", timeOf(pack, place.zone, change));
    return { html: html, isOpen: true, wait: 0 };
  }
  if (change < 0) return { html: pack.words.badges[name], isOpen: false, wait: 1e5 };
  const days = localDay(pack, place.zone, change) - localDay(pack, place.zone, minute);
  const day = pack.words.days[localDay(pack, place.zone, change) - pack.words.first_day] || "";
  const next = fill(fill(pack.words.next[Math.min(days, 2)], "{time}", timeOf(pack, place.zone, change)), "{day}", escapeText(day));
  return { html: pack.words.badges[name] + next, isOpen: false, wait: change - minute };
}

function minutesOf(pack, milliseconds) {
  return Math.floor(milliseconds / 6e4) - pack.start;
}

/* Minutes of the clock at a place, since 1970 there. */
function localMinutes(pack, zone, minute) {
  const offsets = pack.zones[zone] || Object.values(pack.zones)[0] || [0, 0];
  let at = 0;
  while (at + 2 < offsets.length && offsets[at + 2] <= minute) at += 2;
  return pack.start + minute + offsets[at + 1];
}

function localDay(pack, zone, minute) {
  return Math.floor(localMinutes(pack, zone, minute) / A_DAY_MIN);
}

function timeOf(pack, zone, minute) {
  return clock(localMinutes(pack, zone, minute) % A_DAY_MIN);
}

function clock(minutes) {
  return String(Math.floor(minutes / 60)).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");
}

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
}

function fill(text, slot, value) {
  return text.split(slot).join(value);
}

function escapeText(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
