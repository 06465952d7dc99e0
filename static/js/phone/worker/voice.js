/* What was listened to once can be listened to again without a network; what is private is not kept. */

const VOICE = "parvis-voice";
const MOST_CLIPS = 400;

/* A clip stays what it is: its address is its text. */
async function clipOf(request) {
  return (await caches.match(request)) || sentencesOf(request);
}

async function sentencesOf(request) {
  try {
    const answer = await fetch(request);
    if (answer.status === 200 && !isPrivate(answer)) await keepSaid(request, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    return (await caches.match(request)) || Response.error();
  }
}

function isPrivate(answer) {
  return /no-store/.test(answer.headers.get("Cache-Control") || "");
}

async function keepSaid(request, answer) {
  const cache = await caches.open(VOICE);
  await cache.put(request, answer);
  const kept = await cache.keys();
  const tooMany = Math.max(0, kept.length - MOST_CLIPS);
  await Promise.all(kept.slice(0, tooMany).map((each) => cache.delete(each)));
}
