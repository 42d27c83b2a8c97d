const sab = new SharedArrayBuffer(8);
const transfer = [sab]; // finding
const options = { transfer };
port.postMessage(sab, options);
const later = {};
later.transfer = [sab]; // finding
structuredClone(sab, later);
