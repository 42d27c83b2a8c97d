const sab = new SharedArrayBuffer(8);
port.postMessage(sab, { targetOrigin: '*', shared: [sab] });
structuredClone(sab, { transferList: [sab] });
new Worker('./w.js', { transfer: [sab] });
pool.run(sab, { transfer: [sab] });
run(sab, { transferList: [sab] });
pool.exec('sum', { transfer: [sab] });
