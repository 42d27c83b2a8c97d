export function send(data: ArrayBuffer | SharedArrayBuffer, maybe?: SharedArrayBuffer) {
  port.postMessage(data, [data]); // finding
  if (maybe) port.postMessage(maybe, [maybe]); // finding
}
