interface Job {
  readonly data: SharedArrayBuffer;
}
type Jobs = { list: Array<Job>; all: SharedArrayBuffer[] };
function run(job: Job, jobs: Jobs, { data }: Job) {
  port.postMessage(0, [job.data]); // finding
  port.postMessage(0, [data]); // finding
  for (const each of jobs.list) port.postMessage(0, [each.data]); // finding
  port.postMessage(0, jobs.all); // finding
}
