let buffer = new SharedArrayBuffer(8);
if (small) buffer = new ArrayBuffer(8);
else buffer = new ArrayBuffer(16);
worker.postMessage(buffer, [buffer]);
