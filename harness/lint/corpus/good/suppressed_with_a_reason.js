const sab = new SharedArrayBuffer(8);
assert.throws(() => port.postMessage(sab, [sab])); // lint-transfer-list-ignore: shows the error
// lint-transfer-list-ignore: the error is what this test is about
port.postMessage(sab, [sab]);
const text = 'lint-transfer-list-ignore in a text is none';
