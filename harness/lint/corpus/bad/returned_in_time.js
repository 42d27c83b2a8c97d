async function allocate() {
  return new SharedArrayBuffer(8);
}
const buffer = await allocate();
worker.postMessage(buffer, [buffer]); // finding
