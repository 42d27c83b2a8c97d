import { Buffer } from 'node:buffer';
const sab = new SharedArrayBuffer(1024);
worker.postMessage(0, [Buffer.from(sab).buffer]); // finding
