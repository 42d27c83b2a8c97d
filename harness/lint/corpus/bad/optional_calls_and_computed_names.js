const sab = new SharedArrayBuffer(8);
worker?.postMessage(sab, [sab]); // finding
worker.postMessage?.(sab, [sab]); // finding
worker['postMessage'](sab, [sab]); // finding
(worker.postMessage)(sab, [sab]); // finding
