onmessage = ({ data }) => {
  const buffer = data as SharedArrayBuffer;
  port.postMessage(buffer, [buffer]); // finding
  port.postMessage(0, [<SharedArrayBuffer>data]); // finding
  const sab = new SharedArrayBuffer(8);
  port.postMessage(sab, [sab as unknown as ArrayBuffer]); // finding
  port.postMessage(sab, [sab!]); // finding
};
port.postMessage(0, [event.data as SharedArrayBuffer]); // finding
const state: any = {};
state!.data = new SharedArrayBuffer(8);
port.postMessage(0, [state.data]); // finding
