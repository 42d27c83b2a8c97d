const state = { data: new SharedArrayBuffer(8), nested: {} };
state.nested.data = new SharedArrayBuffer(8);
worker.postMessage(state, [state.data, state['nested'].data]); // finding finding
