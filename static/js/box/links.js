/* Links and forms of a public screen: where they lead, one goes without a way back. */

import { finish } from "./end.js";
import { go } from "./going.js";
import { addressOf } from "./here.js";
import { swapMain } from "./swap.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  if (link.dataset.do === "end") finish();
  else follow(new URL(link.href));
});

function follow(address) {
  if (address.origin !== location.origin) return;
  if (address.hash) document.querySelector(address.hash)?.focus();
  else go(address.href);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (form.method === "get") go(addressOf(form, event.submitter));
  else swapMain(form, event.submitter);
});
