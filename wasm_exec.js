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

  // compile fetches a program and compiles it while it arrives. progress is
  // called with the share received, 0 to 1, where the server says how much
  // there is.
  async function compile(url, progress) {
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(`${url}: ${response.status} ${response.statusText}`);
    }
    if (!progress || !response.body) {
      return WebAssembly.compileStreaming(response);
    }
    const total = Number(response.headers.get("X-Decoded-Length") || response.headers.get("Content-Length"));
    let received = 0;
    const counted = response.body.pipeThrough(new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        if (total > 0) {
          progress(Math.min(received / total, 1));
        }
        controller.enqueue(chunk);
      },
    }));
    return WebAssembly.compileStreaming(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
  }

  // start runs a compiled program and resolves when it ends, with the exit
  // code and, for a code that is not 0, what the program said last.
  async function start(module) {
    const go = new Go();
    let code = 0;
    go.exit = (c) => { code = c; };
    try {
      const instance = await WebAssembly.instantiate(module, go.importObject);
      await go.run(instance);
    } catch (error) {
      code = code || 1;
      said += "\n" + error;
    }
    return { code, said: code === 0 ? "" : said.trim() };
  }

  // digest returns the sha256 of a file of the site, empty where the browser
  // cannot compute it.
  async function digest(url) {
    if (!crypto.subtle) {
      return "";
    }
    const sum = await crypto.subtle.digest("SHA-256", await (await fetch(url)).arrayBuffer());
    return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  globalThis.ifnscope = { compile, start, digest };

  if (typeof document === "undefined") {
    return; // a worker starts the program that it is sent
  }

  const base = new URL(".", document.currentScript.src);

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
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(new URL("app-worker.js", base)).then((registration) => {
      offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => {
          if (worker.state === "installed") {
            offer(worker);
          }
        });
      });
    }, () => {}); // without it the app works online
  }

  // The page starts its own program. Until then it shows what the server
  // rendered, with a thin bar of progress.
  ifnscope.root = base.href;

  // The width of the page, told by the browser whenever it changes: asking for
  // it would make the browser lay out the page at once.
  ifnscope.width = innerWidth;
  new ResizeObserver(([page]) => { ifnscope.width = page.contentRect.width; }).observe(document.documentElement);

  // afterFrame calls f in a task of its own when the next frame has been drawn.
  ifnscope.afterFrame = (f) => requestAnimationFrame(() => setTimeout(f));

  // arrived shows the part of the page that is being made, once it is there,
  // and lets the keyboard and the screen reader begin there.
  ifnscope.arrived = (id, frames = 60) => requestAnimationFrame(() => {
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
      part.scrollIntoView({ block: "nearest" });
    }
    part.focus({ preventScroll: true });
  });
  addEventListener("DOMContentLoaded", async () => {
    const loader = document.getElementById("app-wasm-loader");
    const label = document.getElementById("app-wasm-loader-label");
    let last = -1;
    const show = (share) => {
      const percent = Math.round(100 * share);
      if (label && percent !== last) {
        last = percent;
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
    let module;
    try {
      module = await compile(new URL("web/app.wasm", base), show);
    } catch (error) {
      fail(`IFNscope could not be loaded (${error.message || error}). Reload the page; a browser from 2023 or later is needed.`);
      return;
    }
    const ended = start(module);
    if (loader) {
      loader.remove();
    }
    const { said: why } = await ended;
    fail(`IFNscope stopped. Your files are unchanged; reload the page to go on. ${why}`);
  });
})();
