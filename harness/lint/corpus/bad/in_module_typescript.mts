import { parentPort } from 'node:worker_threads';
const sab = new SharedArrayBuffer(8);
parentPort!.postMessage(sab, [sab]); // finding
