const sab = new SharedArrayBuffer(8);
const messages = [];
const list = [];
messages.push(sab);
list.push(new ArrayBuffer(8));
worker.postMessage(messages, list);
