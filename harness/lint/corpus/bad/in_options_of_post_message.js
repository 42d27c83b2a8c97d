const sab = new SharedArrayBuffer(8);
port.postMessage(sab, { transfer: [sab] }); // finding
window.postMessage(sab, { targetOrigin: '*', transfer: [sab] }); // finding
