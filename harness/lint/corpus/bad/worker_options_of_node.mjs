import { Worker } from 'node:worker_threads';
const sab = new SharedArrayBuffer(8);
new Worker('./w.js', { workerData: sab, transferList: [sab] }); // finding
