/* The line to the server: whether it answers, and what a visitor is told when it does not. */

import { box } from "./settings.js";

const PATIENCE_MS = 4000;
const AGAIN_MS = 1000;
const lineCut = document.getElementById("line-cut");

lineCut.addEventListener("cancel", (event) => event.preventDefault());

/* Whether the server is there; it also says whether one can print. */
export async function answers() {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(box.alive, { method: "POST", cache: "no-store", signal });
    offerPaper(answer.headers.get("Printer"));
    return answer.ok;
  } catch {
    return false;
  }
}

export async function untilAnswered() {
  while (!(await answers())) {
    showLineCut();
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

export function showLineCut() {
  if (!lineCut.open) lineCut.showModal();
}

export function hideLineCut() {
  if (lineCut.open) lineCut.close();
}

/* What only a printer can do is offered while there is one that can. */
function offerPaper(printer) {
  if (!printer) return;
  for (const each of document.querySelectorAll("[data-printer]")) each.hidden = printer !== "ready";
}
