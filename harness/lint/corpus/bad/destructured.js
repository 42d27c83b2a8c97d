const { buffer, rest: { deep } } = { buffer: new SharedArrayBuffer(8), rest: { deep: new SharedArrayBuffer(8) } };
worker.postMessage(0, [buffer]); // finding
worker.postMessage(0, [deep]); // finding
const [first, second = new SharedArrayBuffer(1)] = [new SharedArrayBuffer(8)];
worker.postMessage(0, [first]); // finding
worker.postMessage(0, [second]); // finding
const { buffer: bytes } = new Uint8Array(new SharedArrayBuffer(8));
worker.postMessage(0, [bytes]); // finding
