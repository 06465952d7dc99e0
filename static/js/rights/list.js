/* The page of all rights: with the code of a list behind the "#", those of the list. */

import { groupsOf } from "./groups.js";
import { readListCode } from "./list-code.js";
import "../parts/print.js";

const code = location.hash.slice(1);
if (code) show(readListCode(code, document.querySelectorAll("main [data-bit]").length));

function show(verdicts) {
  if (verdicts === null) document.getElementById("unreadable").hidden = false;
  else put(groupsOf(document, "list", verdicts, true));
}

function put(list) {
  const main = document.querySelector("main");
  main.textContent = "";
  main.append(list);
}
