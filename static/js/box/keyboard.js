/* The keyboard on the screen. It comes when a field is touched, or selected by keys, and writes into it; each key acts
   when it is let go, once, and writes nothing but its letter. */

const keyboard = document.getElementById("keyboard");
const FIELDS = "input[inputmode=none]";
let field = null;

function open(chosen) {
  field = chosen;
  keyboard.hidden = false;
  showDigits("digits" in field.dataset);
  document.body.classList.add("typing");
  (field.closest("form") ?? field).scrollIntoView({ block: "start" });
}

function putAway() {
  keyboard.hidden = true;
  document.body.classList.remove("typing");
  field?.blur();
  field = null;
}

function showDigits(shown) {
  keyboard.querySelector("[data-keys=letters]").hidden = shown;
  keyboard.querySelector("[data-keys=digits]").hidden = !shown;
  keyboard.querySelector("[data-do=digits]").setAttribute("aria-pressed", shown);
}

/* As typing would: in place of what is selected, and the page is told. */
function write(text) {
  const end = field.value.length;
  const [from, to] = [field.selectionStart ?? end, field.selectionEnd ?? end];
  const room = field.maxLength < 0 || field.value.length - (to - from) + text.length <= field.maxLength;
  if (room) field.setRangeText(text, from, to, "end");
  tell();
}

/* Ethiopic letters stand in groups of eight: the letter, then the same with each vowel. */
function give(order, key) {
  const at = field.selectionStart ?? field.value.length;
  const code = field.value.codePointAt(at - 1) ?? 0;
  if (code < 0x1200 || code > 0x1357) return write(key);
  field.setRangeText(String.fromCodePoint(code - (code % 8) + order), at - 1, at, "end");
  tell();
}

function erase() {
  const end = field.value.length;
  let [from, to] = [field.selectionStart ?? end, field.selectionEnd ?? end];
  // A letter of two code units goes as one.
  if (from === to) from -= /[\uDC00-\uDFFF]/.test(field.value[from - 1] ?? "") ? 2 : 1;
  field.setRangeText("", Math.max(0, from), to, "end");
  tell();
}

function tell() {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const DO = {
  digits: () => showDigits(keyboard.querySelector("[data-keys=digits]").hidden),
  erase,
  "put-away": putAway,
  send: () => {
    const { form } = field;
    putAway();
    form?.requestSubmit();
  },
};

keyboard.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  if (!field?.isConnected) return putAway();
  if (key.dataset.order) give(Number(key.dataset.order), key.dataset.key);
  else if (key.dataset.key) write(key.dataset.key);
  else DO[key.dataset.do]();
});

/* The field keeps the focus: a finger on a key must not take it away. */
keyboard.addEventListener("pointerdown", (event) => event.preventDefault());

document.addEventListener("click", ({ target }) => {
  if (target.matches(FIELDS)) open(target);
});

/* It goes when something else was touched: after that, for the page moves. */
let isElsewhere = false;
document.addEventListener("pointerdown", ({ target }) => {
  isElsewhere = Boolean(field) && target !== field && !keyboard.contains(target) && !target.closest(".suggestions");
}, true);
document.addEventListener("click", () => {
  if (isElsewhere) putAway();
});
addEventListener("parvis:end", putAway);
