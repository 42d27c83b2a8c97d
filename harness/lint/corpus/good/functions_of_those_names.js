function postMessage(message, list) {
  console.log(message, list);
}
const structuredClone = (value, options) => [value, options];
const sab = new SharedArrayBuffer(8);
postMessage(sab, [sab]);
structuredClone(sab, { transfer: [sab] });
