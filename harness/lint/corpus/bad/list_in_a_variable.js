const sab = new SharedArrayBuffer(8);
const list = [sab]; // finding
worker.postMessage(sab, list);
