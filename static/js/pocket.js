/* On a phone: keep what was looked at, so that it can be read again without a network.
   Nothing here is needed to read a page; where a browser cannot do it, pages stay as they are. */
(function () {
  /* Sending on, where the phone can */
  document.querySelectorAll("[data-share]").forEach(function (button) {
    if (!navigator.share) return;
    button.parentElement.hidden = false;
    button.onclick = function () {
      navigator.share({ text: button.dataset.text, url: button.dataset.url }).catch(function () {});
    };
  });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.parentElement.hidden = false;
    button.onclick = async function () {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.querySelector("span").textContent = button.dataset.done;
    };
  });

  const SAVED = "parvis-saved";
  const MOST_PLACES = 20;
  if (!("serviceWorker" in navigator) || !("caches" in self)) return;
  const lang = document.documentElement.lang;

  showSaved();
  navigator.serviceWorker.register("/service-worker.js").then(start, function () {});

  async function start() {
    const wanted = document.querySelector("meta[name=save]");
    if (wanted && navigator.onLine !== false) {
      try {
        await save(wanted.dataset.key, wanted.content);
      } catch (error) {
        // No room, or no network just now: the page itself is here, and that is enough.
      }
    }
    refreshTown();
  }

  function addressOf(key) {
    return "/saved/" + lang + "/" + key;
  }

  async function keep(key, answer) {
    const cache = await caches.open(SAVED);
    const body = await answer.blob();
    const headers = { "Content-Type": "application/json", "X-Saved": String(Date.now()) };
    await cache.put(addressOf(key), new Response(body, { headers: headers }));
  }

  async function save(key, source) {
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(String(answer.status));
    try {
      await keep(key, answer.clone());
    } catch (error) {
      await forgetOldest(0);
      await keep(key, answer);
    }
    await forgetOldest(MOST_PLACES);
  }

  /* Places that were only looked at make room for new ones; lists and the town stay. */
  async function forgetOldest(most) {
    const cache = await caches.open(SAVED);
    const keys = (await cache.keys()).filter((each) => each.url.indexOf("/place/") > 0);
    const dated = await Promise.all(keys.map(async (key) => [Number((await cache.match(key)).headers.get("X-Saved")), key]));
    dated.sort((a, b) => b[0] - a[0]);
    await Promise.all(dated.slice(most).map((each) => cache.delete(each[1])));
  }

  /* A town that was saved once is renewed every day, but only where it costs nothing. */
  async function refreshTown() {
    const old = await caches.match(addressOf("town"));
    const link = navigator.connection;
    if (!old || !link || link.type !== "wifi" || link.saveData) return;
    if (Date.now() - Number(old.headers.get("X-Saved")) < 864e5) return;
    await save("town", "/" + lang + "/pack.json").catch(function () {});
  }

  /* The page "saved on this phone" */

  async function showSaved() {
    const page = document.getElementById("saved");
    if (!page) return;
    const words = document.getElementById("saved-words").dataset;
    const said = document.getElementById("saved-said");
    document.getElementById("no-saving").hidden = true;
    document.getElementById("lost").hidden = /\/saved$/.test(location.pathname);
    page.hidden = false;
    await fill(words, said);
    const saver = document.querySelector("[data-save-town]");
    if (saver) saver.onclick = async function () {
      say(said, words.saving);
      try {
        await save("town", saver.dataset.saveTown);
        await fill(words, said);
      } catch (error) {
        say(said, error.name === "QuotaExceededError" ? words.full : words.failed);
      }
    };
    document.querySelector("[data-erase-saved]").onclick = async function () {
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.map((each) => each.unregister()));
      sessionStorage.clear();
      localStorage.clear();
      await fill(words, said);
      say(said, words.erased);
    };
  }

  function say(place, text) {
    place.textContent = text;
    place.hidden = false;
  }

  async function fill(words, said) {
    const lists = document.getElementById("saved-lists");
    const places = document.getElementById("saved-places");
    lists.textContent = places.textContent = "";
    said.hidden = true;
    const cache = (await caches.has(SAVED)) && (await caches.open(SAVED));
    const keys = (cache ? await cache.keys() : []).filter((each) => new URL(each.url).pathname.indexOf("/saved/" + lang + "/") === 0);
    for (const key of keys) {
      const answer = await cache.match(key);
      const pack = await answer.json();
      const [, , , kind, id] = new URL(key.url).pathname.split("/");
      if (kind === "list") lists.append(entry("/" + lang + "/list/" + id, id));
      if (kind === "place") for (const each of pack.places) places.append(entry("/" + lang + "/place/" + each.number, each.name));
      if (kind === "town") {
        const day = new Date(Number(answer.headers.get("X-Saved"))).toLocaleDateString(lang);
        say(said, words.town.replace("{count}", pack.places.length).replace("{day}", day));
      }
    }
    document.getElementById("saved-nothing").hidden = keys.length > 0;
  }

  function entry(address, text) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "suggestion";
    link.href = address;
    link.textContent = text;
    item.append(link);
    return item;
  }
})();
