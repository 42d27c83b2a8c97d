const view = new Int32Array(new SharedArrayBuffer(1024));
worker.postMessage(view, [view.buffer]); // finding
worker.postMessage(view, [new DataView(view.buffer).buffer]); // finding
worker.postMessage(view, [new Uint8Array(view.buffer, 4, 4).buffer]); // finding
