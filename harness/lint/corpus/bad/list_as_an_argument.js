const post = (message, list) => worker.postMessage(message, list);
const sab = new SharedArrayBuffer(8);
post(sab, [sab]); // finding
