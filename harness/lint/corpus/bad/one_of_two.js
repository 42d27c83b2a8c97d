const buffer = isolated ? new SharedArrayBuffer(8) : new ArrayBuffer(8);
worker.postMessage(buffer, [buffer]); // finding
const other = given ?? new SharedArrayBuffer(8);
worker.postMessage(other, isolated ? [other] : []); // finding
