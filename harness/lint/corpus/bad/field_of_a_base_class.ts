class Base {
  protected data = new SharedArrayBuffer(8);
}
class Derived extends Base {
  send() {
    port.postMessage(0, [this.data]); // finding
  }
}
