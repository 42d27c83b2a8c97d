const buffer = new SharedArrayBuffer(8);
{
  const buffer = new ArrayBuffer(8);
  worker.postMessage(buffer, [buffer]);
}
function send(buffer) {
  worker.postMessage(buffer, [buffer]);
}
for (const buffer of [new ArrayBuffer(8)]) worker.postMessage(buffer, [buffer]);
try {
  run();
} catch (buffer) {
  worker.postMessage(buffer, [buffer]);
}
