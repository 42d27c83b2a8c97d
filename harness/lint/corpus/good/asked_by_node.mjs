import { isSharedArrayBuffer, isArrayBuffer } from 'node:util/types';
const buffer = isolated ? new SharedArrayBuffer(8) : new ArrayBuffer(8);
worker.postMessage(buffer, isSharedArrayBuffer(buffer) ? [] : [buffer]);
worker.postMessage(buffer, isArrayBuffer(buffer) ? [buffer] : []);
