/* The check of rights, its words, table, style and scripts, as they were last where there is no network.
   No answer is ever among them. */

function isLasting(path) {
  return guide.lasting.some((pattern) => new RegExp(pattern).test(path));
}

async function lastOf(request, address) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(address.pathname, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    const kept = await cache.match(address.pathname);
    if (kept) return marked(kept);
    return request.mode === "navigate" ? lostPage(address) : Response.error();
  }
}

/* A page that is not of now says so: what was open then may be closed, static/css/rights/results.css hides it. */
async function marked(kept) {
  if (!/html/.test(kept.headers.get("Content-Type"))) return kept;
  const text = await kept.text();
  return new Response(text.replace("<html", "<html data-saved=1"), { headers: kept.headers });
}
