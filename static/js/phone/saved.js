/* The page "saved on this phone": what there is, all of the town, and nothing left of it. */

import { canKeep, forgetAll, packs, save } from "./shelf.js";

const page = document.getElementById("saved");
const words = document.getElementById("saved-words").dataset;
const status = document.getElementById("saved-said");

if (canKeep) show();

async function show() {
  document.getElementById("no-saving").hidden = true;
  // It also stands in for a page that was not kept.
  document.getElementById("lost").hidden = location.pathname === page.dataset.address;
  const saver = document.querySelector("[data-save-town]");
  if (saver) saver.addEventListener("click", () => saveTown(saver.dataset.saveTown));
  document.querySelector("[data-erase-saved]").addEventListener("click", erase);
  page.hidden = false;
  await list();
}

async function saveTown(source) {
  say(words.saving);
  try {
    await save("town", source);
    await list();
  } catch (error) {
    say(error.name === "QuotaExceededError" ? words.full : words.failed);
  }
}

async function erase() {
  await forgetAll();
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((each) => each.unregister()));
  sessionStorage.clear();
  localStorage.clear();
  await list();
  say(words.erased);
}

async function list() {
  const lists = document.getElementById("saved-lists");
  const places = document.getElementById("saved-places");
  lists.textContent = "";
  places.textContent = "";
  status.hidden = true;
  const found = await packs();
  for (const { kind, id, saved, pack } of found) {
    if (kind === "list") lists.append(entry(page.dataset.list, id, id));
    if (kind === "place") places.append(...pack.places.map(entryOfPlace));
    if (kind === "town") sayTown(pack.places.length, new Date(saved));
  }
  document.getElementById("saved-nothing").hidden = found.length > 0;
}

function sayTown(count, day) {
  const lang = document.documentElement.lang;
  say(words.town.replace("{count}", count).replace("{day}", day.toLocaleDateString(lang)));
}

function say(text) {
  status.textContent = text;
  status.hidden = false;
}

function entryOfPlace({ number, name }) {
  return entry(page.dataset.place, number, name);
}

/* A link to a page like the one at an address, which ends with another name. */
function entry(address, name, text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "suggestion";
  link.href = new URL(name, new URL(address, location.href)).href;
  link.textContent = text;
  item.append(link);
  return item;
}
