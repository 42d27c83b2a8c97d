const list = new Array(2);
list[0] = new SharedArrayBuffer(8); // finding
worker.postMessage('x', list);
