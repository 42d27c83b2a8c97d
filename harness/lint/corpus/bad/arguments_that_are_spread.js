const sab = new SharedArrayBuffer(8);
port.postMessage(...['data', [sab]]); // finding
