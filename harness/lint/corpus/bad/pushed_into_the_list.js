const sab = new SharedArrayBuffer(8);
const list = [];
list.push(sab); // finding
list.unshift(new SharedArrayBuffer(1)); // finding
worker.postMessage(sab, list);
