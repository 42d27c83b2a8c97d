const Kind = typeof SharedArrayBuffer === 'undefined' ? ArrayBuffer : SharedArrayBuffer;
const buffer = new Kind(1024);
worker.postMessage(buffer, [buffer]); // finding
const other = new globalThis.SharedArrayBuffer(8);
worker.postMessage(other, [other]); // finding
