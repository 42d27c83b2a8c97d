function transferables({ buffer }) {
  return [buffer]; // finding
}
const view = new Uint8Array(new SharedArrayBuffer(8));
worker.postMessage(view, transferables(view));
