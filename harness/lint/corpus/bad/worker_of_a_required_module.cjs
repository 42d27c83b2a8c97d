const threads = require('worker_threads');
const { Worker: Thread } = require('worker_threads');
const sab = new SharedArrayBuffer(8);
new threads.Worker('./w.js', { workerData: sab, transferList: [sab] }); // finding
new Thread('./w.js', { workerData: sab, transferList: [sab] }); // finding
