function send(shared, buffer) {
  worker.postMessage(shared, [buffer]);
}
send(new SharedArrayBuffer(8), new ArrayBuffer(8));
