/* Going from page to page: they take each other's place, so that there is no way back to them. */

import { untilAnswered } from "./line.js";
import { box } from "./settings.js";

/* Where to, once the server answers; what was asked for last counts, above all the end. */
let wanted = null;
let isLeaving = false;

export async function go(address) {
  const isUnderWay = isGoing();
  if (wanted !== box.end) wanted = address;
  if (isUnderWay) {
    if (isLeaving) location.replace(wanted);
    return;
  }
  await untilAnswered();
  isLeaving = true;
  location.replace(wanted);
}

export function isGoing() {
  return wanted !== null;
}

addEventListener("parvis:go", (event) => {
  event.preventDefault();
  go(event.detail);
});

/* A page that comes back from the browser's memory belongs to an earlier visit. */
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(box.start);
});
