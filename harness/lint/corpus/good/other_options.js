const sab = new SharedArrayBuffer(8);
port.postMessage(sab, { targetOrigin: '*', shared: [sab] });
structuredClone(sab, { transferList: [sab] });
new Worker('./w.js', { transfer: [sab] });
