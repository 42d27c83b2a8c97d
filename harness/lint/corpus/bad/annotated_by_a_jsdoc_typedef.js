/** @typedef {{data: SharedArrayBuffer}} Job */
/** @param {Job} job */
function run(job) {
  port.postMessage(job, [job.data]); // finding
}
