/* Screens written from what was kept, in the words of its pack. */

const ANYTHING = "any";
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
  return page(pack, title, fill(place.page, "<!--status-->", badge));
}

function listPage(shelf, code) {
  const pack = shelf.packs.find((each) => each.path.endsWith(`/list/${code}`));
  if (!pack) return undefined;
  const title = pack.words.list;
  const results = resultsOf({ id: ANYTHING }, { places: new Map(entriesOf(pack)) }, false);
  const cards = results.sort(soonest).map(({ place }) => cardOf(place, pack, ANYTHING));
  return page(pack, title, heading(title) + listOf(pack, cards));
}

function resultsPage(shelf, asked) {
  const [pack] = shelf.packs;
  const onlyOpen = asked.get("open") === "now";
  const question = questionOf(asked, shelf.packs);
  const results = resultsOf(question, shelf, onlyOpen);
  const cards = results.sort(soonest).map(({ place, pack: from }) => cardOf(place, from, question.id));
  const title = titleOf(question.id, shelf.packs);
  const call = callFirst(asked.get("q") || "", question.id, pack);
  return page(pack, title, heading(title) + call + choiceOfTime(pack, asked, onlyOpen) + listOf(pack, cards));
}

/* The number to call before going anywhere, the gravest that the question tells of. */
function callFirst(typed, question, pack) {
  const { shown, asked } = pack.calls;
  const told = [situationIn(typed, pack), asked[question]].filter(Boolean);
  const gravest = Object.keys(shown).find((each) => told.includes(each));
  return gravest ? shown[gravest] : "";
}

/* What is asked, as { id, words }: words that are no phrase of the guide are looked for in names. */
function questionOf(asked, packs) {
  const category = asked.get("category");
  const need = asked.get("need");
  const words = asked.get("q") || "";
  if (category) return { id: `category:${category}`, words };
  if (need) return { id: `need:${need}`, words };
  const id = words && questionIn(words, packs);
  return id ? { id, words: "" } : { id: ANYTHING, words };
}

function resultsOf({ id, words }, shelf, onlyOpen) {
  const found = [...shelf.places.values()].filter((each) => !words || isCalled(each, words));
  const weighed = found.map((each) => Object.assign({ minutes: minutesTo(each, id, onlyOpen) }, each));
  return weighed.filter((each) => each.minutes !== undefined);
}

/* Whether the name of a place, or of its organisation, has every word or its beginning. */
function isCalled({ place, pack }, words) {
  const own = place.names.join(" ").split(" ");
  const wanted = wordsOf(words, readingOf(pack));
  return wanted.length > 0 && wanted.every((word) => own.some((each) => each.startsWith(word)));
}

function titleOf(id, packs) {
  const [title] = packs.map((pack) => pack.questions[id] || []).find((each) => each.length) || [];
  return title || packs[0].words.results;
}

/* What is open now, or all of it again. */
function choiceOfTime(pack, asked, onlyOpen) {
  const other = new URLSearchParams([...asked].filter(([name]) => name !== "open"));
  if (!onlyOpen) other.set("open", "now");
  const label = onlyOpen ? pack.words.all : pack.words.open_now;
  return `<p class="ways-line"><a class="button button-quiet" href="?${escapeText(other)}">${label}</a></p>`;
}

/* The card of a place for a question, with what is true of its door now. */
function cardOf(place, pack, question) {
  const [kind, id] = question.split(/[:+]/);
  const [table, card] = (kind === "need" && place.cards[id]) || place.cards[""];
  return fill(card, "<!--status-->", badgeOf(pack, place, table));
}

function listOf(pack, cards) {
  if (!cards.length) return `<p class="note">${escapeText(pack.words.nothing)}</p>`;
  return `<ol class="cards">${cards.join("")}</ol>`;
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
