/* A visit on a public screen. Who hears a touch first is decided by the order of these lines: a second strike is no
   touch at all, and the keyboard goes only after a link was followed. */

import { finish } from "./end.js";
import { go, isGoing } from "./going.js";
import { page } from "./settings.js";
import { speech } from "./speech.js";
import "./links.js";
import "./idle.js";
import "./heartbeat.js";
import "./scrolling.js";
import "./menus.js";
import "./strikes.js";
import "./cage.js";
import "./long-press.js";
import "./keyboard.js";
import "./keypad.js";

page.classList.add("has-script");

/* For tests and for who looks after a box: nothing of the guide itself asks for it. */
window.parvis = { speech, visit: { go, finish, isGoing } };
