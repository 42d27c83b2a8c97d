const buffers = [new SharedArrayBuffer(8)]; // finding
worker.postMessage('x', [port, ...buffers]);
