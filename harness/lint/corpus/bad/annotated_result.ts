declare function allocate(bytes: number): SharedArrayBuffer;
const buffer = allocate(8);
port.postMessage(buffer, [buffer]); // finding
function of<T extends SharedArrayBuffer>(data: T) {
  port.postMessage(data, [data]); // finding
}
const made: Promise<SharedArrayBuffer> = later();
port.postMessage(0, [await made]); // finding
