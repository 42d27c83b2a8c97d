const identity = <T,>(value: T): T => value;
const buffer = new ArrayBuffer(8);
export const View = () => <p title={`${identity(buffer)}`}>{worker.postMessage(buffer, [buffer])}</p>;
