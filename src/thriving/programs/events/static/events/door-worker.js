// Keeps the page of the door, and what it is drawn with, for when there is no network. Nothing is sent from here.

const KEPT = "thriving-door-1";
const here = new URL("./", self.location).href;

// The page came before this worker did: what it is drawn with is read from the page itself.
async function keepAll() {
  const cache = await caches.open(KEPT);
  const page = await fetch(here);
  await cache.put(here, page.clone());
  const named = [...(await page.text()).matchAll(/(?:src|href)="(\/static\/[^"#]+)/g)].map((found) => found[1]);
  await cache.addAll([...new Set(named)]);
  await self.skipWaiting();
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The network first, for at most a few seconds: a weak one is worse than none.
async function freshOrKept(request) {
  const cache = await caches.open(KEPT);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(4000) });
    if (response.ok && !response.redirected) await cache.put(request, response.clone());
    return response;
  } catch (failure) {
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw failure;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.url === here || new URL(request.url).pathname.startsWith("/static/");
  if (request.method === "GET" && isOurs) event.respondWith(freshOrKept(request));
});
