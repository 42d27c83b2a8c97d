let store = { own: new ArrayBuffer(8) };
function send() {
  worker.postMessage(0, [store.own]);
}
function replace() {
  store = new SharedArrayBuffer(8);
}
