onmessage = ({ data }) => {
  if (data instanceof SharedArrayBuffer) port.postMessage(data, [data]); // finding
  if (!(data instanceof SharedArrayBuffer)) return;
  port.postMessage(data, [data]); // finding
};
function send(view) {
  if (view.buffer instanceof SharedArrayBuffer) port.postMessage(view, [view.buffer]); // finding
  if (view.buffer.constructor === SharedArrayBuffer) port.postMessage(view, [view.buffer]); // finding
}
