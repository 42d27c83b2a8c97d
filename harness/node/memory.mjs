// What a dataset takes in real node:worker_threads, step by step: one scenario of
// `assay memory`, as one line of JSON (harness/footprint/footprint_json.h).
//
//   node --expose-gc memory.mjs SCENARIO BYTES WORKERS
//
// SCENARIO: shared (the workers get a SharedArrayBuffer), cloned (an ordinary ArrayBuffer
// that is not transferred), teardown (one worker holds a shared one while it is ended).
// The main thread writes every byte and each worker reads every byte. Figures are
// process.memoryUsage(), taken when garbage is collected, and resident memory as the
// operating system tells it.
//
// Exit: 0 measured; 2 usage; 5 a worker failed, memory is short, or no --expose-gc.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const kSteps = {
  shared: ['started', 'allocated', 'received', 'ended'],
  cloned: ['started', 'allocated', 'received', 'ended'],
  teardown: ['started', 'held', 'terminated', 'torn down'],
};
const readings = [];

function sum_of(elements) {
  let sum = 0;
  for (let i = 0; i < elements.length; ++i) sum += elements[i];
  return sum;
}

// The dataset, written.
function written(buffer) {
  const elements = new Float64Array(buffer);
  for (let i = 0; i < elements.length; ++i) elements[i] = i % 1024;
  return elements;
}

// What is compiled for the dataset is resident too: not with its first use, but before.
function warm_up() {
  const small = new ArrayBuffer(2 ** 16);
  for (let i = 0; i < 100; ++i) sum_of(written(small));
}

// A worker: says the sum of what it gets, and holds it until it is ended.
function work() {
  let held;
  parentPort.on('message', (buffer) => {
    held = new Float64Array(buffer);
    parentPort.postMessage(sum_of(held));
    // terminate() interrupts JavaScript, but not a native call: the teardown is later.
    if (workerData.busy) spawnSync('sleep', ['1']);
  });
  warm_up();
  parentPort.postMessage('started');
}

function resident() {
  try {
    return 1024 * Number(/^Rss: *(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))[1]);
  } catch {
    return process.memoryUsage.rss();
  }
}

function read(scenario) {
  const { external, arrayBuffers } = process.memoryUsage();
  const step = kSteps[scenario][readings.length];
  readings.push({ step, external, arrayBuffers, resident: resident() });
}

// Finalisers run in turns of the event loop of their own.
async function collect() {
  for (let i = 0; i < 3; ++i) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function told(worker) {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
}

async function start(busy) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { busy } });
  await told(worker);
  return worker;
}

// The dataset and the sum of its elements.
function allocated(scenario, bytes) {
  const buffer = scenario === 'cloned' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
  return { buffer, sum: sum_of(written(buffer)) };
}

async function received(workers, dataset) {
  const sums = workers.map(told);
  for (const worker of workers) worker.postMessage(dataset.buffer);
  for (const sum of await Promise.all(sums))
    if (sum !== dataset.sum) throw new Error('a worker read other bytes than were written');
}

async function dataset_for_all(scenario, bytes, workers) {
  await collect();
  read(scenario);
  let dataset = allocated(scenario, bytes);
  read(scenario);
  await received(workers, dataset);
  await collect();
  read(scenario);
  dataset = undefined;
  await Promise.all(workers.map((worker) => worker.terminate()));
  await collect();
  read(scenario);
}

async function teardown_of_one(scenario, bytes, [worker]) {
  await collect();
  read(scenario);
  let dataset = allocated(scenario, bytes);
  await received([worker], dataset);
  dataset = undefined;
  await collect();
  read(scenario);
  await later(100);  // into its native call
  const ended = worker.terminate();
  read(scenario);
  await ended;
  await collect();
  read(scenario);
}

async function main() {
  const [scenario, ...numbers] = process.argv.slice(2);
  const [bytes, count] = numbers.map(Number);
  if (!(scenario in kSteps) || !(bytes > 0) || bytes % 8 !== 0 || !(count > 0)) {
    console.error('usage: memory.mjs shared|cloned|teardown BYTES WORKERS');
    return 2;
  }
  if (globalThis.gc === undefined) {
    console.error('no figure without a collected heap: run with --expose-gc');
    return 5;
  }
  warm_up();
  const busy = scenario === 'teardown';
  const workers = [];
  for (let i = 0; i < (busy ? 1 : count); ++i) workers.push(await start(busy));
  await (busy ? teardown_of_one : dataset_for_all)(scenario, bytes, workers);
  console.log(JSON.stringify({ subject: 'Node', version: process.version, scenario, readings }));
  return 0;
}

if (isMainThread) {
  process.exitCode = await main().catch((error) => {
    console.error(error.message);
    process.exit(5); // workers that are left would keep the process alive
  });
} else {
  work();
}
