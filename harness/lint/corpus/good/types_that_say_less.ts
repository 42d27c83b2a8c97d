export function send(view: Uint8Array, bytes: ArrayBufferLike, own: Uint8Array<ArrayBuffer>) {
  port.postMessage(view, [view.buffer]);
  port.postMessage(bytes, [bytes]);
  port.postMessage(own, [own.buffer]);
}
