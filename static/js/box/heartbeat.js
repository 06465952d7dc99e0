/* Asks the server every few seconds whether it is there, and says so when it is not. */

import { isGoing } from "./going.js";
import { answers, hideLineCut, showLineCut } from "./line.js";

const EVERY_MS = 5000;
const MOST_MISSED = 2;

let missed = 0;
let isAsking = false;

setInterval(beat, EVERY_MS);
beat();

async function beat() {
  if (isAsking) return;
  isAsking = true;
  missed = (await answers()) ? 0 : missed + 1;
  isAsking = false;
  if (missed >= MOST_MISSED) showLineCut();
  if (!missed && !isGoing()) hideLineCut();
}
