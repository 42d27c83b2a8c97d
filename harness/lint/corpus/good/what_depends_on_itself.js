let a = b;
let b = a;
let list = [];
for (;;) {
  list = [...list, a];
  worker.postMessage(a, list);
}
function f(x) {
  return f(x);
}
worker.postMessage(0, [f(1)]);
class C extends C {}
new C().x;
/** @typedef {A | SharedArrayBuffer} B */
/** @typedef {B} A */
/** @param {A} a */
const g = (a) => a;
