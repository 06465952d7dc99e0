/* The whole guide by a few keys and by ear: next and previous go through everything that can be read,
   select does what is there. Moving never starts anything. */

import { go } from "./going.js";
import { here } from "./here.js";
import { box, page } from "./settings.js";
import { speech } from "./speech.js";
import { CONTROLS, isShown, stops } from "./stops.js";

const LISTENING = ["voice", "volume"];
const USUAL_VOLUME = 3;
const LOUDEST = 5;
const CHOICES = "[type=radio], [type=checkbox]";
const WRITTEN_IN = "input:not([type=radio], [type=checkbox]), textarea";

const ACTIONS = {
  next: () => move(1),
  previous: () => move(-1),
  select,
  back: () => press("back"),
  home: () => go(box.home),
  help: () => press("help"),
  repeat: () => speech.repeat(),
  volume_up: () => turn(1),
  volume_down: () => turn(-1),
  jack_in: () => goWith({ voice: "headset", volume: "" }),
  jack_out: () => {
    speech.stop();
    page.dataset.voice = ""; // At once: what was private in the ear is not for the hall.
    goWith({ voice: "", volume: "" });
  },
  low_reach: () => press("low-reach"),
  staff: () => box.staff && go(box.staff),
};

let current = null;

addEventListener("keydown", (event) => {
  const action = box.keys[event.code || event.key];
  if (!action || event.repeat || event.defaultPrevented || isWriting(event.target) || page.dataset.learning) return;
  event.preventDefault();
  ACTIONS[action]();
});

/* In a field the arrows and Enter belong to what is written, unless one reads with the keys. */
function isWriting(target) {
  return target.matches(WRITTEN_IN) && target !== current;
}

/* By ear, the first touch of a thing says it and the second does it. */
document.addEventListener("click", (event) => {
  if (speech.way !== "headset" || !event.isTrusted) return;
  const touched = stops().find((stop) => isAt(stop, event.target));
  if (!touched || touched === current || touched.matches("[data-exit], [data-do=stay]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  visitStop(touched);
}, true);

function isAt(stop, target) {
  return stop.contains(target) || [...(stop.labels ?? [])].some((label) => label.contains(target));
}

document.addEventListener("htmx:afterSettle", () => {
  findAgain();
  const status = document.querySelector("main [role=status]");
  if (status) speak(status);
});

/* What one was at may have come anew with the results. */
function findAgain() {
  if (!current || current.isConnected || !current.name) return;
  current = document.querySelector(`main [name="${current.name}"][value="${CSS.escape(current.value)}"]`);
  current?.focus({ preventScroll: true });
}

addEventListener("parvis:swap", () => {
  current = null;
  announce("");
});
announce(`. ${box.said.keys}`);

/* A page, or another question in its place, says its title; how to move is said with pages. */
function announce(more) {
  if (!speech.way) return;
  const title = document.querySelector("h1");
  speech.say(`${title?.textContent ?? document.title}${more}`, page.lang, {
    isPrivate: Boolean(title?.closest("[data-private]")),
    quieted: box.said.private,
  });
}

/* Moving */

function move(step) {
  const all = stops();
  const at = all.indexOf(current);
  const start = step > 0 ? -1 : 0;
  visitStop(all[((at < 0 ? start : at) + step + all.length) % all.length]);
}

function visitStop(element) {
  current?.classList.remove("is-read");
  current = element;
  if (!element.matches(CONTROLS)) element.tabIndex = -1;
  element.classList.add("is-read");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
  speak(element);
}

function select() {
  speech.stop();
  const told = chosen();
  if (!told?.matches(CONTROLS) || !told.isConnected || !isShown(told)) return;
  told.click();
  if (told.matches("[type=checkbox], [aria-pressed], summary")) setTimeout(() => told.isConnected && speak(told));
}

/* What has the focus: a question that came up meanwhile, or Tab, may have moved it. */
function chosen() {
  return document.activeElement.matches(CONTROLS) ? document.activeElement : current;
}

function press(task) {
  document.querySelector(`.bar [data-do="${task}"]`)?.click();
}

/* What is said of it */

function speak(element) {
  const state = stateOf(element);
  speech.say(state ? `${nameOf(element)}, ${state}` : nameOf(element), element.closest("[lang]").lang, {
    isPrivate: Boolean(element.closest("[data-private]")) && !element.matches("a[data-exit]"),
    quieted: box.said.private,
  });
}

function nameOf(element) {
  return labelledBy(element) || element.getAttribute("aria-label") || ownText(element);
}

function labelledBy(element) {
  const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.innerText ?? "").join(" ");
}

function ownText(element) {
  return element.labels?.length ? [...element.labels].map((label) => label.innerText).join(" ") : element.innerText;
}

function stateOf(element) {
  if (element.matches(CHOICES)) return element.checked ? box.said.chosen : "";
  if (element.matches("[aria-pressed=true], [aria-current=true]")) return box.said.chosen;
  if (element.matches("summary")) return element.parentElement.open ? box.said.open : "";
  return element.matches("input") ? element.value : "";
}

/* The manner of listening */

function goWith(changes) {
  const address = new URL(here());
  for (const name of LISTENING) if (name in changes) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(changes)) if (value) address.searchParams.set(name, value);
  go(address.href);
}

/* Louder or softer, at once; the links of the page carry it to the next one. */
function turn(by) {
  if (!speech.way) return;
  const volume = Math.min(LOUDEST, Math.max(1, Number(page.dataset.volume) + by));
  page.dataset.volume = volume;
  for (const link of document.querySelectorAll("a[href]")) carryInLink(link, volume);
  for (const form of document.forms) carryInForm(form, volume);
  const home = new URL(box.home, location.href);
  home.searchParams.set("volume", volume);
  box.home = home.href;
  speech.say(`${box.said.volume} ${volume}`, page.lang);
}

function carryInLink(link, volume) {
  const address = new URL(link.href);
  if (address.origin !== location.origin || address.pathname === box.end) return;
  if (volume === USUAL_VOLUME) address.searchParams.delete("volume");
  else address.searchParams.set("volume", volume);
  link.href = address.href;
}

function carryInForm(form, volume) {
  if (!form.elements.volume) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "volume" }));
  }
  form.elements.volume.value = volume;
}
