const sender = {
  data: new SharedArrayBuffer(8),
  send() {
    port.postMessage(this.data, [this.data]); // finding
  },
};
