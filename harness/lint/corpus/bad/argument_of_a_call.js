function send(message, buffer) {
  worker.postMessage(message, [buffer]); // finding
}
send('data', new SharedArrayBuffer(8));
const sendAll = (...buffers) => worker.postMessage('all', buffers);
sendAll(new ArrayBuffer(8), new SharedArrayBuffer(8)); // finding
