export function send(port: MessagePort, data: SharedArrayBuffer, view: Int32Array<SharedArrayBuffer>) {
  port.postMessage(data, [data]); // finding
  port.postMessage(view, [view.buffer]); // finding
}
let late: SharedArrayBuffer;
declare const given: SharedArrayBuffer;
port.postMessage(0, [given]); // finding
function sendThose() {
  port.postMessage(0, [late]); // finding
  port.postMessage(0, [given]); // finding
}
