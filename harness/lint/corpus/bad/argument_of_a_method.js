class Sender {
  #port;
  constructor(port, buffer) {
    this.#port = port;
    this.#port.postMessage(buffer, [buffer]); // finding
  }
  run() {
    this.send(new SharedArrayBuffer(8));
  }
  send(buffer) {
    this.#port.postMessage(buffer, [buffer]); // finding
  }
}
new Sender(port, new SharedArrayBuffer(8)).run();
