const sab = new SharedArrayBuffer(8, { maxByteLength: 1024 });
sab.grow(16);
worker.postMessage(sab, [sab]); // finding
