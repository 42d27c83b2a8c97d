let buffer;
try {
  buffer = new SharedArrayBuffer(8);
} catch {
  buffer = new ArrayBuffer(8);
}
worker.postMessage(buffer, [buffer]); // finding
switch (kind) {
  case 'shared':
    buffer = new SharedArrayBuffer(16);
    break;
  default:
    buffer = null;
}
worker.postMessage(buffer, [buffer]); // finding
