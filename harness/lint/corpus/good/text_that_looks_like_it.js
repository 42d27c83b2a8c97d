const code = 'worker.postMessage(sab, [new SharedArrayBuffer(8)])';
// worker.postMessage(sab, [new SharedArrayBuffer(8)]);
const template = `structuredClone(1, { transfer: [new SharedArrayBuffer(8)] })`;
const pattern = /postMessage\(sab, \[new SharedArrayBuffer\(8\)\]\)/;
