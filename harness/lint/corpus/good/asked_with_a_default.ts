export function send(buffer: ArrayBuffer | SharedArrayBuffer) {
  const transfer: Transferable[] = [];
  if (buffer instanceof ArrayBuffer) transfer.push(buffer);
  port.postMessage(buffer, { transfer });
}
