function start(sab = new SharedArrayBuffer(8)) {
  super('./w.js', { transferList: [sab] });
}
