/* The check of rights on a phone: what is answered stays in this page, and is gone with it. Words and questions come
   from the page of all rights, verdicts from the table of the guide. Works without a network. */

import { groupsOf } from "./groups.js";
import { listCode } from "./list-code.js";
import { levelsLeft, readTable, verdictsOf } from "./verdicts.js";

const main = document.querySelector("main");
const form = main.querySelector("[data-rights]");
const given = [];
let isShown = false;
let rights;
let table;

start();

async function start() {
  try {
    rights = await fetchRights();
    table = readTable(await (await fetch(form.dataset.table)).json());
  } catch (error) {
    return; // No network, and nothing kept: the form asks the guide when there is one again.
  }
  addEventListener("popstate", goBack);
  document.addEventListener("click", onClick);
  form.dataset.taken = "";
}

/* The page of all rights; kept from an earlier day, it does not say what is open now. */
async function fetchRights() {
  const answer = await fetch(form.dataset.all);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.documentElement.dataset.saved) {
    for (const now of page.querySelectorAll("[data-now]")) now.remove();
  }
  return page;
}

/* Answering */

function onClick(event) {
  const button = event.target.closest("main button, [data-do=back]");
  if (!button) return;
  const isBack = button.dataset.step === "back" || button.dataset.do === "back";
  // Before the first answer the bar leads out of the check, as on every page.
  if (button.dataset.do && !history.state && history.state !== 0) return;
  event.preventDefault();
  if (isBack) history.back();
  else answer(button);
}

function answer(button) {
  if (button.dataset.leads) {
    location.href = button.dataset.leads;
    return;
  }
  if (button.dataset.step) isShown = true;
  else if (button.name) given.push(button);
  history.pushState(given.length, "");
  showNext();
}

function goBack({ state }) {
  isShown = false;
  given.length = Math.min(state || 0, given.length);
  if (given.length || state === 0) showNext();
  else location.reload();
}

/* What comes next */

async function showNext() {
  const left = levelsLeft(table, [].concat(...given.map((each) => pairsIn(each.dataset.leaves))));
  const question = isAtEnd(left) ? undefined : openQuestions(left, isWithin)[0];
  keepPrivate(!question || "private" in question.dataset);
  if (question) showQuestion(question, left);
  else await showResults(left);
  dispatchEvent(new Event("parvis:swap"));
  main.focus();
  scrollTo(0, 0);
}

/* What is private, no loudspeaker says. */
function keepPrivate(isPrivate) {
  if (isPrivate) main.dataset.private = "";
  else delete main.dataset.private;
}

function isAtEnd(left) {
  return isShown || all(rights.getElementById("results").dataset.atOnce, left, isWithin);
}

function showQuestion(question, left) {
  put(question.cloneNode(true));
  const coming = new Set(openQuestions(left, overlaps).map((each) => each.dataset.id));
  const progress = main.querySelector("[data-progress]");
  progress.textContent = progress.textContent
    .replace("{n}", given.length + 1)
    .replace("{of}", given.length + coming.size);
}

async function showResults(left) {
  // Fresher doors, where there is a network.
  rights = await fetchRights().catch(() => rights);
  const verdicts = verdictsOf(table, left, Date.now());
  put(groupsOf(rights, "results", verdicts, false));
  main.querySelector("[data-list]").hash = listCode(verdicts);
  main.querySelector("[data-old]").hidden = Date.now() < table.old;
  const note = main.querySelector("[data-without-papers]");
  note.hidden = !all(note.dataset.withoutPapers, left, isWithin);
}

function put(content) {
  main.textContent = "";
  main.append(content);
}

/* Questions that nothing said so far makes needless; `test` says whether they are sure or only possible. */
function openQuestions(left, test) {
  const questions = [...rights.getElementById("questions").content.children];
  return questions.filter(({ dataset: { id, when, unless } }) => {
    const isAnswered = given.some((each) => each.name === id);
    const isNeedless = unless && all(unless, left, isWithin);
    return !isAnswered && !isNeedless && all(when, left, test);
  });
}

/* Whether a test holds for each axis of a condition, written "3:6 0:1": the axis, and its levels as bits. */
function all(condition, left, test) {
  return pairsIn(condition).every(([axis, mask]) => test(left[axis], Number(mask)));
}

function pairsIn(text) {
  return (text || "").split(" ").filter(Boolean).map((each) => each.split(":"));
}

function isWithin(left, wanted) {
  return (left & ~wanted) === 0;
}

function overlaps(left, wanted) {
  return (left & wanted) !== 0;
}
