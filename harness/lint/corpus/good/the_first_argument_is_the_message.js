const sab = new SharedArrayBuffer(8);
worker.postMessage([sab], [port]);
worker.postMessage({ transfer: [sab] });
window.postMessage({ transfer: [sab] }, '*', [port]);
structuredClone({ transfer: [sab] });
structuredClone({ transfer: [sab] }, {});
