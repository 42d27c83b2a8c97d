class Pool {
  data = new SharedArrayBuffer(8);
  #own = new Int32Array(new SharedArrayBuffer(8));
  static all = new SharedArrayBuffer(8);
  constructor() {
    this.late = new SharedArrayBuffer(8);
  }
  get bytes() {
    return this.#own.buffer;
  }
  send() {
    port.postMessage(0, [this.data]); // finding
    port.postMessage(0, [this.#own.buffer]); // finding
    port.postMessage(0, [this.late]); // finding
    port.postMessage(0, [this.bytes]); // finding
    port.postMessage(0, [Pool.all]); // finding
  }
}
port.postMessage(0, [new Pool().late]); // finding
