const sab = new SharedArrayBuffer(1024);
const part = sab.slice(0, 16);
worker.postMessage(part, [part]); // finding
