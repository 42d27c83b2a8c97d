const buffer = isolated ? new SharedArrayBuffer(8) : new ArrayBuffer(8);
worker.postMessage(buffer, buffer instanceof SharedArrayBuffer ? [] : [buffer]);
worker.postMessage(buffer, buffer instanceof ArrayBuffer ? [buffer] : []);
worker.postMessage(buffer, !(buffer instanceof SharedArrayBuffer) ? [buffer] : undefined);
worker.postMessage(buffer, buffer.constructor === SharedArrayBuffer ? [] : [buffer]);
