worker.postMessage('go', [new SharedArrayBuffer(8)]); // finding
