const views = [new Int32Array(new SharedArrayBuffer(8))];
worker.postMessage(views, views.flatMap((view) => [view.buffer])); // finding
worker.postMessage(views, [[views[0].buffer]].flat()); // finding
