const isShared = (buffer) => buffer instanceof SharedArrayBuffer;
function isOwn(given) {
  return !isShared(given);
}
const buffer = isolated ? new SharedArrayBuffer(8) : new ArrayBuffer(8);
worker.postMessage(buffer, isShared(buffer) ? [] : [buffer]);
if (isOwn(buffer)) worker.postMessage(buffer, [buffer]);
