class Store extends SharedArrayBuffer {}
const store = new Store(8);
worker.postMessage(store, [store]); // finding
