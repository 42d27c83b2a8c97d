const sab = new SharedArrayBuffer(8);
worker.postMessage(sab, [sab]); // lint-transfer-list-ignore finding finding
worker.postMessage('x', []); // lint-transfer-list-ignore: nothing is here, so this is idle, a finding
