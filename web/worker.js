// The worker that computes. It is sent the compiled program, starts it, and
// from then on passes messages to it: requests, files and bytes in, replies
// out. Its content security policy lets it connect to nothing.
"use strict";
if (typeof Go === "undefined") {
  importScripts("../wasm_exec.js");
}

// turn resolves after the messages that are waiting have been handled, so that
// a long computation can hear that it is cancelled.
const channel = new MessageChannel();
let resume;
channel.port1.onmessage = () => resume();
globalThis.turn = () => new Promise((resolve) => {
  resume = resolve;
  channel.port2.postMessage(0);
});

// alive holds a lock for as long as the worker lives. The page asks for the
// same lock and so hears of every end, also of one that nobody could announce.
const alive = (name) => new Promise((held) => {
  navigator.locks.request(name, () => {
    held();
    return new Promise(() => {});
  });
});

onmessage = async (event) => {
  if (event.data.module) {
    if (event.data.life) {
      await alive(event.data.life);
    }
    globalThis.port = event.data.port; // to the worker that this one helps
    const ended = await ifnscope.start(event.data.module);
    postMessage({ ended });
    return;
  }
  globalThis.receive(event.data); // set by the program before it says ready
};
