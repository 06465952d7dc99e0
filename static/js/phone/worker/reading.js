/* What was typed, read as the guide reads it: letters and rules of words come with each pack, and so do the phrases of
   its language with the question that each asks (kiosk/directory/vocabulary/fold_table.py). Nothing is guessed here. */

const readings = new WeakMap();
const NONE = "(?!)"; // For packs that were kept before there were numbers of houses.

/* Those of a pack, ready to be looked up. */
function readingOf(pack) {
  if (!readings.has(pack)) readings.set(pack, prepare(pack.reading));
  return readings.get(pack);
}

function prepare({ same, gone, others, joined, article, endings, silent, houses = NONE, phrases }) {
  const questions = new Map();
  for (const [question, asking] of Object.entries(phrases)) {
    for (const phrase of asking) questions.set(phrase, question);
  }
  const letters = new Map();
  for (const [becomes, signs] of Object.entries(others)) {
    for (const sign of signs) letters.set(sign, becomes);
  }
  return {
    questions,
    letters,
    same: new RegExp(`[${same}]`),
    gone: new RegExp(`[${gone}]`, "g"),
    joined: new RegExp(joined, "g"),
    silent: new RegExp(silent),
    article: new RegExp(article),
    endings: endings.map((each) => new RegExp(each)),
    houses: new RegExp(houses, "g"),
  };
}

/* The words of a text that tell something, as the guide compares them; all of them where none does. */
function wordsOf(text, reading) {
  return bareWordsOf(text, reading).map((each) => stemOf(each, reading));
}

/* The same as they are written, without their articles. */
function bareWordsOf(text, reading) {
  const words = fold(text, reading).split(" ").filter(Boolean);
  const telling = words.filter((each) => !reading.silent.test(each));
  return (telling.length ? telling : words).map((each) => bareOf(each, reading));
}

function bareOf(word, { silent, article }) {
  return silent.test(word) ? word : word.replace(article, "$1");
}

function stemOf(bare, { endings }) {
  return endings.reduce((stem, ending) => stem.replace(ending, "$1"), bare);
}

/* The gravest situation that a text tells of, by a number or by words that stand in it one after the other: single
   words as they are written ("=poli" is no "polis"), others by their stems. */
function situationIn(text, pack) {
  const reading = readingOf(pack);
  const words = fold(text, reading).split(" ").filter(Boolean);
  const typed = pack.calls.numbers[words.join("")];
  if (typed) return typed;
  const left = words.join(" ").replace(reading.houses, " ").split(" ").filter(Boolean);
  const bare = left.map((each) => bareOf(each, reading));
  const written = new Set([...left, ...bare].map((each) => `=${each}`));
  const said = ` ${bare.map((each) => stemOf(each, reading)).join(" ")} `;
  const tells = ([, phrases]) => phrases.some((phrase) => written.has(phrase) || said.includes(` ${phrase} `));
  return (Object.entries(pack.calls.phrases).find(tells) || [])[0];
}

function fold(text, reading) {
  const apart = text.toLowerCase().replace(reading.joined, "$1$2").normalize("NFKD").replace(reading.gone, "");
  return [...apart].map((sign) => letterOf(sign, reading)).join("");
}

function letterOf(sign, { same, letters }) {
  if (same.test(sign)) return sign;
  return letters.get(sign) || " ";
}

/* The question that a phrase asks in the words of some packs; undefined: none that they know. */
function questionIn(text, packs) {
  for (const pack of packs) {
    const reading = readingOf(pack);
    const asked = reading.questions;
    const written = `=${bareWordsOf(text, reading).join(" ")}`;
    const question = asked.get(written) || asked.get(wordsOf(text, reading).sort().join(" "));
    if (question) return question;
  }
  return undefined;
}
