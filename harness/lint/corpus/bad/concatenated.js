const sab = new SharedArrayBuffer(8);
const list = [port].concat(sab); // finding
worker.postMessage('x', list);
worker.postMessage('y', [].concat([port], [sab])); // finding
