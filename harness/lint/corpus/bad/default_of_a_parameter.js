function send(buffer = new SharedArrayBuffer(8), { extra = new SharedArrayBuffer(1) } = {}) {
  worker.postMessage(buffer, [buffer]); // finding
  worker.postMessage(extra, [extra]); // finding
}
