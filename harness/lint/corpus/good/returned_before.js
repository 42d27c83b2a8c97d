function send(small) {
  let buffer = new ArrayBuffer(8);
  if (!small) {
    buffer = new SharedArrayBuffer(1024);
    worker.postMessage(buffer);
    return;
  }
  worker.postMessage(buffer, [buffer]);
}
