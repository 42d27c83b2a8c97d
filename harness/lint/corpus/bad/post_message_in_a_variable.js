const sab = new SharedArrayBuffer(8);
const post = worker.postMessage.bind(worker);
post(sab, [sab]); // finding
const { postMessage: send } = self;
send(sab, [sab]); // finding
