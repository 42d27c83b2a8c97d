let buffer = new SharedArrayBuffer(8);
worker.postMessage(buffer);
buffer = new ArrayBuffer(8);
worker.postMessage(buffer, [buffer]);
