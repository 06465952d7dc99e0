/* What is said aloud, and in which order. The voice itself is a part that can be changed: this one is
   silent and takes as long as a calm reader would. A log keeps what was said on this page, for tests
   and for the page of staff; it goes with the page. */

const page = document.documentElement;
const MS_A_LETTER = 60;
const LOG_LENGTH = 500;

class SilentVoice {
  #timer = 0;
  start(utterance, done) {
    this.#timer = setTimeout(done, 300 + utterance.text.length * MS_A_LETTER);
  }
  stop() {
    clearTimeout(this.#timer);
  }
}

class Speech {
  log = [];
  isSpeaking = false;
  voice = new SilentVoice();
  #last = null;

  /* Where the voice comes out: "headset", "aloud", or "" when the screen is silent. */
  get way() {
    return page.dataset.voice;
  }

  /* Say something now; whatever was being said stops. What is private is said into a headset only. */
  say(text, lang, { isPrivate = false, quieted = "" } = {}) {
    this.stop();
    if (!this.way) return;
    const kept = isPrivate && this.way !== "headset";
    const utterance = { text: (kept ? quieted : text).replace(/\s+/g, " ").trim(), lang: kept ? page.lang : lang, volume: Number(page.dataset.volume) };
    if (!utterance.text) return;
    this.#last = utterance;
    this.log = [...this.log.slice(1 - LOG_LENGTH), utterance];
    this.isSpeaking = true;
    this.voice.start(utterance, () => { this.isSpeaking = false; });
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

const speech = new Speech();
globalThis.parvis = { ...globalThis.parvis, speech };
addEventListener("parvis:end", () => speech.forget());
addEventListener("pointerdown", () => speech.stop(), true);
