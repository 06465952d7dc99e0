/* Reads a page aloud: fetches what is said of it, plays it sentence by sentence and lights the one that is read.
   On a public screen nothing private comes out of a loudspeaker. */
(function () {
  if (!document.querySelector("[data-listen]") || !window.fetch || !window.Audio) return;
  const page = document.documentElement;
  const isScreen = page.classList.contains("kiosk");
  const audio = new Audio();
  let button, player, status, slower;
  let turn = 0; // Each start and stop begins a new one: what belongs to an old one is dropped.
  let at = 0;
  let sentences = [];
  let lit = null;

  function here() {
    const lent = document.querySelector("main").dataset.aloud;
    const address = lent ? new URL(lent, location.href) : new URL(isScreen && globalThis.parvis ? globalThis.parvis.visit.here() : location.href);
    address.searchParams.set("aloud", "1");
    if (button.dataset.lang) address.pathname = address.pathname.replace(/^\/[a-z]{2,3}(?=\/)/, "/" + button.dataset.lang);
    address.hash = "";
    return address.href;
  }

  async function sound(clip) {
    const answer = await fetch(slower.getAttribute("aria-pressed") === "true" ? clip + "?slow=1" : clip);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.blob();
  }

  function play(blob, mine) {
    return new Promise(function (done, failed) {
      if (mine !== turn) return done();
      const source = URL.createObjectURL(blob);
      audio.onended = audio.onpause = function () { URL.revokeObjectURL(source); done(); };
      audio.onerror = failed;
      audio.src = source;
      audio.volume = isScreen ? Number(page.dataset.volume || 3) / 5 : 1;
      audio.play().catch(failed);
    });
  }

  function blocks() {
    return [...document.querySelectorAll("main :is(h1,h2,h3,h4,p,li,dt,dd,tr,caption,legend,label,summary,button,figcaption,a)")];
  }

  function textOf(block) {
    return block.textContent.replace(/\s+/g, " ").trim();
  }

  /* The block of the page that shows this sentence, from the last one on. */
  function find(shown) {
    const all = blocks();
    const from = lit ? all.indexOf(lit) + 1 : 0;
    return [...all.slice(from), ...all.slice(0, from)].find(function (each) { return textOf(each) === shown; });
  }

  /* Of a page that lends its voice to others: what this one shows, in the order of this one. */
  function shownOf(told) {
    const known = new Map(told.map(function (each) { return [each.shown, each]; }));
    const found = blocks().filter(function (each) { return (!each.checkVisibility || each.checkVisibility()) && known.has(textOf(each)); });
    const once = found.filter(function (each) { return !found.some(function (other) { return other !== each && each.contains(other) && textOf(other) === textOf(each); }); });
    return once.map(function (each) {
      const said = known.get(textOf(each));
      return Object.assign({}, said, { private: said.private || Boolean(each.closest("[data-private]")) });
    });
  }

  function light(shown) {
    const next = shown && find(shown);
    if (lit) lit.classList.remove("is-spoken");
    lit = next || lit;
    if (!next) return;
    next.classList.add("is-spoken");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    next.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  async function read(from) {
    const mine = ++turn;
    player.hidden = false;
    button.setAttribute("aria-pressed", "true");
    document.body.classList.add("is-read-aloud");
    status.textContent = "";
    try {
      if (!sentences.length) {
        const told = await (await fetch(here(), { headers: { Accept: "application/json" } })).json();
        sentences = document.querySelector("main").dataset.aloud ? shownOf(told.sentences) : told.sentences;
        if (told.note) say(told.note);
      }
      const aloud = isScreen && page.dataset.voice !== "headset";
      const said = sentences.filter(function (each) { return !(aloud && each.private); });
      if (aloud && said.length < sentences.length) say(player.dataset.private);
      for (at = from; at < said.length && mine === turn; at++) {
        light(said[at].shown);
        for (let number = 0; number < said[at].clips.length && mine === turn; number++) {
          await play(await sound(said[at].clips[number]), mine);
        }
      }
      if (mine === turn) stop();
    } catch (error) {
      if (mine === turn) { stop(); say(player.dataset.sorry); }
    }
  }

  function say(text) {
    player.hidden = false;
    status.classList.remove("away");
    status.textContent = text;
  }

  function stop() {
    turn++;
    audio.pause();
    light("");
    if (lit) lit.classList.remove("is-spoken");
    lit = null;
    player.hidden = true;
    status.classList.add("away");
    document.body.classList.remove("is-read-aloud");
    button.setAttribute("aria-pressed", "false");
  }

  /* Again after each swap: the bar comes with the results. */
  function take() {
    button = document.querySelector("[data-listen]");
    player = document.getElementById("player");
    status = player.querySelector("[role=status]");
    slower = player.querySelector("[data-do=read-slower]");
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
  }

  take();
  document.addEventListener("htmx:afterSwap", take);
  document.addEventListener("click", function (event) {
    if (button.contains(event.target)) {
      event.preventDefault();
      if (button.getAttribute("aria-pressed") === "true") stop();
      else read(0);
      return;
    }
    const pressed = player.contains(event.target) && event.target.closest("[data-do]");
    if (!pressed) return;
    if (pressed.dataset.do === "stop-reading") stop();
    if (pressed.dataset.do === "read-again") read(Math.max(0, at));
    if (pressed === slower) {
      slower.setAttribute("aria-pressed", String(slower.getAttribute("aria-pressed") !== "true"));
      read(Math.max(0, at));
    }
  }, true);
  function forget() { stop(); sentences = []; }
  addEventListener("pagehide", forget);
  addEventListener("parvis:end", forget);
  addEventListener("parvis:swap", forget);
  document.addEventListener("htmx:beforeSwap", forget);
  globalThis.parvis = Object.assign(globalThis.parvis || {}, { reader: { isReading: function () { return button.getAttribute("aria-pressed") === "true"; } } });
})();
