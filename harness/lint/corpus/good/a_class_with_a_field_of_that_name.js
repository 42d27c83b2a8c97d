class A {
  data = new SharedArrayBuffer(8);
}
class B {
  data = new ArrayBuffer(8);
  send() {
    port.postMessage(new A().data, [this.data]);
  }
}
