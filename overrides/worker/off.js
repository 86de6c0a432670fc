// Takes the place of a worker that readers have from before: forgets what it kept, and ends itself.

async function end() {
  for (const name of await caches.keys()) if (name.startsWith("tajarib-")) await caches.delete(name);
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(end()));
