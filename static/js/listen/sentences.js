/* Which part of a page shows a sentence that is read aloud. */

const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,tr,caption,legend,label,summary,button,figcaption,a";
const WITHIN_MAIN = BLOCKS.split(",").map((each) => `main ${each}`).join(",");

/* The block that shows this text, from the one behind `last` on. */
export function blockOf(text, last) {
  const all = blocks();
  const from = last ? all.indexOf(last) + 1 : 0;
  return [...all.slice(from), ...all.slice(0, from)].find((each) => textOf(each) === text);
}

/* Of a page that lends its voice to others: what this one shows, in the order of this one. */
export function shownOf(sentences) {
  const known = new Map(sentences.map((each) => [each.shown, each]));
  const found = blocks().filter((each) => isVisible(each) && known.has(textOf(each)));
  return found.filter((each) => !isSaidWithin(each, found)).map((each) => {
    const said = known.get(textOf(each));
    return Object.assign({}, said, { private: said.private || Boolean(each.closest("[data-private]")) });
  });
}

/* What a block shows and what the only block within it shows is said once. */
function isSaidWithin(block, found) {
  return found.some((other) => other !== block && block.contains(other) && textOf(other) === textOf(block));
}

function blocks() {
  return [...document.querySelectorAll(WITHIN_MAIN)];
}

function isVisible(element) {
  return !element.checkVisibility || element.checkVisibility();
}

function textOf(block) {
  return block.textContent.replace(/\s+/g, " ").trim();
}
