const view = new Uint8Array(new SharedArrayBuffer(1024));
const half = view.subarray(0, 512);
worker.postMessage(half, [half.buffer]); // finding
worker.postMessage(half, [view.fill(1).sort().buffer]); // finding
