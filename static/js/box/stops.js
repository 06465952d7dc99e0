/* What there is to read on a screen, in order: everything that one can do, and every text by itself. */

export const CONTROLS = "a[href], button:not(:disabled), summary, input:not([type=hidden]), select, textarea";
const DRAWINGS = "svg[role=img]";
const PARTS = `${CONTROLS}, ${DRAWINGS}`;
const SKIPPED = "svg, script, style, template, .skip";

export function stops() {
  return [...stopsIn(document.querySelector("dialog[open]") ?? document.body)];
}

function* stopsIn(element) {
  for (const child of partsOf(element)) {
    // A drawing or a code is said as a whole.
    if (child.matches(DRAWINGS) && isShown(child)) yield child;
    if (!child.matches(SKIPPED) && isShown(child)) yield* stopsOf(child);
  }
}

function* stopsOf(child) {
  const control = child.matches("label") ? child.querySelector("input") : null;
  if (child.matches(CONTROLS)) {
    yield child;
  } else if (control) {
    yield control;
  } else if (isOneText(child)) {
    yield child;
  } else if (hasText(child)) {
    yield child;
    yield* [...child.querySelectorAll(PARTS)].filter(isShown);
  } else {
    yield* stopsIn(child);
  }
}

function isOneText(element) {
  return element.textContent.trim() && !element.querySelector(PARTS) && (hasText(element) || isPhrase(element));
}

export function isShown(element) {
  const isVisible = element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  return isVisible && element.getAttribute("aria-hidden") !== "true";
}

function hasText(element) {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
}

function isPhrase(element) {
  return partsOf(element).every((child) => child.matches("svg, br") || isInline(child));
}

function isInline(element) {
  return getComputedStyle(element).display.startsWith("inline");
}

/* Not "children": a form answers to that with its field of this name. */
function partsOf(element) {
  return [...element.querySelectorAll(":scope > *")];
}
