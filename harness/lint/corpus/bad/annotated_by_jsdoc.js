/**
 * @param {MessagePort} port
 * @param {SharedArrayBuffer} data
 * @param {Int32Array<SharedArrayBuffer>=} view
 */
function send(port, data, view) {
  port.postMessage(data, [data]); // finding
  port.postMessage(data, [view.buffer]); // finding
}
/** @type {SharedArrayBuffer | null} */
let late = null;
const keep = (given) => (late = given);
function sendLate() {
  port.postMessage(0, [late]); // finding
}
/** @returns {SharedArrayBuffer} */
const given = () => external();
port.postMessage(0, [given()]); // finding
port.postMessage(0, [/** @type {SharedArrayBuffer} */ (event.data)]); // finding
