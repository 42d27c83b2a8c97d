const sab: SharedArrayBuffer = external();
export const Button = () => <button onClick={() => worker.postMessage(sab, [sab])}>go</button>; // finding
