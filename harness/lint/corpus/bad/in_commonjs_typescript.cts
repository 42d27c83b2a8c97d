const sab = new SharedArrayBuffer(8);
process.parentPort?.postMessage(sab, [sab] as const); // finding
