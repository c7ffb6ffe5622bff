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

onmessage = async (event) => {
  if (event.data.module) {
    const ended = await ifnscope.start(event.data.module);
    postMessage({ ended });
    return;
  }
  globalThis.receive(event.data); // set by the program before it says ready
};
