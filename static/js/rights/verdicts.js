/* Walks the table of the guide as kiosk/rights/diagram.py does: tests/rights/cases.json holds both together. */

const NO = 0;
const MAYBE = 1;
const LIKELY = 2;
const FIRST_NODE = 3;

/* The table as the guide sends it: nodes of one axis stand together there, the axis first. */
export function readTable({ axes, old, rights }) {
  return { axes, old, rights: rights.map(nodesOf) };
}

/* The levels of each axis that answers leave open, as bits: one number for each axis. */
export function levelsLeft(table, leaves) {
  const left = table.axes.map((size) => (1 << size) - 1);
  for (const [axis, mask] of leaves) left[axis] &= mask;
  return left;
}

/* What each right of the table is for somebody, by its place in the code of a list. */
export function verdictsOf(table, left, now) {
  const most = now < table.old ? LIKELY : MAYBE;
  return table.rights.map((nodes) => Math.min(most, verdictOf(nodes, left)));
}

function verdictOf(nodes, left) {
  const found = endsOf(nodes, left);
  if (found.size === 1 && found.has(LIKELY)) return LIKELY;
  return found.has(MAYBE) || found.has(LIKELY) ? MAYBE : NO;
}

/* All verdicts that can still be reached. */
function endsOf(nodes, left) {
  const found = new Set();
  const seen = new Set();
  const ahead = [nodes.length - 1 + FIRST_NODE];
  while (ahead.length) {
    const node = ahead.pop();
    if (seen.has(node)) continue;
    seen.add(node);
    if (node < FIRST_NODE) {
      found.add(node);
    } else {
      const { axis, children } = nodes[node - FIRST_NODE];
      ahead.push(...children.filter((child, level) => hasLevel(left[axis], level)));
    }
  }
  return found;
}

function hasLevel(mask, level) {
  return ((mask >> level) & 1) === 1;
}

function nodesOf(written) {
  const nodes = [];
  for (const [axis, ...all] of written) {
    for (const children of all) nodes.push({ axis, children });
  }
  return nodes;
}
