const sab = new SharedArrayBuffer(8);
port.postMessage(sab, { transferList: [sab] }); // finding
