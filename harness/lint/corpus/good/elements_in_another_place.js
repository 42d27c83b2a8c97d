const pair = [new SharedArrayBuffer(8), new ArrayBuffer(8)];
worker.postMessage(pair, [pair[1]]);
const [, own] = pair;
worker.postMessage(pair, [own]);
