const buffer = isolated ? new SharedArrayBuffer(8) : new ArrayBuffer(8);
const hasShared = typeof SharedArrayBuffer === 'function';
const isShared = hasShared && buffer instanceof SharedArrayBuffer;
worker.postMessage(buffer, isShared ? [] : [buffer]);
if (!isShared) worker.postMessage(buffer, [buffer]);
const isOwn = typeof SharedArrayBuffer === 'undefined' || !(buffer instanceof SharedArrayBuffer);
worker.postMessage(buffer, isOwn ? [buffer] : []);
