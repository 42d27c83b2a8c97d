const state = {};
function start() {
  state.data = new SharedArrayBuffer(8);
}
function send() {
  worker.postMessage(state, [state.data]); // finding
}
