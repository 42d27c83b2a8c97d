const options = { transfer: [] };
const sab = new SharedArrayBuffer(8);
options.transfer.push(sab); // finding
structuredClone(sab, options);
