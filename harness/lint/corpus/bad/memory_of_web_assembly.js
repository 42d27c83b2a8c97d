const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
worker.postMessage(memory, [memory.buffer]); // finding
const heap = new Uint8Array(memory.buffer);
worker.postMessage(heap, [heap.buffer]); // finding
