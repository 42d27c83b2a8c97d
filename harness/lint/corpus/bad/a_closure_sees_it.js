const sab = new SharedArrayBuffer(8);
button.onclick = function () {
  setTimeout(() => worker.postMessage(sab, [sab])); // finding
};
