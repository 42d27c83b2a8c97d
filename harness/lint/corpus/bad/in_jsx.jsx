const sab = new SharedArrayBuffer(8);
export const Button = () => <button onClick={() => worker.postMessage(sab, [sab])}>go</button>; // finding
