const shared = { data: new SharedArrayBuffer(8) };
const state = { ...shared, data: new ArrayBuffer(8) };
worker.postMessage(state, [state.data]);
