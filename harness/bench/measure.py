#!/usr/bin/env python3
"""Runs the benchmarks and shows each operation of the core beside its peers.

Node takes part where it is installed. Prints ratios (the core divided by the peer; the
median of the repetitions); bench.html has the bars, bench.json all that was measured.
Of one thread the processor's time counts, of several the clock's.

Exit: 0 measured; 2 usage; 5 a benchmark failed, or OUT cannot be written.
"""
import argparse
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

# What was aimed at: the core's time divided by the peer's, at most; and what keeps it where
# it was missed. Below 3 % two medians are the same.
AIMS = [("Atomics.*/peer", 1.10, "one load more: the bytes are "
         "reached through their block, which is how engines see one that is gone"),
        ("World .*/peer", 1.00, "noise: the instructions are the same, codegen.production compares them"),
        ("notify without waiters/fence and load", 1.5, "the bound, the hash of the location and one locked add"),
        ("notify without waiters/Node", 0.1, "a fence and a load, which keep a wake-up from being lost, "
         "are most of it: no order of fewer instructions is sound"),
        ("round trip/futex", 1.2, "no core was free to spin on: both go to sleep, and the core takes its "
         "lock besides"),
        ("round trip/(mutex.*|Node)", 1.0, "no core was free to spin on"),
        ("pairs at 64 locations.*/futex", 1.2, "more agents than cores: at most one spins, and a wait "
         "takes its bucket's lock besides the futex"),
        ("visits of 64 locations, .*/one lock.*", 1.0, "eight locked instructions beside five, two of "
         "them to hold the block; where few cores meet at the one lock it costs little"),
        ("message round trip/mutex and queue", 1.2, "a letter is allocated and freed at each end"),
        ("message round trip/Node", 1.0, "no core was free to spin on"),
        ("80 MB to a worker/.*cloned", 0.01, "the wake-ups of a round trip are all of it"),
        ("80 MB to a worker/Node", 1.0, "no core was free to spin on"),
        ("start and teardown/std::thread", 1.5, "a seat, a channel and the news that it is closed"),
        ("start and teardown/Node", 0.1, ""),
        ("charge and refund.*/relaxed counter", 1.2, "one load more: whether the peak has moved")]
SAME = 1.03
NODE_NOTIFY = """
const view = new Int32Array(new SharedArrayBuffer(4096));
const times = Array.from({length: REPETITIONS}, () => {
  const rounds = 2e6, start = process.cpuUsage();
  for (let i = 0; i < rounds; ++i) Atomics.notify(view, 0);
  const used = process.cpuUsage(start);
  return (used.user + used.system) * 1e3 / rounds;
});
"""
NODE_ROUND_TRIP = """
const {Worker} = require("worker_threads");
const view = new Int32Array(new SharedArrayBuffer(4)), rounds = 5000 * REPETITIONS;
const turns = `for (let i = 0; i < rounds; ++i) {
  while (Atomics.load(view, 0) !== me) Atomics.wait(view, 0, 1 - me);
  Atomics.store(view, 0, 1 - me); Atomics.notify(view, 0, 1); }`;
new Worker(`const {view, rounds} = require("worker_threads").workerData, me = 1; ${turns}`,
           {eval: true, workerData: {view, rounds}});
Atomics.wait(view, 0, 0, 300);  // it starts
const take = new Function("view", "rounds", "me", turns), start = process.hrtime.bigint();
take(view, rounds, 0);
const times = [Number(process.hrtime.bigint() - start) / rounds];
"""
# A message and its answer, ROUNDS times.
NODE_EXCHANGE = """
const {Worker} = require("worker_threads");
const worker = new Worker(`const {parentPort} = require("worker_threads");
  parentPort.on("message", () => parentPort.postMessage(1));`, {eval: true});
const what = WHAT, rounds = ROUNDS;
const answer = () => new Promise((resolve) => worker.once("message", resolve));
const times = [];
(async () => {
  for (let i = 0; i < REPETITIONS + 1; ++i) {
    const start = process.hrtime.bigint();
    for (let j = 0; j < rounds; ++j) { const told = answer(); worker.postMessage(what); await told; }
    times.push(Number(process.hrtime.bigint() - start) / rounds);
  }
  times.shift();  // the first warms up
  MEDIAN;
  process.exit();
})();
"""
NODE_START = """
const {Worker} = require("worker_threads");
const times = [];
(async () => {
  for (let i = 0; i < 5 * REPETITIONS; ++i) {
    const start = process.hrtime.bigint();
    const worker = new Worker("require('worker_threads').parentPort.postMessage(1)", {eval: true});
    await new Promise((resolve) => worker.once("message", resolve));
    await worker.terminate();
    times.push(Number(process.hrtime.bigint() - start));
  }
  MEDIAN;
})();
"""


def exchange(what, rounds):
    return NODE_EXCHANGE.replace("WHAT", what).replace("ROUNDS", str(rounds))


NODE = {"notify without waiters": {"Node": NODE_NOTIFY + "MEDIAN"},
        "round trip": {"Node": NODE_ROUND_TRIP + "MEDIAN"},
        "message round trip": {"Node": exchange("1", 2000)},
        "80 MB to a worker": {
            "Node": exchange("new SharedArrayBuffer(80 << 20)", 500),
            "Node, cloned": exchange("new Uint8Array(80 << 20).fill(1).buffer", 2)},
        "start and teardown": {"Node": NODE_START}}
MEDIAN = "console.log(times.sort((a, b) => a - b)[times.length >> 1])"
PAGE = pathlib.Path(__file__).with_name("page.html")


def measure(options):
    ran = subprocess.run([options.program, "--benchmark_format=json",
                          f"--benchmark_repetitions={options.repetitions}",
                          f"--benchmark_filter={options.filter}"], stdout=subprocess.PIPE, check=True)
    found = json.loads(ran.stdout)
    times = {}
    for run in found["benchmarks"]:
        if run.get("aggregate_name") == "median":
            what, who, *how = run["run_name"].split("/")
            threads = next((each.split(":")[1] for each in how if each.startswith("threads:")), "1")
            several = f", {threads} thread{'s' if threads != '1' else ''}"
            what += several if any("threads" in each for each in how) else ""
            times.setdefault(what, {})[who] = run["real_time" if "real_time" in how else "cpu_time"]
    node = shutil.which("node")
    for what, scripts in NODE.items():
        for who, script in scripts.items() if node and what in times else ():
            script = script.replace("MEDIAN", MEDIAN).replace("REPETITIONS", str(options.repetitions))
            ran = subprocess.run([node, "-e", script], stdout=subprocess.PIPE, text=True, check=True)
            times[what][who] = float(ran.stdout)
    return found["context"], times


def judged(what, who, ratio):
    """In words: the ratio, what was aimed at, and why it was missed."""
    aim, why = next(((aim, why) for name, aim, why in AIMS if re.fullmatch(name, f"{what}/{who}")),
                    (None, ""))
    times = f"{ratio:.2f}x" if ratio >= 0.01 else f"1/{1 / ratio:,.0f}"
    if aim is None:
        return times
    reached = ratio <= aim * SAME
    return f"{times}, aim {aim:.2f}x " + ("reached" if reached else "missed: " + why)


def report(times, load):
    page = []
    for what, rows in times.items():
        longest = max(rows.values())
        core = rows.get("core")
        page.append(f"<h2>{html.escape(what)}</h2><table>")
        for who, time in rows.items():
            words = judged(what, who, core / time) if core and who != "core" else ""
            print(f"{what:34} {who:18} {time:10.1f} ns  {words}")
            page.append(f"<tr><th>{html.escape(who)}<td>{time:,.1f} ns<td><div class='bar "
                        f"{'core' if who == 'core' else ''}' style='width:{100 * time / longest:.0f}%'>"
                        f"</div><tr><td colspan=3>{html.escape(words)}")
        page.append("</table>")
    return PAGE.read_text().replace("LOAD", load).replace("TABLES", "".join(page))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="assay-bench")
    parser.add_argument("out", type=pathlib.Path, help="a folder, made where it is not")
    parser.add_argument("--filter", default=".", metavar="REGEX", help="only these")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N", help="of each")
    options = parser.parse_args()
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    context, times = measure(options)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "bench.json").write_text(
        json.dumps({"context": context, "load": load, "nanoseconds": times}, indent=1) + "\n")
    (options.out / "bench.html").write_text(report(times, load))
    print(f"load before: {load}; written to {options.out}: bench.html, bench.json")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(5)
