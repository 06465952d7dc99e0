/* What is said aloud, and in which order. A log keeps what was said on this page, for tests and for the page of staff;
   it goes with the page. */

import { page } from "./settings.js";
import { PlayedVoice, SilentVoice } from "./voices.js";

const LOG_LENGTH = 500;

class Speech {
  log = [];
  isSpeaking = false;
  voice = document.querySelector("[data-listen]:not([data-lang])") ? new PlayedVoice() : new SilentVoice();
  #last = null;

  /* Where the voice comes out: "headset", "aloud", or "" when the screen is silent. */
  get way() {
    return page.dataset.voice;
  }

  /* Say something now; whatever was being said stops. What is private is said into a headset only. */
  say(text, lang, { isPrivate = false, quieted = "" } = {}) {
    this.stop();
    if (!this.way) return;
    const isQuieted = isPrivate && this.way !== "headset";
    const utterance = {
      text: (isQuieted ? quieted : text).replace(/\s+/g, " ").trim(),
      lang: isQuieted ? page.lang : lang,
      volume: Number(page.dataset.volume),
    };
    if (!utterance.text) return;
    this.#last = utterance;
    this.log = [...this.log.slice(1 - LOG_LENGTH), utterance];
    this.isSpeaking = true;
    this.voice.start(utterance, () => {
      this.isSpeaking = false;
    });
  }

  stop() {
    this.voice.stop();
    this.isSpeaking = false;
  }

  forget() {
    this.stop();
    this.log = [];
    this.#last = null;
  }

  repeat() {
    if (this.#last) this.say(this.#last.text, this.#last.lang);
  }
}

export const speech = new Speech();
addEventListener("parvis:end", () => speech.forget());
addEventListener("pointerdown", () => speech.stop(), true);
