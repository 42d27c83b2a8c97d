const sab = new SharedArrayBuffer(8);
const same = structuredClone(sab);
port.postMessage(same, [same]); // finding
const { inner } = structuredClone({ inner: sab });
port.postMessage(inner, [inner]); // finding
