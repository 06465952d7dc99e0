/* Addresses of what is on the screen: choices made on the way do not stand in the address bar. */

/* Where a form leads, without what says nothing. */
export function addressOf(form, submitter) {
  const address = new URL(form.action);
  const said = [...new FormData(form, submitter)].filter(([, value]) => value !== "");
  address.search = new URLSearchParams(said);
  return address.href;
}

/* This page with what was chosen on it. */
export function here() {
  const form = document.querySelector(".filters");
  return form ? addressOf(form) : location.href;
}
