type SharedArrayBuffer = ArrayBuffer;
export function send(buffer: SharedArrayBuffer) {
  worker.postMessage(buffer, [buffer]);
}
