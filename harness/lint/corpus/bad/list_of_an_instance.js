class Batch {
  list = [];
  add(buffer = new SharedArrayBuffer(8)) {
    this.list.push(buffer); // finding
  }
}
const batch = new Batch();
port.postMessage('batch', batch.list);
