class Worker {
  constructor(file, options) {
    this.options = options;
  }
}
const sab = new SharedArrayBuffer(8);
new Worker('./w.js', { transferList: [sab] });
