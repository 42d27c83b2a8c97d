function send(buffer) {
  const list = buffer instanceof SharedArrayBuffer ? [buffer] : []; // finding
  worker.postMessage(buffer, list);
}
