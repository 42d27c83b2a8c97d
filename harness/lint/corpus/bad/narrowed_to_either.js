onmessage = ({ data }) => {
  const isBuffer = data instanceof SharedArrayBuffer || data instanceof ArrayBuffer;
  if (isBuffer) worker.postMessage(data, [data]); // finding
};
