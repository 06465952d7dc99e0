/* Rights in their groups: every word of them comes from the page of all rights. */

const LIKELY = 2;

/* A template of that page, filled with its rights; `isStill`: for whoever helps, with what is still to ask. */
export function groupsOf(page, name, verdicts, isStill) {
  const fresh = page.getElementById(name).content.cloneNode(true);
  for (const right of page.querySelectorAll("main [data-bit]")) {
    const verdict = verdicts[right.dataset.bit];
    const group = fresh.querySelector(`[data-group="${verdict}"]`);
    if (group) addTo(group, unfolded(right, isStill, isStill || verdict === LIKELY));
  }
  fresh.querySelector("[data-nothing]").hidden = Boolean(fresh.querySelector("[data-bit]"));
  return fresh;
}

function unfolded(right, isStill, isOpen) {
  const copy = right.cloneNode(true);
  copy.querySelector("[data-still]").hidden = !isStill;
  copy.querySelector("details").open = isOpen;
  return copy;
}

function addTo(group, right) {
  group.lastElementChild.append(right);
  group.hidden = false;
}
