const sab = new SharedArrayBuffer(8);
const copy = structuredClone(sab);
const list = structuredClone([sab], {});
const other = structuredClone([sab], { transfer: [new ArrayBuffer(8)] });
