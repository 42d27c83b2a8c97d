import { Worker } from 'node:worker_threads';
class Reader extends Worker {
  constructor(sab = new SharedArrayBuffer(8)) {
    super('./reader.js', { workerData: sab, transferList: [sab] }); // finding
  }
}
const sab = new SharedArrayBuffer(8);
new Reader('./x.js', { transferList: [sab] }); // finding
