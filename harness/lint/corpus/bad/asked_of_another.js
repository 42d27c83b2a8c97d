const sab = new SharedArrayBuffer(8);
function send(other) {
  if (other instanceof ArrayBuffer) worker.postMessage(sab, [sab]); // finding
}
