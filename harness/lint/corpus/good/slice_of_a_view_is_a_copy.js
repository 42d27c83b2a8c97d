const view = new Uint8Array(new SharedArrayBuffer(1024));
const copy = view.slice(0, 16);
worker.postMessage(copy, [copy.buffer]);
worker.postMessage(copy, [view.slice().buffer]);
