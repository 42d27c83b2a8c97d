const shared = true;
const limits = { initial: 1, maximum: 2, shared };
const { buffer } = new WebAssembly.Memory(limits);
worker.postMessage(buffer, [buffer]); // finding
