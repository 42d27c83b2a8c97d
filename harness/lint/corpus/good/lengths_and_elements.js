const view = new Int32Array(new SharedArrayBuffer(8));
worker.postMessage(view, [view.length, view[0], view.buffer.byteLength]);
