/* What this box is told of itself, and its page. */

export const box = JSON.parse(document.querySelector("meta[name=box]").content);
export const page = document.documentElement;
