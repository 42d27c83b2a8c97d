const sab = new SharedArrayBuffer(8);
postMessage(sab, [sab]); // finding
self.postMessage(sab, [sab]); // finding
