function allocate() {
  const scratch = () => {
    return new SharedArrayBuffer(8);
  };
  return new ArrayBuffer(scratch().byteLength);
}
const buffer = allocate();
worker.postMessage(buffer, [buffer]);
