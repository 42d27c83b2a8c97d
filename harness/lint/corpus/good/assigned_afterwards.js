let buffer = new ArrayBuffer(8);
worker.postMessage(buffer, [buffer]);
buffer = new SharedArrayBuffer(8);
