// A pool of node:worker_threads that is replaced again and again: what Node says of its
// memory after each recycle, as lines of JSON for `assay leak --field arrayBuffers`.
//
//   node --expose-gc worker_pool_recycles.mjs [--pool POOL] [--recycles N] [--workers N]
//                                             [--cells N]
//
// A recycle allocates a SharedArrayBuffer, hands it to fresh workers by reference, waits
// until each has counted itself in it, and ends them. The figures are taken when the
// workers' teardown, which comes after terminate() (its promise says when), is over and
// garbage is collected. POOL is
//
//   clean           drops its buffer
//   keeps-buffers   holds on to each buffer in an array, as a cache or a closure does
//   keeps-workers   never ends its workers: each pins the buffer with its view
//
// `arrayBuffers` is the figure to judge: it has the bytes of shared buffers, each once.
// `external` does not have them, and neither has a growable buffer.
//
// Exit: 0 all recycles ran; 2 usage; 5 a worker failed, or no --expose-gc. A buffer has
// N cells of four bytes.
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const kPools = ['clean', 'keeps-buffers', 'keeps-workers'];

// The worker: counts itself in cell 0, reports, and lives until it is ended.
function work() {
  Atomics.add(new Int32Array(workerData), 0, 1);
  parentPort.postMessage('counted');
  parentPort.on('message', () => {});
}

function started(buffer) {
  const worker = new Worker(new URL(import.meta.url), { workerData: buffer });
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
}

// Finalisers run in turns of the event loop of their own.
async function collect() {
  for (let i = 0; i < 3; ++i) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function recycle(options, kept) {
  const buffer = new SharedArrayBuffer(options.bytes);
  const workers = await Promise.all(Array.from({ length: options.workers }, () => started(buffer)));
  const counted = Atomics.load(new Int32Array(buffer), 0);
  if (counted !== options.workers)
    throw new Error(`${counted} of ${options.workers} workers counted`);
  if (options.pool === 'keeps-workers') kept.push(...workers);
  else await Promise.all(workers.map((worker) => worker.terminate()));
  if (options.pool === 'keeps-buffers') kept.push(buffer);
}

function natural(text, least) {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new Error(`'${text}' is no number from ${least}`);
  return number;
}

function command_line() {
  const { values } = parseArgs({
    options: {
      pool: { type: 'string', default: 'clean' },
      recycles: { type: 'string', default: '10' },
      workers: { type: 'string', default: '2' },
      cells: { type: 'string', default: String(2 ** 21) },
    },
  });
  if (!kPools.includes(values.pool)) throw new Error(`--pool: one of ${kPools.join(', ')}`);
  return {
    pool: values.pool,
    recycles: natural(values.recycles, 1),
    workers: natural(values.workers, 1),
    bytes: 4 * natural(values.cells, 1),
  };
}

async function main() {
  let options;
  try {
    options = command_line();
  } catch (error) {
    console.error(error.message);
    return 2;
  }
  if (globalThis.gc === undefined) {
    console.error('no figure without a collected heap: run with --expose-gc');
    return 5;
  }
  const kept = [];
  for (let i = 1; i <= options.recycles; ++i) {
    await recycle(options, kept);
    await collect();
    const { arrayBuffers, external, heapUsed, rss } = process.memoryUsage();
    console.log(JSON.stringify({ recycle: i, arrayBuffers, external, heapUsed, rss }));
  }
  for (const thing of kept) if (thing instanceof Worker) await thing.terminate();
  return 0;
}

if (isMainThread) {
  process.exitCode = await main().catch((error) => {
    console.error(error.message);
    return 5;
  });
} else {
  work();
}
