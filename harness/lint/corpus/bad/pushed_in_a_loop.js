const list = [];
for (let i = 0; i < 4; ++i) {
  const part = new SharedArrayBuffer(1024);
  list.push(part); // finding
}
worker.postMessage('parts', list);
