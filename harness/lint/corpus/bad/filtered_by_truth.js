const sab = new SharedArrayBuffer(8);
worker.postMessage('x', [sab, maybe].filter(Boolean)); // finding
worker.postMessage('x', [sab, ab].filter((each) => each instanceof SharedArrayBuffer)); // finding
