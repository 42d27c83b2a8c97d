const sab = new SharedArrayBuffer(8);
const copy = structuredClone(sab, { transfer: [sab] }); // finding
const other = globalThis.structuredClone(sab, { transfer: [sab] }); // finding
