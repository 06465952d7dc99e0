/* What is open now: looked up in the tables that the guide worked out, never reckoned here (docs/decisions/0017). */

const A_DAY_MIN = 1440;
const OPEN = ["open", "closing_soon"];

/* The badge of a place, and when it opens next. */
function badgeOf(pack, place, table) {
  const minute = minutesOf(pack, Date.now());
  const state = stateOf(pack, table, minute);
  const name = pack.words.statuses[state.status];
  if (isOpen(pack, state)) return openBadge(pack, place, name, state.change);
  if (state.change < 0) return pack.words.badges[name];
  return pack.words.badges[name] + nextOpening(pack, place, minute, state.change);
}

function isOpen(pack, { status }) {
  return OPEN.includes(pack.words.statuses[status]);
}

/* The last of the moments at which the answer changes; beyond them it is not known. */
function stateOf(pack, table, minute) {
  const turns = pack.tables[table];
  if (minute < 0 || minute >= pack.minutes) return { status: pack.words.statuses.indexOf("unknown"), change: -1 };
  let at = 0;
  while (at + 3 < turns.length && turns[at + 3] <= minute) at += 3;
  return { status: turns[at + 1], change: turns[at + 2] };
}

function openBadge(pack, place, name, change) {
  if (change < 0) return pack.words.badges.open;
  return fill(pack.words[name], "{time}", timeOf(pack, place.zone, change));
}

function nextOpening(pack, place, minute, change) {
  const then = localDay(pack, place.zone, change);
  const days = then - localDay(pack, place.zone, minute);
  const day = pack.words.days[then - pack.words.first_day] || "";
  const sentence = fill(pack.words.next[Math.min(days, 2)], "{time}", timeOf(pack, place.zone, change));
  return fill(sentence, "{day}", escapeText(day));
}

/* Minutes since the pack was made. */
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
  return [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, "0")).join(":");
}
