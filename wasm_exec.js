// IFNscope's starter of Go WebAssembly programs, in the page and in workers.
//
// The build puts the toolchain's own runtime support (lib/wasm/wasm_exec.js,
// which defines the class Go) in front of this file; together they are served
// as /wasm_exec.js.
"use strict";
(() => {
  // What a program writes to stdout and stderr may speak of a person's data,
  // so it goes to no console. The last part is kept: it says why a program
  // ended.
  const decoder = new TextDecoder();
  let said = "";
  const hear = (bytes) => {
    said = (said + decoder.decode(bytes)).slice(-8192);
    return bytes.length;
  };
  globalThis.fs.writeSync = (fd, bytes) => hear(bytes);
  globalThis.fs.write = (fd, bytes, offset, length, position, callback) => {
    callback(null, hear(bytes.subarray(offset, offset + length)));
  };

  // compiler is the script of a worker that fetches a program, compiles it while
  // it arrives and says how many per cent are there, where the server says how
  // much there is. If summed it says the program's SHA-256 as well, where the
  // browser can compute it.
  async function compiler(url, summed) {
    try {
      const response = await fetch(url);
      if (!response.ok) {
        throw new Error(`${url}: ${response.status} ${response.statusText}`);
      }
      const total = Number(response.headers.get("X-Decoded-Length") || response.headers.get("Content-Length"));
      const module = WebAssembly.compileStreaming(response.clone());
      const reader = response.body.getReader();
      const bytes = [];
      for (let received = 0, told = 0; ;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        received += value.byteLength;
        if (summed) {
          bytes.push(value);
        }
        const percent = Math.min(Math.round(100 * received / total), 100);
        if (percent > told) {
          told = percent;
          postMessage({ percent });
        }
      }
      const sum = summed && crypto.subtle ? await crypto.subtle.digest("SHA-256", await new Blob(bytes).arrayBuffer()) : null;
      postMessage({ module: await module, sum });
    } catch (error) {
      postMessage({ error: String(error.message || error) });
    }
  }

  // compile resolves to a compiled program, a module, and if summed its SHA-256,
  // a sum, empty where the browser cannot compute it. A worker of its own makes
  // them, so that the page can answer a person meanwhile; it ends with that,
  // before any file can be read. progress is called with the per cent that have
  // arrived.
  function compile(url, { progress, summed = false } = {}) {
    const script = URL.createObjectURL(new Blob([`(${compiler})(${JSON.stringify(url)}, ${summed})`], { type: "text/javascript" }));
    const worker = new Worker(script);
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.percent) {
          progress?.(data.percent);
        } else if (data.module) {
          resolve({ module: data.module, sum: data.sum ? hex(data.sum) : "" });
        } else {
          reject(new Error(data.error));
        }
      };
      worker.onerror = (event) => reject(new Error(event.message));
    }).finally(() => {
      worker.terminate();
      URL.revokeObjectURL(script);
    });
  }

  // start runs a compiled program and resolves when it ends, with the exit
  // code and, for a code that is not 0, what the program said last.
  async function start(module) {
    const go = new Go();
    let code = 0;
    go.exit = (c) => { code = c; };
    try {
      const instance = await WebAssembly.instantiate(module, go.importObject);
      ifnscope.memory = () => instance.exports.mem.buffer.byteLength;
      await go.run(instance);
    } catch (error) {
      code = code || 1;
      said += "\n" + error;
    }
    return { code, said: code === 0 ? "" : said.trim() };
  }

  const hex = (sum) => [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  globalThis.ifnscope = { compile, start };

  if (typeof document === "undefined") {
    return; // a worker starts the program that it is sent
  }

  const base = new URL(".", document.currentScript.src);

  // url is the address of a file of the site, which may live below a path.
  // What is large has the hash of its content in its name, as the page says.
  const named = new Map((document.querySelector('meta[name="ifnscope-files"]')?.content ?? "").split(" ").map((pair) => pair.split("=")));
  ifnscope.url = (path) => new URL(named.get(path) ?? path, base).href;

  // What no content security policy governs in the browsers of today are calls
  // between browsers, names that are looked up ahead, and going to another page.
  // All need a script of somebody else to run here, which the policy forbids;
  // this page does without the first, and a header turns the second off.
  delete globalThis.RTCPeerConnection;
  delete globalThis.webkitRTCPeerConnection;

  // dropped resolves to the files that were dropped, those in dropped folders
  // among them; hidden files of a folder are nobody's data.
  ifnscope.dropped = (transfer) => {
    const files = [];
    const walk = async (entry) => {
      if (files.length > 20000) {
        return; // somebody dropped a whole disk
      }
      if (entry.isFile) {
        const file = await new Promise((take, fail) => entry.file(take, fail));
        Object.defineProperty(file, "path", { value: entry.fullPath.slice(1) });
        files.push(file);
        return;
      }
      const reader = entry.createReader();
      for (;;) { // a folder is read a hundred entries at a time
        const some = await new Promise((take, fail) => reader.readEntries(take, fail));
        if (some.length === 0) {
          return;
        }
        for (const e of some.filter((e) => !e.name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1))) {
          await walk(e);
        }
      }
    };
    // the entries are there only while the event lasts
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry);
    const plain = [...transfer.files];
    return entries.length < plain.length ? Promise.resolve(plain)
      : entries.reduce((before, entry) => before.then(() => walk(entry)), Promise.resolve()).then(() => files, () => plain);
  };

  // What the page asked of the network since it cut itself off, and what its
  // policy refused: the page Privacy shows both as they are.
  ifnscope.requests = ifnscope.refused = 0;
  const counted = () => ifnscope.oncount?.();
  new PerformanceObserver((list) => {
    const since = globalThis.ifnscopeLocked ?? Infinity;
    ifnscope.requests += list.getEntries().filter((e) => e.startTime > since && /^https?:/.test(e.name) && e.responseStart > 0).length;
    counted();
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", () => {
    ifnscope.refused++;
    counted();
  });

  // policies are the content security policies in the page: its own, and what
  // it added when it cut itself off.
  ifnscope.policies = () => [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')].map((e) => e.content).join("\n");

  // sums are the SHA-256 of the programs, of the bytes that this device keeps
  // and runs; empty as long as it keeps none.
  ifnscope.sums = async () => {
    const paths = ["web/app.wasm", "web/score.wasm"];
    const kept = await Promise.all(paths.map((path) => globalThis.caches?.match(ifnscope.url(path))));
    if (!kept.every((file) => file)) {
      return "";
    }
    const lines = await Promise.all(kept.map(async (file, i) => hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())) + "  " + paths[i]));
    return lines.join("\n");
  };

  // Below a path, the addresses of our own links are below it too.
  if (base.pathname !== "/") {
    const below = (url) => new URL(url, location).origin === base.origin && !new URL(url, location).pathname.startsWith(base.pathname)
      ? new URL("." + new URL(url, location).pathname, base).href : url;
    const push = history.pushState.bind(history);
    history.pushState = (state, title, url) => push(state, title, below(String(url)));
    new MutationObserver(() => {
      for (const a of document.querySelectorAll('a[href^="/"]')) {
        if (a.href !== below(a.href)) {
          a.href = below(a.href);
        }
      }
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["href"] });
  }

  // A file that is dropped where nobody takes it would replace the page, and
  // with it all work: nothing that is dropped here is opened by the browser,
  // not even before the program runs.
  let over = 0; // elements that the mouse with the file has entered and not left
  const dragging = (n) => {
    over = Math.max(0, n);
    document.body.classList.toggle("dragging", over > 0);
  };
  addEventListener("dragenter", () => dragging(over + 1));
  addEventListener("dragleave", () => dragging(over - 1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    dragging(0);
  });

  // The service worker keeps the app on this device. A new version is fetched
  // beside the old one and waits; the page offers it, and takes it when a
  // person says so or when the app is opened next time.
  let waiting = null;
  const offer = (worker) => {
    if (worker && navigator.serviceWorker.controller) {
      waiting = worker;
      ifnscope.updated = true;
      ifnscope.onupdate?.();
    }
  };
  ifnscope.update = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  };
  // keeper says what the service worker does: it "keeps" the app, it is
  // "fetching" it or a newer version, or it is not there. The page Privacy shows
  // it, and is told by onkeep when it is another.
  let registration = null;
  ifnscope.keeper = () => registration?.installing ? "fetching"
    : registration?.waiting || registration?.active || navigator.serviceWorker?.controller ? "keeps" : "";
  // keep has the service worker made, once, when the programs run, which it
  // would slow down. It resolves when the service worker has what it keeps, or
  // cannot have it, for without it the app works online; after five seconds at
  // the latest, since nobody should wait on a slow line for what only the next
  // visit needs; at once where it has everything from an earlier visit. What it
  // is still fetching then, of this version or a newer one, are files of the app.
  let kept = null;
  ifnscope.keep = () => (kept ??= Promise.race([new Promise((late) => setTimeout(late, navigator.serviceWorker?.controller ? 0 : 5000)), (async () => {
    registration = await navigator.serviceWorker.register(new URL("app-worker.js", base));
    offer(registration.waiting);
    const ended = (worker) => new Promise((resolve) => worker.addEventListener("statechange", () => {
      if (worker.state === "installed") {
        offer(worker);
      }
      ifnscope.onkeep?.();
      resolve();
    }, { once: true }));
    registration.addEventListener("updatefound", () => {
      ended(registration.installing);
      ifnscope.onkeep?.();
    });
    const installed = registration.installing && ended(registration.installing);
    ifnscope.onkeep?.();
    if (!registration.active) {
      await installed;
    }
  })().catch(() => {})]));

  // The width of the page, told by the browser whenever it changes: asking for
  // it would make the browser lay out the page at once.
  ifnscope.width = innerWidth;
  new ResizeObserver(([page]) => { ifnscope.width = page.contentRect.width; }).observe(document.documentElement);

  // afterFrame calls f in a task of its own when the next frame has been drawn.
  ifnscope.afterFrame = (f) => requestAnimationFrame(() => setTimeout(f));

  // png draws the bytes of an SVG on white, scale dots to a pixel, and resolves
  // with the bytes of a PNG, or with what went wrong. The address of the image
  // is one of this page's memory.
  ifnscope.png = async (svg, scale) => {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.naturalWidth * scale);
      canvas.height = Math.round(image.naturalHeight * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      return new Uint8Array(await blob.arrayBuffer());
    } catch (error) {
      return { error: String(error.message || error) };
    } finally {
      URL.revokeObjectURL(url);
    }
  };

  // arrived shows the part of the page that is being made, once it is there,
  // and lets the keyboard and the screen reader begin there. What a program that
  // is still being loaded tells may take ten seconds.
  ifnscope.arrived = (id, frames = 600) => requestAnimationFrame(() => {
    const part = document.getElementById(id);
    if (!part) {
      if (frames > 0) {
        ifnscope.arrived(id, frames - 1);
      }
      return;
    }
    if (id === "main") {
      scrollTo(0, 0);
    } else {
      part.scrollIntoView({ block: part.offsetHeight > innerHeight ? "start" : "nearest" });
    }
    part.focus({ preventScroll: true });
  });

  // A table is one piece of markup, so that a new one takes the place of the old
  // with whatever has the focus in it. The focus goes on to the element that
  // stands for it, by its id or what its data say; from a panel that was put
  // away it goes back to where it was before.
  const panels = "#person, #signature-detail";
  let had = null; // had the focus last
  let opener = null; // had it before a panel did
  addEventListener("focusin", ({ target, relatedTarget }) => {
    if (target.closest(panels) && relatedTarget && !relatedTarget.closest(panels)) {
      opener = relatedTarget;
    }
    had = target;
  });
  const standing = (e) => {
    if (!e || e.isConnected) {
      return e;
    }
    const data = e.getAttributeNames().find((name) => name.startsWith("data-"));
    return e.id ? document.getElementById(e.id) : data ? document.querySelector(`main ${e.localName}[${data}="${CSS.escape(e.getAttribute(data))}"]`) : null;
  };
  new MutationObserver(() => {
    if (had && !had.isConnected && document.activeElement === document.body) {
      const to = had.closest(panels) && !document.querySelector(panels) ? standing(opener) : standing(had);
      had = null;
      to?.focus({ preventScroll: true });
    }
  }).observe(document, { childList: true, subtree: true });

  // say has a screen reader say something: in a place that stays when the page
  // is another, after what the new page says of itself.
  const live = Object.assign(document.createElement("p"), { id: "said", className: "visually-hidden", role: "status" });
  ifnscope.say = (text) => {
    live.textContent = "";
    document.body.append(live);
    ifnscope.afterFrame(() => ifnscope.afterFrame(() => { live.textContent = text; }));
  };

  // Whoever leaves the page or reloads it loses what is not saved, and is asked
  // before; the page says whether there is anything.
  ifnscope.unsaved = false;
  addEventListener("beforeunload", (event) => {
    if (ifnscope.unsaved) {
      event.preventDefault();
    }
  });

  // The page starts its own program. Until then it shows what the server
  // rendered, with a thin bar of progress.
  addEventListener("DOMContentLoaded", async () => {
    const loader = document.getElementById("app-wasm-loader");
    const label = document.getElementById("app-wasm-loader-label");
    const show = (percent) => {
      if (label) {
        label.textContent = `Loading ${percent} %`;
        loader.dataset.percent = percent - percent % 5;
      }
    };
    const fail = (text) => {
      document.body.classList.add("failed");
      if (label) {
        label.textContent = text;
      }
      const live = document.getElementById("crash") || label;
      if (live) {
        live.textContent = text;
      }
    };
    let program;
    try {
      program = await compile(ifnscope.url("web/app.wasm"), { progress: show });
    } catch (error) {
      fail(`IFNscope could not be loaded (${error.message || error}). Reload the page; a browser from 2023 or later is needed.`);
      return;
    }
    const ended = start(program.module);
    if (loader) {
      loader.remove();
    }
    const { said: why } = await ended;
    fail(`IFNscope stopped. Your files are unchanged; reload the page to go on. ${why}`);
  });
})();
