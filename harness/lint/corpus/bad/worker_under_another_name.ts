import { Worker as Thread } from 'node:worker_threads';
const data = new SharedArrayBuffer(8);
new Thread('./w.js', { workerData: { data }, transferList: [data] }); // finding
