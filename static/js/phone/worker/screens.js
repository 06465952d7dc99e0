/* Screens written from what was kept, in the words of its pack. */

const FAR = 1e6;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\x22": "&quot;" };

async function savedPage(address) {
  const found = roomOf(address);
  if (!found) return undefined;
  if (guide.kept.some((each) => each.replace("{locale}", found.locale) === address.pathname)) {
    return caches.match(address.pathname);
  }
  const shelf = await shelfOf(found.locale);
  const write = SCREENS[found.room];
  return shelf.packs.length && write ? write(shelf, found.id, address.searchParams) : undefined;
}

const SCREENS = {
  place: (shelf, slug) => placePage(shelf, Number(/(\d*)$/.exec(slug)[1])),
  list: (shelf, code) => listPage(shelf, code),
  search: (shelf, none, asked) => resultsPage(shelf, asked),
};

function placePage(shelf, number) {
  const found = shelf.places.get(number);
  if (!found) return undefined;
  const { place, pack } = found;
  const badge = badgeOf(pack, place, place.cards[""][0]);
  const title = place.sensitive ? pack.words.neutral : place.name;
  return page(pack, title, fill(place.page, "<!--status-->", badge.html));
}

function listPage(shelf, code) {
  const pack = shelf.packs.find((each) => each.path.endsWith(`/list/${code}`));
  if (!pack) return undefined;
  const title = pack.words.list;
  const cards = pack.places.map((place) => cardOf(place, pack, ""));
  return page(pack, title, heading(title) + listOf(pack, cards));
}

function resultsPage(shelf, asked) {
  const [pack] = shelf.packs;
  const need = asked.get("need") in pack.needs ? asked.get("need") : "";
  const onlyOpen = asked.get("open") === "now";
  const title = need ? pack.needs[need].label : pack.words.results;
  const cards = found(shelf, asked, need).map(({ place, pack: from }) => cardOf(place, from, need));
  const shown = cards.filter((each) => !onlyOpen || each.badge.isOpen);
  return page(pack, title, heading(title) + choiceOfTime(pack, asked, onlyOpen) + listOf(pack, shown));
}

function found(shelf, asked, need) {
  const category = asked.get("category");
  const words = fold(asked.get("q") || "").split(" ").filter(Boolean);
  return [...shelf.places.values()].filter(({ place }) => {
    const fitsNeed = !need || need in place.cards;
    const fitsCategory = !category || place.categories.includes(category);
    return fitsNeed && fitsCategory && words.every((word) => place.folded.includes(word));
  });
}

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^0-9a-z\u00aa-\uffff]+/g, " ");
}

/* What is open now, or all of it again. */
function choiceOfTime(pack, asked, onlyOpen) {
  const other = new URLSearchParams([...asked].filter(([name]) => name !== "open"));
  if (!onlyOpen) other.set("open", "now");
  const label = onlyOpen ? pack.words.all : pack.words.open_now;
  return `<p class="ways-line"><a class="button button-quiet" href="?${escapeText(other)}">${label}</a></p>`;
}

function cardOf(place, pack, need) {
  const [table, card] = place.cards[need] || place.cards[""];
  const badge = badgeOf(pack, place, table);
  const walk = place.walk === null ? FAR : place.walk;
  return { html: fill(card, "<!--status-->", badge.html), badge, walk };
}

function listOf(pack, cards) {
  if (!cards.length) return `<p class="note">${escapeText(pack.words.nothing)}</p>`;
  const sorted = [...cards].sort(openFirst);
  return `<ol class="cards">${sorted.map((each) => each.html).join("")}</ol>`;
}

function openFirst(one, other) {
  return other.badge.isOpen - one.badge.isOpen || minutes(one) - minutes(other);
}

function minutes({ walk, badge }) {
  return walk + badge.wait;
}

function heading(title) {
  return `<h1>${escapeText(title)}</h1>`;
}

/* The frame of a page: its title, how old all of it is, and what it shows. */
function page(pack, title, main) {
  const slots = { "<!--title-->": escapeText(title), "<!--age-->": ageOf(pack), "<!--main-->": main };
  const html = Object.entries(slots).reduce((text, [slot, value]) => fill(text, slot, value), pack.shell);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": guide.policy,
    "Cache-Control": "no-store",
  };
  return new Response(html, { headers });
}

function ageOf(pack) {
  const { words } = pack;
  const saved = new Date(pack.saved);
  const number = localDay(pack, null, minutesOf(pack, pack.saved)) - words.first_day;
  const day = words.days[number] || saved.toISOString().slice(0, 10);
  const time = `<bdi dir="ltr">${clock(saved.getHours() * 60 + saved.getMinutes())}</bdi>`;
  const age = fill(fill(escapeText(words.age), "{day}", escapeText(day)), "{time}", time);
  return minutesOf(pack, Date.now()) >= pack.minutes ? `${age} ${escapeText(words.too_old)}` : age;
}

function fill(text, slot, value) {
  return text.split(slot).join(value);
}

function escapeText(text) {
  return String(text).replace(/[&<>\x22]/g, (sign) => ENTITIES[sign]);
}
