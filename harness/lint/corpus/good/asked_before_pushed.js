function send(views) {
  const list = [];
  for (const view of views) if (!(view.buffer instanceof SharedArrayBuffer)) list.push(view.buffer);
  worker.postMessage(views, list);
}
send([new Uint8Array(new SharedArrayBuffer(8)), new Uint8Array(8)]);
