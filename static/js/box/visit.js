/* A visit on a public screen: pages take each other's place so that there is no way back to them,
   an unattended visit ends by itself, and nothing that a browser offers leads out of the guide. */

const box = JSON.parse(document.querySelector("meta[name=box]").content);
const page = document.documentElement;
page.classList.add("has-script");
const stillThere = document.getElementById("still-there");
const lineCut = document.getElementById("line-cut");
const LONGER_BY_EAR = 3;
const LONG_PRESS_MS = 3000;
const ALIVE_EVERY_MS = 5000;
const AGAIN_MS = 1000;

/* Going from page to page */

async function answers() {
  try {
    const answer = await fetch(box.alive, { method: "POST", cache: "no-store", signal: AbortSignal.timeout(4000) });
    offerPaper(answer.headers.get("Printer"));
    return answer.ok;
  } catch {
    return false;
  }
}

/* What only a printer can do is offered while there is one that can. */
function offerPaper(printer) {
  if (!printer) return;
  for (const each of document.querySelectorAll("[data-printer]")) each.hidden = printer !== "ready";
}

/* Where to, once the server answers; what was asked for last counts, above all the end. */
let wanted = null;
let isLeaving = false;
async function go(address) {
  const isUnderWay = wanted !== null;
  if (wanted !== box.end) wanted = address;
  if (isUnderWay) {
    if (isLeaving) location.replace(wanted);
    return;
  }
  await untilAnswered();
  isLeaving = true;
  location.replace(wanted);
}

async function untilAnswered() {
  while (!(await answers())) {
    showLineCut();
    await new Promise((done) => setTimeout(done, 1000));
  }
}

function addressOf(form, submitter) {
  const address = new URL(form.action);
  const said = [...new FormData(form, submitter)].filter(([, value]) => value !== "");
  address.search = new URLSearchParams(said);
  return address.href;
}

/* This page with what was chosen on it: choices made on the way do not stand in the address bar. */
function here() {
  const form = document.querySelector(".filters");
  return form ? addressOf(form) : location.href;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  if (link.dataset.do === "end") return finish();
  const address = new URL(link.href);
  if (address.origin !== location.origin) return;
  if (address.hash) return document.querySelector(address.hash)?.focus();
  go(address.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (form.method === "get") return go(addressOf(form, event.submitter));
  swapMain(form, event.submitter);
});

/* An answer to a form that is sent, not asked: no page of it must stand in the history. */
async function swapMain(form, submitter) {
  await untilAnswered();
  const said = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body: said }).catch(() => null);
  if (!form.isConnected) return;  // Something else was touched meanwhile.
  if (answer?.redirected) return go(answer.url);
  const text = (await answer?.text()) ?? "";
  const next = new DOMParser().parseFromString(text, "text/html"), fresh = next.querySelector("main");
  if (!fresh) return go(location.href);
  const again = fresh.querySelector("[data-again]");
  if (again && "again" in form.dataset) return askAgain(form);  // Nothing new: nothing is said once more.
  document.querySelector("main").replaceWith(fresh);
  const back = next.querySelector(".bar [data-do=back]");
  if (back) document.querySelector(".bar [data-do=back]").replaceWith(back);
  dispatchEvent(new Event("parvis:swap"));
  (fresh.querySelector("input:not([type=hidden])") ?? fresh).focus();
  if (again) askAgain(again);
}

function askAgain(form) {
  setTimeout(() => form.isConnected && form.requestSubmit(), AGAIN_MS);
}

/* A page that comes back from the browser's memory belongs to an earlier visit. */
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(box.start);
});

/* The end */

function finish() {
  clearInterval(looking);
  if (stillThere.open) stillThere.close();
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) field.value = "";
  document.querySelector("main")?.replaceChildren();
  sessionStorage.clear();
  localStorage.clear();
  dispatchEvent(new Event("parvis:end"));
  go(box.end);
}

const isStart = location.pathname === box.start && !location.search;
const idleMs = box.idle_s * 1000 * (page.dataset.voice ? LONGER_BY_EAR : 1);
const warningMs = box.warning_s * 1000 * (page.dataset.voice ? LONGER_BY_EAR : 1);
let lastSign = performance.now();  // A box's clock may be set while somebody reads.
let warnedAt = 0;

function stay() {
  lastSign = performance.now();
  if (!warnedAt) return;
  warnedAt = 0;
  stillThere.close();
}

for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
  addEventListener(sign, (event) => {
    if (!event.target.closest?.("#still-there")) stay();
    else if (warnedAt) warnedAt = performance.now();  // Someone is there, and still reads the question.
  }, { capture: true, passive: true });
}
/* The question is answered when the finger is let go: nothing beneath it must be touched. */
stillThere.addEventListener("cancel", stay);
stillThere.addEventListener("click", (event) => {
  if (!event.target.closest("[data-do=end]")) stay();
});

function look() {
  const now = performance.now();
  if ((globalThis.parvis?.speech.isSpeaking || globalThis.parvis?.reader?.isReading()) && !warnedAt) lastSign = now;
  if (!warnedAt && now - lastSign >= idleMs) {
    warnedAt = now;
    stillThere.showModal();
    stillThere.querySelector("[data-do=stay]").focus();
    globalThis.parvis?.speech.say(stillThere.innerText, page.lang);
  }
  if (!warnedAt) return;
  const left = Math.ceil((warningMs - (now - warnedAt)) / 1000);
  document.getElementById("still-there-seconds").textContent = Math.max(0, left);
  if (left <= 0) finish();
}
const looking = isStart ? 0 : setInterval(look, 500);

/* The line to the server */

let missed = 0;
function showLineCut() {
  if (!lineCut.open) lineCut.showModal();
}

let isAsking = false;
async function beat() {
  if (isAsking) return;
  isAsking = true;
  missed = (await answers()) ? 0 : missed + 1;
  isAsking = false;
  if (missed >= 2) showLineCut();
  if (!missed && lineCut.open && wanted === null) lineCut.close();
}
setInterval(beat, ALIVE_EVERY_MS);
beat();
lineCut.addEventListener("cancel", (event) => event.preventDefault());

/* Scrolling without dragging */

const scrollers = [...document.querySelectorAll("[data-scroll]")];
function main() {
  return document.querySelector("main");
}

document.addEventListener("click", (event) => {
  const scroller = event.target.closest("[data-scroll]");
  if (!scroller) return;
  main().scrollBy({ top: Number(scroller.dataset.scroll) * main().clientHeight * 0.8 });
  showScrollers();
});

function showScrollers() {
  const view = main();
  const rest = view.scrollHeight - view.clientHeight;
  for (const scroller of document.querySelectorAll("[data-scroll]")) {
    const atEnd = scroller.dataset.scroll === "1" ? view.scrollTop >= rest - 2 : view.scrollTop <= 2;
    scroller.disabled = atEnd;
  }
}
document.addEventListener("scroll", showScrollers, { capture: true, passive: true });
addEventListener("resize", showScrollers);
document.addEventListener("toggle", showScrollers, true);
document.addEventListener("htmx:afterSettle", showScrollers);
addEventListener("parvis:swap", showScrollers);
new ResizeObserver(showScrollers).observe(document.body);
if (scrollers.length) showScrollers();

/* One unfolded list at a time closes when something else is touched. */
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".bar-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

/* A trembling hand: what was just touched does not count again. */
const strikeMs = page.dataset.touch === "slow" ? 500 : box.double_strike_ms;
let struck = null;
let struckAt = 0;
let echo = null;
document.addEventListener("click", (event) => {
  const touched = event.target.closest("a, button, summary, label, input") ?? event.target;
  const target = touched.control ?? touched;
  // A touch of a label is followed by one of its field, at once.
  if (event.target === echo) return;
  echo = touched.control ?? null;
  setTimeout(() => { echo = null; });
  // An answer may have put another element of the same name in its place meanwhile.
  const isSame = target === struck || (target.id !== "" && target.id === struck?.id);
  const again = event.isTrusted && isSame && event.timeStamp - struckAt < strikeMs;
  if (event.isTrusted && !again) [struck, struckAt] = [target, event.timeStamp];
  if (!again) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/* The cage: nothing of the browser, only the guide */

for (const offer of ["contextmenu", "dragstart", "drop", "dragover", "auxclick", "gesturestart"]) {
  addEventListener(offer, (event) => event.preventDefault(), { capture: true, passive: false });
}
addEventListener("selectstart", (event) => {
  if (!event.target.closest?.("input, textarea")) event.preventDefault();
}, true);
addEventListener("wheel", (event) => {
  if (event.ctrlKey) event.preventDefault();
}, { capture: true, passive: false });
addEventListener("keydown", (event) => {
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey || /^(F([1-9]|1[0-2])|Browser.*|ContextMenu)$/.test(event.code);
  if (isShortcut && !(event.code in box.keys)) event.preventDefault();
  // A key held down types once.
  if (event.repeat && !["Backspace", "Tab"].includes(event.code)) event.preventDefault();
}, true);
window.print = () => {};
window.open = () => null;

/* Staff: a long press on help */

let pressed = 0;
document.addEventListener("pointerdown", (event) => {
  clearTimeout(pressed);
  if (box.staff && event.target.closest("[data-do=help]")) pressed = setTimeout(() => go(box.staff), LONG_PRESS_MS);
});
for (const sign of ["pointerup", "pointercancel", "pointermove"]) {
  document.addEventListener(sign, (event) => {
    if (sign !== "pointermove" || Math.hypot(event.movementX, event.movementY) > 12) clearTimeout(pressed);
  });
}

globalThis.parvis = { ...globalThis.parvis, visit: { go, finish, here, isGoing: () => wanted !== null } };
