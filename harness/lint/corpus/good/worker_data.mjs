import { Worker } from 'node:worker_threads';
const sab = new SharedArrayBuffer(8);
const channel = new MessageChannel();
new Worker('./w.js', { workerData: [sab], transferList: [channel.port2] });
new Worker('./w.js', { workerData: sab, argv: [sab] });
