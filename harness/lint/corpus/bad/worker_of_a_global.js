const sab = new SharedArrayBuffer(8);
new Worker('./w.js', { transferList: [sab] }); // finding
const start = (threads) => new threads.Worker('./w.js', { transferList: [sab] }); // finding
