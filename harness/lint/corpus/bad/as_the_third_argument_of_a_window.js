const sab = new SharedArrayBuffer(8);
window.postMessage(sab, '*', [sab]); // finding
frame.contentWindow.postMessage(sab, origin, [sab]); // finding
