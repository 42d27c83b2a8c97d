// Who holds what in real node:worker_threads, from heap snapshots: the wrappers of each
// thread and the payload that V8 attributes to it, as one line of JSON
// (harness/footprint/heap_census.h).
//
//   node --expose-gc heap.mjs BYTES WORKERS
//
// The main thread shares a dataset of BYTES with each worker, and a small buffer with the
// first, which has an ordinary buffer besides. A snapshot is one thread's and names no
// store: ours are known by their sizes, which nothing else has.
//
// Exit: 0 counted; 2 usage; 5 a worker failed, memory is short, or no --expose-gc.
import { getHeapSnapshot } from 'node:v8';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const kTurnsBytes = 4104;
const kOwnBytes = 4112;
const kViews = [(b) => new Uint8Array(b), (b) => new Int32Array(b), (b) => new DataView(b)];

// A worker: wraps what it gets, and holds it until it is ended.
function work() {
  const held = workerData === 1 ? [new ArrayBuffer(kOwnBytes)] : [];
  parentPort.on('message', ([dataset, turns]) => {
    held.push(dataset, kViews[workerData % 3](dataset));
    if (turns) held.push(turns, new Int32Array(turns));
    parentPort.postMessage('done');
  });
}

async function snapshot_of(stream) {
  let text = '';
  stream.setEncoding('utf8');
  for await (const part of stream) text += part;
  return JSON.parse(text);
}

// The nodes of a snapshot that are, or lead to, the bytes of a buffer.
function look(snapshot, stores) {
  const { nodes, edges, strings } = snapshot;
  const { node_fields, edge_fields, edge_types } = snapshot.snapshot.meta;
  const field = (name) => node_fields.indexOf(name);
  const [name_at, size_at, count_at] = ['name', 'self_size', 'edge_count'].map(field);
  const kInternal = edge_types[0].indexOf('internal');
  const buffers = new Map(); // node of a buffer: its store
  const payload = new Set();
  const views = []; // node, node of its buffer
  let edge = 0;
  for (let node = 0; node < nodes.length; node += node_fields.length) {
    for (let i = 0; i < nodes[node + count_at]; ++i, edge += edge_fields.length) {
      if (edges[edge] !== kInternal) continue;
      const [what, to] = [strings[edges[edge + 1]], edges[edge + 2]];
      if (what === 'backing_store') {
        const store = stores.find((each) => each.bytes === nodes[to + size_at]);
        if (store === undefined) continue;
        buffers.set(node, store);
        payload.add(to);
      } else if (what === 'buffer') {
        views.push([node, to]);
      }
    }
  }
  const wrapper = (node, store) => ({
    constructor: strings[nodes[node + name_at]],
    bytes: nodes[node + size_at],
    store: store.id,
  });
  const wrappers = [...buffers].map(([node, store]) => wrapper(node, store));
  for (const [node, to] of views) if (buffers.has(to)) wrappers.push(wrapper(node, buffers.get(to)));
  let attributed = 0;
  for (const node of payload) attributed += nodes[node + size_at];
  return { attributed, wrappers };
}

function told(worker) {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
}

async function main() {
  const [bytes, count] = process.argv.slice(2).map(Number);
  if (!(bytes > 0) || bytes % 8 !== 0 || !(count > 0)) {
    console.error('usage: heap.mjs BYTES WORKERS');
    return 2;
  }
  if (globalThis.gc === undefined) {
    console.error('no figure without a collected heap: run with --expose-gc');
    return 5;
  }
  globalThis.gc();
  const before = process.memoryUsage().arrayBuffers;
  const dataset = new SharedArrayBuffer(bytes);
  const turns = new SharedArrayBuffer(kTurnsBytes);
  const held = [dataset, turns, new Float64Array(dataset)];
  const stores = [
    { id: 1, what: 'dataset', bytes, attributed: 0 },
    { id: 2, what: 'turns', bytes: kTurnsBytes, attributed: 0 },
    { id: 0, what: 'own', bytes: kOwnBytes, attributed: 0 },
  ];
  const workers = [];
  for (let number = 1; number <= count; ++number) {
    const worker = new Worker(new URL(import.meta.url), { workerData: number });
    worker.postMessage(number === 1 ? [dataset, turns] : [dataset]);
    await told(worker);
    workers.push(worker);
  }
  const external = Math.max(0, process.memoryUsage().arrayBuffers - before);
  const agents = [{ agent: 'main', ...look(await snapshot_of(getHeapSnapshot()), stores) }];
  for (const worker of workers)
    agents.push({
      agent: `worker ${agents.length}`,
      ...look(await snapshot_of(await worker.getHeapSnapshot()), stores),
    });
  await Promise.all(workers.map((worker) => worker.terminate()));
  if (held.length === 0) return 5; // held until here
  console.log(JSON.stringify({ subject: 'Node', version: process.version, external, agents, stores }));
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
