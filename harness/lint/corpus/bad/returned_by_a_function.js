function allocate(bytes) {
  if (bytes > 1024) throw new RangeError();
  return new SharedArrayBuffer(bytes);
}
const make = () => new Int32Array(allocate(8));
const buffer = allocate(8);
worker.postMessage(buffer, [buffer]); // finding
worker.postMessage(0, [make().buffer]); // finding
