const sab = new SharedArrayBuffer(8);
log(sab, [sab]);
port.send(sab, [sab]);
new Task('./w.js', { transferList: [sab] });
dispatch({ transfer: [sab] });
new Worker('./w.js', { data: [sab] });
