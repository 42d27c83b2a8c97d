import { Int32Array, SharedArrayBuffer } from './polyfills';
const buffer: SharedArrayBuffer = new SharedArrayBuffer(8);
worker.postMessage(buffer, [buffer]);
worker.postMessage(0, [new Int32Array(new globalThis.SharedArrayBuffer(8)).buffer]);
