class Sender {
  private readonly late!: SharedArrayBuffer;
  constructor(private readonly data: SharedArrayBuffer) {}
  send(): void {
    port.postMessage(0, [this.data]); // finding
    port.postMessage(0, [this.late]); // finding
  }
}
