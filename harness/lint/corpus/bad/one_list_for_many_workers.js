const sab = new SharedArrayBuffer(8);
const list = [sab]; // finding
for (const worker of pool) worker.postMessage(sab, list);
port.postMessage(sab, list);
