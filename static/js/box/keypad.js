/* The whole guide by a few keys and by ear: next and previous go through everything that can be read,
   select does what is there. Moving never starts anything. */

const box = JSON.parse(document.querySelector("meta[name=box]").content);
const page = document.documentElement;
const { speech, visit } = globalThis.parvis;
const CONTROLS = "a[href], button:not(:disabled), summary, input:not([type=hidden]), select, textarea";
const DRAWINGS = "svg[role=img]";
const PARTS = `${CONTROLS}, ${DRAWINGS}`;
const LISTENING = ["voice", "volume"];
const USUAL_VOLUME = 3;
const LOUDEST = 5;

/* What there is to read, in order */

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getAttribute("aria-hidden") !== "true";
}

function hasText(element) {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
}

/* Not "children": a form answers to that with its field of this name. */
function partsOf(element) {
  return [...element.querySelectorAll(":scope > *")];
}

function isPhrase(element) {
  return partsOf(element).every((child) => getComputedStyle(child).display.startsWith("inline") || child.matches("svg, br"));
}

function* stopsIn(element) {
  for (const child of partsOf(element)) {
    // A drawing or a code is said as a whole.
    if (child.matches(DRAWINGS) && isShown(child)) yield child;
    if (child.matches("svg, script, style, template, .skip") || !isShown(child)) continue;
    const control = child.matches("label") ? child.querySelector("input") : null;
    if (child.matches(CONTROLS)) yield child;
    else if (control) yield control;
    else if (child.textContent.trim() && !child.querySelector(PARTS) && (hasText(child) || isPhrase(child))) yield child;
    else if (hasText(child)) { yield child; yield* [...child.querySelectorAll(PARTS)].filter(isShown); }
    else yield* stopsIn(child);
  }
}

function stops() {
  return [...stopsIn(document.querySelector("dialog[open]") ?? document.body)];
}

/* What is said of it */

function nameOf(element) {
  const labelled = element.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.innerText ?? "").join(" ");
  const own = element.labels?.length ? [...element.labels].map((label) => label.innerText).join(" ") : element.innerText;
  return labelled || element.getAttribute("aria-label") || own;
}

function stateOf(element) {
  if (element.matches("[type=radio], [type=checkbox]")) return element.checked ? box.said.chosen : "";
  if (element.matches("[aria-pressed=true], [aria-current=true]")) return box.said.chosen;
  if (element.matches("summary")) return element.parentElement.open ? box.said.open : "";
  return element.matches("input") ? element.value : "";
}

function speak(element) {
  const state = stateOf(element);
  speech.say(state ? `${nameOf(element)}, ${state}` : nameOf(element), element.closest("[lang]").lang, {
    isPrivate: Boolean(element.closest("[data-private]")) && !element.matches("a[data-exit]"),
    quieted: box.said.private,
  });
}

/* Moving */

let current = null;

function visitStop(element) {
  current?.classList.remove("is-read");
  current = element;
  if (!element.matches(CONTROLS)) element.tabIndex = -1;
  element.classList.add("is-read");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
  speak(element);
}

function move(step) {
  const all = stops();
  const at = all.indexOf(current);
  const start = step > 0 ? -1 : 0;
  visitStop(all[((at < 0 ? start : at) + step + all.length) % all.length]);
}

/* What has the focus: a question that came up meanwhile, or Tab, may have moved it. */
function chosen() {
  return document.activeElement.matches(CONTROLS) ? document.activeElement : current;
}

function select() {
  speech.stop();
  const told = chosen();
  if (!told?.matches(CONTROLS) || !told.isConnected || !isShown(told)) return;
  told.click();
  if (told.matches("[type=checkbox], [aria-pressed], summary")) setTimeout(() => told.isConnected && speak(told));
}

function press(task) {
  document.querySelector(`.bar [data-do="${task}"]`)?.click();
}

function goWith(changes) {
  const address = new URL(visit.here());
  for (const name of LISTENING) if (name in changes) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(changes)) if (value) address.searchParams.set(name, value);
  visit.go(address.href);
}

/* Louder or softer, at once; the links of the page carry it to the next one. */
function turn(by) {
  if (!speech.way) return;
  const volume = Math.min(LOUDEST, Math.max(1, Number(page.dataset.volume) + by));
  page.dataset.volume = volume;
  for (const link of document.querySelectorAll("a[href]")) {
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.pathname === box.end) continue;
    if (volume === USUAL_VOLUME) address.searchParams.delete("volume");
    else address.searchParams.set("volume", volume);
    link.href = address.href;
  }
  const home = new URL(box.home, location.href);
  home.searchParams.set("volume", volume);
  box.home = home.href;
  for (const form of document.forms) {
    if (!form.elements.volume) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "volume" }));
    form.elements.volume.value = volume;
  }
  speech.say(`${box.said.volume} ${volume}`, page.lang);
}

const ACTIONS = {
  next: () => move(1),
  previous: () => move(-1),
  select,
  back: () => press("back"),
  home: () => visit.go(box.home),
  help: () => press("help"),
  repeat: () => speech.repeat(),
  volume_up: () => turn(1),
  volume_down: () => turn(-1),
  jack_in: () => goWith({ voice: "headset", volume: "" }),
  jack_out: () => {
    speech.stop();
    page.dataset.voice = "";  // At once: what was private in the ear is not for the hall.
    goWith({ voice: "", volume: "" });
  },
  low_reach: () => press("low-reach"),
  staff: () => box.staff && visit.go(box.staff),
};

addEventListener("keydown", (event) => {
  const action = box.keys[event.code || event.key];
  // In a field the arrows and Enter belong to what is written, unless one reads with the keys.
  const isWriting = event.target.matches("input:not([type=radio], [type=checkbox]), textarea") && event.target !== current;
  if (!action || event.repeat || event.defaultPrevented || isWriting || page.dataset.learning) return;
  event.preventDefault();
  ACTIONS[action]();
});

/* By ear, the first touch of a thing says it and the second does it. */
document.addEventListener("click", (event) => {
  if (speech.way !== "headset" || !event.isTrusted) return;
  const touched = stops().find((stop) => stop.contains(event.target) || [...(stop.labels ?? [])].some((label) => label.contains(event.target)));
  if (!touched || touched === current || touched.matches("[data-exit], [data-do=stay]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  visitStop(touched);
}, true);

document.addEventListener("htmx:afterSettle", () => {
  if (current && !current.isConnected && current.name) {
    current = document.querySelector(`main [name="${current.name}"][value="${CSS.escape(current.value)}"]`);
    current?.focus({ preventScroll: true });
  }
  const status = document.querySelector("main [role=status]");
  if (status) speak(status);
});

/* A page, or another question in its place, says its title; how to move is said with pages. */
function announce(more) {
  if (speech.way) speech.say(`${document.querySelector("h1")?.textContent ?? document.title}${more}`, page.lang, {
    isPrivate: Boolean(document.querySelector("h1")?.closest("[data-private]")),
    quieted: box.said.private,
  });
}

addEventListener("parvis:swap", () => {
  current = null;
  announce("");
});
announce(`. ${box.said.keys}`);
