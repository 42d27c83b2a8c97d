const view = new Uint8Array(new SharedArrayBuffer(1024));
worker.postMessage(0, [view.map((byte) => byte + 1).buffer]);
worker.postMessage(0, [view.filter((byte) => byte > 0).buffer]);
worker.postMessage(0, [view.toSorted().buffer]);
worker.postMessage(0, [view.toReversed().buffer]);
worker.postMessage(0, [view.with(0, 1).buffer]);
