const sab = new SharedArrayBuffer(8);
const base = { transfer: [sab] }; // finding
port.postMessage(sab, { ...base, targetOrigin: '/' });
