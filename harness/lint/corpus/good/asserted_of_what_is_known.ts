const buffer = new ArrayBuffer(8) as unknown as SharedArrayBuffer;
port.postMessage(buffer, [buffer]);
