let buffer = new ArrayBuffer(8);
button.onclick = () => worker.postMessage(buffer, [buffer]); // finding
buffer = new SharedArrayBuffer(8);
