/* Two voices: one that plays what the server made of this page, and one that only takes its time. */

const MS_A_LETTER = 60;
const MS_BEFORE = 300;
const LOUDEST = 5;
const JOINTS = [". ", ", ", " "];

/* Takes as long as a calm reader would. */
export class SilentVoice {
  #timer = 0;

  start(utterance, done) {
    this.#timer = setTimeout(done, MS_BEFORE + utterance.text.length * MS_A_LETTER);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

/* Plays the clips of this page. What it has no clip for passes in silence, never in a wrong voice. */
export class PlayedVoice {
  #silent = new SilentVoice();
  #audio = new Audio();
  #turn = 0;
  #clips = null;

  async start(utterance, done) {
    this.#turn += 1;
    const mine = this.#turn;
    const clips = await this.#known().then((known) => clipsOf(utterance.text, known)).catch(() => []);
    if (mine !== this.#turn) return;
    if (!clips.length) {
      this.#silent.start(utterance, done);
      return;
    }
    this.#audio.volume = utterance.volume / LOUDEST;
    for (const clip of clips) {
      if (mine !== this.#turn) return;
      await this.#play(clip);
    }
    if (mine === this.#turn) done();
  }

  stop() {
    this.#turn += 1;
    this.#audio.pause();
    this.#silent.stop();
  }

  #known() {
    this.#clips ??= fetchClips();
    return this.#clips;
  }

  #play(clip) {
    return new Promise((ended) => {
      this.#audio.onended = ended;
      this.#audio.onpause = ended;
      this.#audio.onerror = ended;
      this.#audio.src = clip;
      this.#audio.play().catch(ended);
    });
  }
}

/* What is said of this page, or of the one that lends it its voice: texts and their clips. */
async function fetchClips() {
  const told = document.querySelector("main").dataset.aloud ?? document.querySelector("[data-listen]").href;
  const address = new URL(told, location.href);
  address.searchParams.set("aloud", "1");
  address.hash = "";
  const answer = await fetch(address.href, { headers: { Accept: "application/json" } });
  const { sentences, labels } = await answer.json();
  return new Map([...sentences.map((each) => [each.shown, each.clips]), ...Object.entries(labels)]);
}

/* What was put together here is clips one after the other: "Open now, chosen", "Help. The keys up…", "Volume 3". */
function clipsOf(text, known) {
  if (known.has(text)) return known.get(text);
  for (const joint of JOINTS) {
    for (let at = text.indexOf(joint); at > 0; at = text.indexOf(joint, at + 1)) {
      const head = text.slice(0, at);
      const rest = text.slice(at + joint.length);
      if (known.has(head) && known.has(rest)) return [...known.get(head), ...known.get(rest)];
    }
  }
  return [];
}
