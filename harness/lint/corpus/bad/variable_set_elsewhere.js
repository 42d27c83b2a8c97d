let data = null;
function start() {
  data = new SharedArrayBuffer(8);
}
function send() {
  worker.postMessage(data, [data]); // finding
}
