let a = new SharedArrayBuffer(8);
let b = new ArrayBuffer(8);
[a, b] = [b, a];
worker.postMessage(0, [a]);
