let buffer: ArrayBuffer | SharedArrayBuffer = new ArrayBuffer(8);
port.postMessage(buffer, [buffer]);
const other: SharedArrayBuffer | ArrayBuffer = new Uint8Array(8).buffer;
port.postMessage(other, [other]);
