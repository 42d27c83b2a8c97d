const list = new Array(2);
list[0] = new SharedArrayBuffer(8); // finding
worker.postMessage('x', list);
worker.postMessage('x', new Array(new SharedArrayBuffer(8), port)); // finding
worker.postMessage('x', Array(port, new SharedArrayBuffer(8))); // finding
worker.postMessage('x', Array.of(new SharedArrayBuffer(8))); // finding
