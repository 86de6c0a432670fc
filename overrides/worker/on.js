// Keeps visited pages and what they are drawn with, so that they open when the line drops. Online, a page always comes
// from the network; the kept copy is only for when that fails.

const { pages: PAGES_KEPT, assets: ASSETS_KEPT, ready: READY, fallbacks: FALLBACKS } = "site:settings";
const PAGES = "tajarib-pages";
const ASSETS = "tajarib-assets";
const FALLBACK = "tajarib-fallback"; // apart, or visited pages would drive it out
const root = new URL(self.registration.scope);

const isAsset = (url) => url.pathname.startsWith(`${root.pathname}assets/`);

// The oldest go first: what is kept again moves to the end.
async function keep(name, most, request, response) {
  const cache = await caches.open(name);
  const key = new URL(request.url ?? request);
  key.hash = "";
  await cache.delete(key.href);
  await cache.put(key.href, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

async function fetchAndKeep(name, most, address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (response.ok && !response.redirected) await keep(name, most, address, response);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const wanted = [
    ...READY.map((path) => [ASSETS, ASSETS_KEPT, path]),
    ...Object.values(FALLBACKS).map((path, _, all) => [FALLBACK, all.length, path]),
  ];
  // What can't be had now is had on a later visit.
  event.waitUntil(
    Promise.allSettled(wanted.map(([name, most, path]) => fetchAndKeep(name, most, new URL(path, root).href))),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The first page of a first visit was loaded before there was a worker; it tells what it consists of.
self.addEventListener("message", (event) => {
  const { page, files } = event.data;
  const wanted = files.map((address) => new URL(address)).filter((url) => url.origin === root.origin && isAsset(url));
  event.waitUntil(
    Promise.allSettled([
      fetchAndKeep(PAGES, PAGES_KEPT, page),
      ...wanted.map((url) => fetchAndKeep(ASSETS, ASSETS_KEPT, url.href)),
    ]),
  );
});

async function page(event) {
  const url = new URL(event.request.url);
  try {
    const response = await fetch(event.request, { cache: "no-cache" });
    const isPage = response.ok && response.headers.get("content-type")?.startsWith("text/html");
    if (isPage) event.waitUntil(keep(PAGES, PAGES_KEPT, event.request, response.clone()));
    return response;
  } catch (error) {
    const cache = await caches.open(PAGES);
    const kept = await cache.match(url.href, { ignoreSearch: true });
    if (kept) return kept;
    const language = Object.keys(FALLBACKS).find((prefix) => prefix && url.pathname.startsWith(root.pathname + prefix));
    const address = new URL(FALLBACKS[language ?? ""], root).href;
    const fallback = await (await caches.open(FALLBACK)).match(address);
    if (!fallback) throw error;
    // Under its own address, or its relative links would lead nowhere.
    return url.href === address ? fallback : Response.redirect(address, 302);
  }
}

// The name of such a file changes with its content, so a kept one is never stale.
async function asset(event) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(event.request.url);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(ASSETS, ASSETS_KEPT, event.request, response.clone()));
  return response;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== root.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event));
  else if (isAsset(url)) event.respondWith(asset(event));
});
