let a, b, c, d;
[a, b] = [new SharedArrayBuffer(8), new ArrayBuffer(8)];
({ c, other: d = new SharedArrayBuffer(1) } = { c: new SharedArrayBuffer(8) });
worker.postMessage(0, [a]); // finding
worker.postMessage(0, [c]); // finding
worker.postMessage(0, [d]); // finding
[b = new ArrayBuffer(1)] = [new SharedArrayBuffer(8)];
worker.postMessage(0, [b]); // finding
