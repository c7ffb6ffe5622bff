// IFNscope's service worker: the whole app is kept on the first visit and
// answered from there, so that it works offline. A new version is fetched
// beside the old one and takes over when the last page of the old one is
// closed, or when a person asks for it, never in the middle of work.
"use strict";
const cacheName = "ifnscope-{{.Version}}";
const root = new URL(".", self.location).pathname; // the site may live below a path
const files = {{.ResourcesToCache}}.map((path) => path + "/" === root ? root : path);

// What computes may connect to nothing, also where the host of the site sends no
// policy.
const workerPolicy = "{{.WorkerPolicy}}";

// keep fetches a file and keeps it. A host may send a page from another address
// of its own: the browser would refuse that answer later.
const keep = async (cache, path) => {
  const response = await fetch(path, { cache: "no-cache" });
  if (!response.ok) {
    throw new TypeError(`${path}: ${response.status}`);
  }
  const headers = new Headers(response.headers);
  if (path.endsWith("/web/worker.js") && !headers.has("Content-Security-Policy")) {
    headers.set("Content-Security-Policy", workerPolicy);
  }
  headers.delete("Content-Encoding"); // the body is unpacked already
  headers.delete("Content-Length");
  await cache.put(path, new Response(response.body, { status: response.status, headers }));
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => Promise.all(files.map((path) => keep(cache, path)))));
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
  event.respondWith(Response.redirect(root + "?shared", 303));
  event.waitUntil(Promise.all([form, page]).then(([form, client]) => client.postMessage({ shared: form.getAll("files") })));
};

self.addEventListener("fetch", (event) => {
  if (event.request.method === "POST" && new URL(event.request.url).pathname === root + "share") {
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
