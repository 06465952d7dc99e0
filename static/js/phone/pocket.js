/* On a phone: the guide settles in it, and keeps what is looked at, so that it can be read again without a network.
   Nothing here is needed to read a page; where a browser cannot do it, pages stay as they are. */

import { canKeep, save, savedAt, townPack } from "./shelf.js";

const A_DAY_MS = 864e5;

if (canKeep) settle();

function settle() {
  const worker = document.querySelector("meta[name=pocket]").content;
  // A browser that will not have a worker, in a private window say, keeps nothing.
  navigator.serviceWorker.register(worker).then(keepWhatIsSeen, () => {});
}

async function keepWhatIsSeen() {
  const wanted = document.querySelector("meta[name=save]");
  if (wanted && navigator.onLine !== false) {
    try {
      await save(wanted.dataset.key, wanted.content);
    } catch (error) {
      // No room, or no network just now: the page itself is here, and that is enough.
    }
  }
  await refreshTown();
}

/* A town that was saved once is renewed every day, but only where it costs nothing. */
async function refreshTown() {
  const saved = await savedAt("town");
  const link = navigator.connection;
  if (saved === undefined || !link || link.type !== "wifi" || link.saveData) return;
  if (Date.now() - saved < A_DAY_MS) return;
  await save("town", townPack()).catch(() => {});
}
