/* What stands first: the minutes until one is helped, as kiosk/search/rank.py sums them up. The way on foot and what
   makes a place a worse bet are numbers of the guide; what a wait is worth is looked up in its table. */

const BEHIND_ALL = Infinity;

/* The minutes until a place helps with a question; undefined: it does not. */
function minutesTo({ place, pack }, question, onlyOpen) {
  const minute = minutesOf(pack, Date.now());
  const [, patience] = pack.questions[question] || [];
  const found = [];
  for (const [walk, table, burdens] of place.offers) {
    const state = stateOf(pack, table, minute);
    if (!(question in burdens) || (onlyOpen && !isOpen(pack, state))) continue;
    const wait = patience * waitOf(pack, state, minute, walk);
    // Where only the town may be told, the order must tell nothing.
    found.push(walk === null ? BEHIND_ALL : walk + wait + burdens[question]);
  }
  return found.length ? Math.min(...found) : undefined;
}

function soonest(one, other) {
  if (one.minutes === other.minutes) return one.place.number - other.place.number;
  return one.minutes - other.minutes;
}

function waitOf(pack, state, minute, walk) {
  const { waits } = pack;
  const left = state.change - minute;
  const isKnown = state.change >= 0;
  if (isOpen(pack, state)) return isKnown && walk >= left ? waits.too_late : 0;
  const most = waits.most[state.status];
  return isKnown ? Math.min(most, heightAt(left - walk, waits.curve)) : most;
}

/* How high a line between points is at a place; level before the first and behind the last. */
function heightAt(at, points) {
  const next = points.findIndex(([end]) => at < end);
  if (next === 0) return points[0][1];
  if (next === -1) return points[points.length - 1][1];
  const [[start, low], [end, high]] = points.slice(next - 1, next + 1);
  return low + ((at - start) / (end - start)) * (high - low);
}
