const buffers = [new SharedArrayBuffer(8), new SharedArrayBuffer(8)];
for (const buffer of buffers) worker.postMessage(buffer, [buffer]); // finding
buffers.forEach((buffer) => worker.postMessage(buffer, [buffer])); // finding
for (let i = 0; i < 2; ++i) worker.postMessage(0, [buffers[i]]); // finding
worker.postMessage(0, [buffers[1]]); // finding
worker.postMessage(0, [buffers.at(-1)]); // finding
