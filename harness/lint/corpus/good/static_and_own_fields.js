class Pool {
  static data = new SharedArrayBuffer(8);
  data = new ArrayBuffer(8);
  send() {
    port.postMessage(Pool.data, [this.data]);
  }
}
