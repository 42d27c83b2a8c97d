function allocate() {
  const scratch = () => new SharedArrayBuffer(8);
  return new ArrayBuffer(scratch().byteLength);
}
const buffer = allocate();
worker.postMessage(buffer, [buffer]);
