let buffer;
buffer ??= new SharedArrayBuffer(8);
worker.postMessage(buffer, [buffer]); // finding
const other = (given || new SharedArrayBuffer(8));
worker.postMessage(other, [other]); // finding
let third = new SharedArrayBuffer(8);
third ||= new ArrayBuffer(8);
worker.postMessage(third, [third && third]); // finding
const left = new SharedArrayBuffer(8) ?? given;
worker.postMessage(left, [left]); // finding
