/* Reads a page aloud: fetches what is said of it, plays it sentence by sentence and lights the one that is read.
   On a public screen nothing private comes out of a loudspeaker. */

import { blockOf, shownOf } from "./sentences.js";

const page = document.documentElement;
const isScreen = page.classList.contains("kiosk");
const LOUDEST = 5;
const USUAL_VOLUME = 3;

const audio = new Audio();
let button;
let player;
let status;
let slower;
let sentences = [];
let lit = null;
let at = 0;
// Each start and stop begins a new turn: what belongs to an old one is dropped.
let turn = 0;

if (document.querySelector("[data-listen]")) start();

function start() {
  takeBar();
  document.addEventListener("htmx:afterSwap", takeBar);
  document.addEventListener("click", onClick, true);
  document.addEventListener("htmx:beforeSwap", forget);
  for (const end of ["pagehide", "parvis:end", "parvis:swap"]) addEventListener(end, forget);
}

/* Again after each swap: the bar comes with the results. */
function takeBar() {
  button = document.querySelector("[data-listen]");
  player = document.getElementById("player");
  status = player.querySelector("[role=status]");
  slower = player.querySelector("[data-do=read-slower]");
  button.setAttribute("role", "button");
  button.setAttribute("aria-pressed", "false");
}

function onClick(event) {
  if (button.contains(event.target)) {
    event.preventDefault();
    if (isOn(button)) stop();
    else read(0);
    return;
  }
  const pressed = player.contains(event.target) && event.target.closest("[data-do]");
  if (pressed) DO[pressed.dataset.do]();
}

const DO = {
  "stop-reading": () => stop(),
  "read-again": () => read(Math.max(0, at)),
  "read-slower": () => {
    slower.setAttribute("aria-pressed", String(!isOn(slower)));
    read(Math.max(0, at));
  },
};

function isOn(switched) {
  return switched.getAttribute("aria-pressed") === "true";
}

async function read(from) {
  turn += 1;
  const mine = turn;
  player.hidden = false;
  button.setAttribute("aria-pressed", "true");
  // A visit at a public screen sees it here: whoever listens is there (box/idle.js).
  document.body.classList.add("is-read-aloud");
  status.textContent = "";
  try {
    if (!sentences.length) await fetchSentences();
    await play(allowed(), from, mine);
    if (mine === turn) stop();
  } catch (error) {
    if (mine !== turn) return;
    stop();
    say(player.dataset.sorry);
  }
}

async function fetchSentences() {
  const { aloud } = document.querySelector("main").dataset;
  const address = new URL(aloud || button.href, location.href);
  address.searchParams.set("aloud", "1");
  address.hash = "";
  const answer = await fetch(address.href, { headers: { Accept: "application/json" } });
  const told = await answer.json();
  sentences = aloud ? shownOf(told.sentences) : told.sentences;
  if (told.note) say(told.note);
}

/* What may be heard here. */
function allowed() {
  const isLoud = isScreen && page.dataset.voice !== "headset";
  if (!isLoud) return sentences;
  const said = sentences.filter((each) => !each.private);
  if (said.length < sentences.length) say(player.dataset.private);
  return said;
}

async function play(said, from, mine) {
  for (at = from; at < said.length && mine === turn; at += 1) {
    light(said[at].shown);
    for (const clip of said[at].clips) {
      if (mine !== turn) return;
      await playClip(await fetchClip(clip), mine);
    }
  }
}

async function fetchClip(clip) {
  const answer = await fetch(isOn(slower) ? `${clip}?slow=1` : clip);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

function playClip(blob, mine) {
  return new Promise((done, failed) => {
    if (mine !== turn) return done();
    const source = URL.createObjectURL(blob);
    const end = () => {
      URL.revokeObjectURL(source);
      done();
    };
    audio.onended = end;
    audio.onpause = end;
    audio.onerror = failed;
    audio.src = source;
    audio.volume = isScreen ? Number(page.dataset.volume || USUAL_VOLUME) / LOUDEST : 1;
    audio.play().catch(failed);
  });
}

function light(shown) {
  const next = shown && blockOf(shown, lit);
  if (lit) lit.classList.remove("is-spoken");
  lit = next || lit;
  if (!next) return;
  next.classList.add("is-spoken");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
}

function say(text) {
  player.hidden = false;
  status.classList.remove("away");
  status.textContent = text;
}

function stop() {
  turn += 1;
  audio.pause();
  light("");
  lit = null;
  player.hidden = true;
  status.classList.add("away");
  document.body.classList.remove("is-read-aloud");
  button.setAttribute("aria-pressed", "false");
}

function forget() {
  stop();
  sentences = [];
}
