const state = { data: new SharedArrayBuffer(8), own: new ArrayBuffer(8) };
state.late = new SharedArrayBuffer(8);
worker.postMessage(state, [state.own]);
const { own } = state;
worker.postMessage(state, [own]);
