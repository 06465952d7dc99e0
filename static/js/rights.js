/* The check of rights on a phone: what is answered stays in this page, and is gone with it. It walks the table of the
   guide as kiosk/rights/diagram.py does, and takes every word from the page of all rights. Works without a network. */
(async () => {
  const main = document.querySelector("main"), from = main.querySelector("[data-rights]");
  const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz", pairs = (text) => (text || "").split(" ").filter(Boolean).map((each) => each.split(":"));
  let page = document, given = [], data, showing;
  function fill(name, verdicts, still) {
    const fresh = page.getElementById(name).content.cloneNode(true);
    for (const right of page.querySelectorAll("main [data-bit]")) {
      const copy = right.cloneNode(true), list = fresh.querySelector(`[data-group="${verdicts[right.dataset.bit]}"]`);
      copy.querySelector("[data-still]").hidden = !still;
      copy.querySelector("details").open = still || verdicts[right.dataset.bit] > 1;
      if (list) { list.lastElementChild.append(copy); list.hidden = false; fresh.querySelector("[data-nothing]").hidden = true; }
    }
    return fresh;
  }
  if (!from.dataset.table) {
    const [version, code] = location.hash.slice(1).split("."), bits = [...(code || "")].map((each) => LETTERS.indexOf(each)), found = [];
    if (!version) return;
    const size = Math.ceil(from.children.length * 2 / 5);
    if (version !== "1" || bits.length !== size || bits.includes(-1)) return void (document.getElementById("unreadable").hidden = false);
    for (let at = 0; at < size * 5; at++) found[at >> 1] |= (bits[at / 5 | 0] >> at % 5 & 1) << (at & 1);
    main.replaceChildren(fill("list", found, true));
    main.querySelector("[data-print]").onclick = () => print();
    return;
  }
  const load = async () => {
    const answer = await fetch(from.dataset.all), text = await answer.text();
    page = new DOMParser().parseFromString(text, "text/html");
    if (page.documentElement.dataset.saved) page.querySelectorAll("[data-now]").forEach((each) => each.remove());
  };
  try {
    await load();
    data = await (await fetch(from.dataset.table)).json();
  } catch (error) {
    return; // No network, and nothing kept: the form asks the guide when there is one again.
  }
  const possible = () => {
    const masks = data.axes.map((size) => (1 << size) - 1);
    for (const [axis, mask] of given.flatMap((each) => pairs(each.dataset.leaves))) masks[axis] &= mask;
    return masks;
  };
  const diagrams = data.rights.map((written) => written.flatMap(([axis, ...nodes]) => nodes.map((children) => [axis, children])));
  const verdictsOf = (masks) => diagrams.map((nodes) => {
    const seen = [];
    let found = 0;
    (function visit(node) {
      if (node < 3) found |= 1 << node;
      else if (!seen[node]) { seen[node] = true; const [axis, children] = nodes[node - 3]; children.forEach((child, level) => masks[axis] >> level & 1 && visit(child)); }
    })(nodes.length + 2);
    return found === 4 && Date.now() < data.old ? 2 : +(found > 1);
  });
  const holds = (text, masks, test) => pairs(text).every(([axis, mask]) => test(masks[axis], mask));
  const inside = (mask, wanted) => !(mask & ~wanted);
  const open = (masks, test) => [...page.getElementById("questions").content.children].filter(({ dataset: { id, when, unless } }) =>
    !given.some((each) => each.name === id) && holds(when, masks, test) && !(unless && holds(unless, masks, inside)));
  const step = async () => {
    const masks = possible(), isEnd = showing || holds(page.getElementById("results").dataset.atOnce, masks, inside), [next] = isEnd ? [] : open(masks, inside);
    main.toggleAttribute("data-private", !next || "private" in next.dataset);
    if (next) {
      main.replaceChildren(next.cloneNode(true));
      const line = main.querySelector("[data-progress]"), more = new Set(open(masks, (mask, wanted) => mask & wanted).map((each) => each.dataset.id));
      line.textContent = line.textContent.replace("{n}", given.length + 1).replace("{of}", given.length + more.size);
    } else {
      await load().catch(() => {});
      const verdicts = verdictsOf(masks);
      let code = "1.";
      for (let at = 0; at < verdicts.length * 2; at += 5) code += LETTERS[[0, 1, 2, 3, 4].reduce((sum, bit) => sum | (verdicts[at + bit >> 1] >> (at + bit & 1) & 1) << bit, 0)];
      main.replaceChildren(fill("results", verdicts));
      main.querySelector("[data-list]").hash = code;
      main.querySelector("[data-old]").hidden = Date.now() < data.old;
      const note = main.querySelector("[data-without-papers]");
      note.hidden = !holds(note.dataset.withoutPapers, masks, inside);
    }
    dispatchEvent(new Event("parvis:swap"));
    main.focus();
    scrollTo(0, 0);
  };
  const on = (button) => {
    if (button.dataset.leads) return void (location.href = button.dataset.leads);
    if (button.dataset.step) showing = true;
    else if (button.name) given.push(button);
    history.pushState(given.length, "");
    step();
  };
  addEventListener("popstate", ({ state }) => { showing = false; given.length = Math.min(state || 0, given.length); given.length || state === 0 ? step() : location.reload(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("main button, [data-do=back]");
    if (!button || !page.getElementById("questions") || (button.dataset.do && !history.state && history.state !== 0)) return;
    event.preventDefault();
    if (button.dataset.do || button.dataset.step === "back") history.back();
    else on(button);
  });
  globalThis.parvis = Object.assign(globalThis.parvis || {}, { rights: verdictsOf });
})();
