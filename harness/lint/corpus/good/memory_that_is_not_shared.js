const memory = new WebAssembly.Memory({ initial: 1 });
const copy = new Uint8Array(memory.buffer).slice();
worker.postMessage(copy, [copy.buffer]);
const other = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: false });
worker.postMessage(0, [other.buffer]);
