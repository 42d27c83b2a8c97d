const sab = new SharedArrayBuffer(1024);
worker.postMessage(sab);
worker.postMessage({ sab, view: new Int32Array(sab) });
worker.postMessage([sab]);
worker.postMessage(sab, []);
window.postMessage(sab, '*');
