let buffer = new ArrayBuffer(8);
if (isolated) buffer = new SharedArrayBuffer(8);
worker.postMessage(buffer, [buffer]); // finding
