const store = Object.freeze({ data: new SharedArrayBuffer(8) });
port.postMessage(0, [store.data]); // finding
const both = Object.assign({}, store);
port.postMessage(0, [both.data]); // finding
port.postMessage(0, Object.values(store)); // finding
