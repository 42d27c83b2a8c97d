const view = new Uint8Array(new SharedArrayBuffer(8));
const copy = Buffer.from(view);
worker.postMessage(copy, [copy.buffer]);
worker.postMessage(copy, [Buffer.alloc(8).buffer]);
