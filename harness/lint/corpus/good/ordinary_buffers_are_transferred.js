const buffer = new ArrayBuffer(8);
worker.postMessage(buffer, [buffer]);
const view = new Float32Array(1024);
worker.postMessage(view, [view.buffer]);
worker.postMessage(view, { transfer: [view.buffer, port] });
