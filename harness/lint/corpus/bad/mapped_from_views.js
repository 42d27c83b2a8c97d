const views = [new Int32Array(new SharedArrayBuffer(8))];
const list = views.map((view) => view.buffer); // finding
worker.postMessage(views, list);
worker.postMessage(views, Array.from(views, (view) => view.buffer)); // finding
