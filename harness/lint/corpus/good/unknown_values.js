onmessage = ({ data: { buffer, view } }) => {
  worker.postMessage(buffer, [buffer]);
  worker.postMessage(view, [view.buffer]);
  worker.postMessage(view, transferables(view));
  worker.postMessage(...view);
};
