function send(buffer = new SharedArrayBuffer(8)) {
  if (buffer instanceof SharedArrayBuffer) {
    worker.postMessage(buffer);
    return;
  }
  worker.postMessage(buffer, [buffer]);
  pool.forEach((each) => each.postMessage(buffer, [buffer]));
}
