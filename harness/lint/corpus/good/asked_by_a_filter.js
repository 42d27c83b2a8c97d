const buffers = [new SharedArrayBuffer(8), new ArrayBuffer(8)];
worker.postMessage(buffers, buffers.filter((each) => !(each instanceof SharedArrayBuffer)));
worker.postMessage(buffers, buffers.filter((each) => each instanceof ArrayBuffer));
worker.postMessage(buffers, buffers.filter(canBeTransferred));
const views = buffers.map((buffer) => new Uint8Array(buffer));
const own = views.filter(({ buffer }) => transferable(buffer));
worker.postMessage(views, own.map((view) => view.buffer));
const kept = views.filter((view) => !(view.buffer instanceof SharedArrayBuffer));
worker.postMessage(views, kept.map((view) => view.buffer));
