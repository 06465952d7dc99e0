/* An answer to a form that is sent, not asked: it takes the place of what is there, for no page of it must stand in the
   history. */

import { go } from "./going.js";
import { untilAnswered } from "./line.js";

const AGAIN_MS = 1000;

export async function swapMain(form, submitter) {
  await untilAnswered();
  const said = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body: said }).catch(() => null);
  if (!form.isConnected) return; // Something else was touched meanwhile.
  if (answer?.redirected) {
    go(answer.url);
    return;
  }
  const next = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const fresh = next.querySelector("main");
  if (!fresh) {
    go(location.href);
    return;
  }
  const again = fresh.querySelector("[data-again]");
  if (again && "again" in form.dataset) askAgain(form); // Nothing new: nothing is said once more.
  else put(fresh, next.querySelector(".bar [data-do=back]"), again);
}

function put(fresh, back, again) {
  document.querySelector("main").replaceWith(fresh);
  if (back) document.querySelector(".bar [data-do=back]").replaceWith(back);
  dispatchEvent(new Event("parvis:swap"));
  (fresh.querySelector("input:not([type=hidden])") ?? fresh).focus();
  if (again) askAgain(again);
}

function askAgain(form) {
  setTimeout(() => form.isConnected && form.requestSubmit(), AGAIN_MS);
}
