const state = { data: new SharedArrayBuffer(8), other: new SharedArrayBuffer(8) };
state.data = new ArrayBuffer(8);
worker.postMessage(state.data, [state.data]);
