// What of IFNscope touches the device beyond the tab, each only when a person
// says so: sessions that are kept here, and files that the device opens with
// the app or shares with it.
"use strict";
(() => {
  // One session is kept, in a database of its own that is made when there is
  // something to keep and deleted with it. record: { data, until, saved, files }.
  const name = "ifnscope";
  const store = "kept";

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another tab of IFNscope is using it"));
  });

  const opened = async (use) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    const db = await done(request);
    try {
      const transaction = db.transaction(store, "readwrite");
      // what is written is there when the transaction is over: without room it is
      // undone then, and no request of it says so
      const over = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error || new Error("there is no room"));
      });
      const [outcome] = await Promise.all([use(transaction.objectStore(store)), over]);
      return outcome;
    } finally {
      db.close();
    }
  };

  // A browser that cannot say which databases there are keeps nothing here: to
  // ask for one would make it.
  const able = () => typeof indexedDB !== "undefined" && indexedDB.databases;
  const there = async () => able() && (await indexedDB.databases()).some((db) => db.name === name);

  const clear = async () => {
    if (await there()) {
      await done(indexedDB.deleteDatabase(name));
    }
  };

  const keep = async (data, files, days) => {
    if (!able()) {
      throw new Error("it is too old, or in private mode");
    }
    const now = Date.now();
    await opened((kept) => done(kept.put({ data, files, saved: now, until: now + days * 86400000 }, 1)));
    return look();
  };

  // look returns what is kept, without its data, or null. What has expired is
  // deleted.
  const look = async () => {
    if (!(await there())) {
      return null;
    }
    const record = await opened((kept) => done(kept.get(1)));
    if (!record || !(record.until > Date.now())) {
      await clear();
      return null;
    }
    const day = (ms) => new Date(ms).toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric" });
    return { files: record.files, bytes: record.data.byteLength, saved: day(record.saved), until: day(record.until) };
  };

  const take = async () => {
    const record = await opened((kept) => done(kept.get(1)));
    return new File([record.data], "kept session.zip");
  };

  // Files that the device opens with the installed app, or shares with it, are
  // handed to the page once it is there. Shared ones come from the service
  // worker, in whose memory they are.
  const receive = (take) => {
    if ("launchQueue" in window) {
      launchQueue.setConsumer(async (params) => {
        const files = await Promise.all((params.files || []).map((handle) => handle.getFile()));
        if (files.length > 0) {
          take(files);
        }
      });
    }
    if (navigator.serviceWorker && new URLSearchParams(location.search).has("shared")) {
      navigator.serviceWorker.addEventListener("message", (event) => {
        if (event.data.shared) {
          history.replaceState(null, "", location.pathname);
          take(event.data.shared);
        }
      });
      navigator.serviceWorker.ready.then((registration) => registration.active.postMessage("ready for what is shared"));
    }
  };

  globalThis.ifnscopeDevice = { keep, look, take, clear, receive };
})();
