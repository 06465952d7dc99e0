/* Answers in the phone when the network does not. The server writes `guide` above: the files that every page needs and
   their version, the policy of pages, the addresses of rooms (kiosk/web/phone/offline.py). One classic script, for
   browsers whose workers know no modules. First, those files. */

const SHELLS = "parvis-shell-";
const SHELL = SHELLS + guide.version;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell());
});

/* The shell of before stays for pages that are still open; the one before that goes. */
self.addEventListener("activate", (event) => {
  event.waitUntil(clearShells().then(() => self.clients.claim()));
});

/* What this phone has already, from a page or from the version before, is not fetched again. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  await Promise.all(guide.shell.map(async (file) => {
    const had = await caches.match(file);
    return had ? cache.put(file, had) : cache.add(file);
  }));
}

async function clearShells() {
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELL);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
}

async function fileOf(request) {
  return (await caches.match(request)) || fetch(request);
}
