const Kind = typeof SharedArrayBuffer !== 'undefined' ? SharedArrayBuffer : ArrayBuffer;
const buffer = new Kind(8);
const list =
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer ? [] : [buffer];
worker.postMessage(buffer, list);
if ('undefined' === typeof SharedArrayBuffer || !(buffer instanceof SharedArrayBuffer))
  worker.postMessage(buffer, [buffer]);
if (!globalThis.SharedArrayBuffer) worker.postMessage(buffer, [buffer]);
