const sab = new SharedArrayBuffer(8);
let list = [sab];
list = [];
list.push(new ArrayBuffer(8));
worker.postMessage(sab, list);
