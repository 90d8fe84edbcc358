/* The worker of /m/: static files and pages without anybody's data, and nothing else. A page that the network does not
   give, or not soon, is answered by its shell; the page's script fills it from the store. KEPT is told by /m/sw.js. */
"use strict";
const STATIC = "static-" + KEPT.version;
const SHELLS = "shells-" + KEPT.version;
const PAGES = [
  [/^\/m\/$/, "home"],
  [/^\/m\/h\/$/, "households"],
  [/^\/m\/visit\/$/, "pick"],
  [/^\/m\/h\/[^/]+\/$/, "household"],
  [/^\/m\/h\/[^/]+\/visit\/$/, "visit"],
  [/^\/m\/checks\/$/, "checks"],
  [/^\/m\/checks\/[^/]+\/$/, "check"],
  [/^\/m\/queue\/$/, "queue"],
  [/^\/m\/me\/$/, "me"],
];

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data && event.data.language) event.waitUntil(speak(event.data.language));
});

async function keep() {
  const cache = await caches.open(STATIC);
  await cache.addAll(KEPT.assets);
  await keepShells();
}

async function keepShells() {
  const cache = await caches.open(SHELLS);
  await Promise.all(Object.values(KEPT.shells).map(async (address) => {
    const answer = await fetch(address, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(address + " " + answer.status);
    await cache.put(address, answer);
  }));
}

/* Throw away what earlier versions kept; the copy of the owner's work (copy.js) is not the worker's. */
async function tidy() {
  const old = (await caches.keys()).filter((name) => /^(static|shells)-/.test(name) && name !== STATIC && name !== SHELLS);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/* The reader chose another language: fetch the shells again in it. */
async function speak(language) {
  const kept = await caches.match(KEPT.shells.home);
  const now = kept && kept.headers.get("Content-Language");
  if (now && now.toLowerCase().slice(0, 2) !== language.toLowerCase().slice(0, 2)) await keepShells();
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate") {
    const page = PAGES.find((each) => each[0].test(address.pathname));
    if (page) event.respondWith(pageOrShell(request, page[1]));
  }
});

/* The network's page; its shell where there is none, where it takes too long, or where the server is at fault. */
async function pageOrShell(request, name) {
  const shell = () => caches.match(KEPT.shells[name]);
  const asked = fetch(request).then((answer) => (answer.status >= 502 ? shell() : answer));
  asked.catch(() => {}); // whoever lost the race may fail in silence
  const late = new Promise((done) => setTimeout(done, KEPT.slow)).then(shell);
  try {
    const first = await Promise.race([asked, late]);
    return first || (await asked);
  } catch (_away) {
    return (await shell()) || Response.error();
  }
}
