// IFNscope's service worker: the whole app is kept on the first visit and
// answered from there, so that it works offline. A new version is fetched
// beside the old one and takes over when the last page of the old one is
// closed, or when a person asks for it, never in the middle of work.
"use strict";
const cacheName = "ifnscope-{{.Version}}";
const files = {{.ResourcesToCache}};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== cacheName) {
        await caches.delete(name);
      }
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") {
    return;
  }
  event.respondWith((async () => {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(event.request, { ignoreSearch: true, ignoreVary: true });
    return kept || fetch(event.request);
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") {
    self.skipWaiting();
  }
});
