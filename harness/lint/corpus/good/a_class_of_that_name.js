class SharedArrayBuffer extends ArrayBuffer {}
const buffer = new SharedArrayBuffer(8);
worker.postMessage(buffer, [buffer]);
