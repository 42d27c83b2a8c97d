const list = new Set();
const sab = new SharedArrayBuffer(8);
list.add(sab); // finding
worker.postMessage('x', [...list]);
worker.postMessage('x', Array.from(new Set([sab]))); // finding
