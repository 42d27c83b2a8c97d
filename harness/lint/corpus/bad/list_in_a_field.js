class Batch {
  list = [];
  add(buffer = new SharedArrayBuffer(8)) {
    this.list.push(buffer); // finding
  }
  flush() {
    port.postMessage('batch', this.list);
  }
}
