const sab = new SharedArrayBuffer(8);
const copy = new ArrayBuffer(sab.byteLength);
new Uint8Array(copy).set(new Uint8Array(sab));
worker.postMessage(copy, [copy]);
