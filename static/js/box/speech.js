/* What is said aloud, and in which order. The voice itself is a part that can be changed: where the
   server has none for this language, a silent one takes as long as a calm reader would. A log keeps what was said on this page, for tests
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

/* Plays the clips that the server made of this page. What it has no clip for passes in silence, never in a wrong voice. */
class PlayedVoice {
  #silent = new SilentVoice();
  #audio = new Audio();
  #turn = 0;
  #clips = null;

  async #known() {
    this.#clips ??= fetch(aloudAddress(), { headers: { Accept: "application/json" } })
      .then((answer) => answer.json())
      .then(({ sentences, labels }) => new Map([...sentences.map((each) => [each.shown, each.clips]), ...Object.entries(labels)]));
    return this.#clips;
  }

  /* What was put together here is clips one after the other: "Open now, chosen", "Help. The keys up and down…", "Volume 3". */
  #clipsOf(text, known) {
    if (known.has(text)) return known.get(text);
    for (const joint of [". ", ", ", " "]) {
      for (let at = text.indexOf(joint); at > 0; at = text.indexOf(joint, at + 1)) {
        const [head, rest] = [text.slice(0, at), text.slice(at + joint.length)];
        if (known.has(head) && known.has(rest)) return [...known.get(head), ...known.get(rest)];
      }
    }
    return [];
  }

  async start(utterance, done) {
    const mine = ++this.#turn;
    const clips = await this.#known().then((known) => this.#clipsOf(utterance.text, known)).catch(() => []);
    if (mine !== this.#turn) return;
    if (!clips.length) return this.#silent.start(utterance, done);
    this.#audio.volume = utterance.volume / 5;
    for (const clip of clips) {
      if (mine !== this.#turn) return;
      await this.#play(clip);
    }
    if (mine === this.#turn) done();
  }

  #play(clip) {
    return new Promise((ended) => {
      this.#audio.onended = this.#audio.onpause = this.#audio.onerror = ended;
      this.#audio.src = clip;
      this.#audio.play().catch(ended);
    });
  }

  stop() {
    this.#turn++;
    this.#audio.pause();
    this.#silent.stop();
  }
}

function aloudAddress() {
  const { aloud } = document.querySelector("main").dataset;
  const address = aloud ? new URL(aloud, location.href) : new URL(globalThis.parvis.visit?.here() ?? location.href);
  address.searchParams.set("aloud", "1");
  address.hash = "";
  return address.href;
}

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
