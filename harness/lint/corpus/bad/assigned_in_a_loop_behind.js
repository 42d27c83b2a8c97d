let buffer = new ArrayBuffer(8);
for (;;) {
  worker.postMessage(buffer, [buffer]); // finding
  buffer = new SharedArrayBuffer(8);
}
