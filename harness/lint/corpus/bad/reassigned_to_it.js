let buffer = new ArrayBuffer(8);
buffer = new SharedArrayBuffer(8);
worker.postMessage(buffer, [buffer]); // finding
