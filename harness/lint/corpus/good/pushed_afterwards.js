const list = [];
worker.postMessage('x', list);
list.push(new SharedArrayBuffer(8));
