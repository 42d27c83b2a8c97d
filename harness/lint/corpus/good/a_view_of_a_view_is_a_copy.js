const shared = new Uint8Array(new SharedArrayBuffer(1024));
const copy = new Uint8Array(shared);
worker.postMessage(copy, [copy.buffer]);
worker.postMessage(copy, [new Float32Array(shared).buffer]);
worker.postMessage(copy, [Uint8Array.from(shared).buffer]);
worker.postMessage(copy, [Uint8Array.of(...shared).buffer]);
