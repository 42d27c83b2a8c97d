const sab = new SharedArrayBuffer(8);
const buffer = new ArrayBuffer(8);
worker.postMessage({ sab, buffer }, [buffer]);
