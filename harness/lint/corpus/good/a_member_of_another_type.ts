interface Job {
  data: SharedArrayBuffer;
  port: MessagePort;
}
export function send({ data, port: inner }: Job, job: Job) {
  port.postMessage(data, [inner]);
  port.postMessage(job, [job.port]);
}
