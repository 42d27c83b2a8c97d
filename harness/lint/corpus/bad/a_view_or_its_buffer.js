const sab = new SharedArrayBuffer(8);
const either = flag ? sab : new Int32Array(sab);
worker.postMessage(either, [either.buffer]); // finding
