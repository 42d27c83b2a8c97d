let a = null;
let b = new SharedArrayBuffer(8);
for (;;) {
  worker.postMessage(0, [a]); // finding
  a = b;
  worker.postMessage(0, [(b = a)]); // finding
}
