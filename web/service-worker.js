// IFNscope's service worker: the whole app is kept on the first visit and
// answered from there, so that it works offline. A new version is fetched
// beside the old one and takes over when the last page of the old one is
// closed, or when a person asks for it, never in the middle of work.
"use strict";
const cacheName = "ifnscope-{{.Version}}";
const files = {{.ResourcesToCache}};

// The site may live below a path, and on a host that knows no page but the
// first: any page is then that one, which shows itself what its address says.
const below = (path) => new URL("." + path, self.location).href;
const isPage = (path) => !path.includes(".");

// What has the hash of its content in its name may come out of the browser's own
// cache, where the page has just put it. All else is asked of the host anew: one
// that lets browsers cache for a day would have an old page kept in the new
// version, which names programs that are gone.
const asked = (path) => new Request(below(path), { cache: /\.[0-9a-f]{16}\./.test(path) ? "default" : "reload" });

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(files.filter((path) => !isPage(path)).map(asked));
    for (const path of files.filter(isPage)) {
      let page = await fetch(asked(path));
      if (!page.ok || page.redirected) {
        page = await fetch(asked("/"));
      }
      if (!page.ok) {
        throw new Error(`${path}: ${page.status}`);
      }
      await cache.put(below(path), page);
    }
  })());
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

// Files that the device shares with the installed app come as a form, which is
// answered here and goes nowhere: the page is opened, says that it is ready, and
// is handed the files out of memory.
let ready = [];
const share = (event) => {
  const form = event.request.formData();
  const page = new Promise((resolve) => ready.push(resolve));
  event.respondWith(Response.redirect(below("/?shared"), 303));
  event.waitUntil(Promise.all([form, page]).then(([form, client]) => client.postMessage({ shared: form.getAll("files") })));
};

self.addEventListener("fetch", (event) => {
  if (event.request.method === "POST" && event.request.url === below("/share")) {
    share(event);
    return;
  }
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
  if (event.data === "ready for what is shared") {
    ready.forEach((resolve) => resolve(event.source));
    ready = [];
  }
});
