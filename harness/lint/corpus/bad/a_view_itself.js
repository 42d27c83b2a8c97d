const view = new Float64Array(new SharedArrayBuffer(64));
worker.postMessage(view, [view]); // finding
