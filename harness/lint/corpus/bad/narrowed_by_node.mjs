import { types } from 'node:util';
export function send(data) {
  if (types.isSharedArrayBuffer(data)) port.postMessage(data, [data]); // finding
}
