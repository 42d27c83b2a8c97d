#!/usr/bin/env python3
"""Runs the benchmarks and shows each operation of the core beside its peers.

Node takes part where it is installed. Prints ratios (the core divided by the peer; the
median of the repetitions); bench.html has the bars, bench.json all that was measured.

Exit: 0 measured; 2 usage; 5 a benchmark failed, or OUT cannot be written.
"""
import argparse
import html
import json
import pathlib
import shutil
import subprocess
import sys

# What was aimed at: the core's time divided by the peer's, at most.
AIMS = {"Atomics.": 1.10, "World ": 1.00, "notify without waiters/fence and load": 1.5,
        "notify without waiters/Node": 0.1, "round trip/futex": 1.2}
NODE = """
const view = new Int32Array(new SharedArrayBuffer(4096));
const times = Array.from({length: REPETITIONS}, () => {
  const rounds = 2e6, start = process.hrtime.bigint();
  for (let i = 0; i < rounds; ++i) Atomics.notify(view, 0);
  return Number(process.hrtime.bigint() - start) / rounds;
});
console.log(times.sort((a, b) => a - b)[times.length >> 1]);
"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmarks of the core</title>
<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
.bar{background:#888;height:.6rem}.core{background:#2a7d4f}td{padding:.2rem .6rem .2rem 0}
td:last-child{width:50%%}</style><h1>Benchmarks of the core</h1>
<p>Nanoseconds of one operation, and the core divided by each peer of the same run.</p>%s</html>"""


def measure(options):
    ran = subprocess.run([options.program, "--benchmark_format=json",
                          f"--benchmark_repetitions={options.repetitions}",
                          f"--benchmark_filter={options.filter}"], stdout=subprocess.PIPE, check=True)
    found = json.loads(ran.stdout)
    times = {}
    for run in found["benchmarks"]:
        if run.get("aggregate_name") == "median":
            what, who = run["run_name"].split("/", 1)
            who = who.replace("/real_time", "").replace("/threads:", ", threads: ")
            times.setdefault(what, {})[who] = run["real_time"]
    node = shutil.which("node")
    if node and "notify without waiters" in times:
        ran = subprocess.run([node, "-e", NODE.replace("REPETITIONS", str(options.repetitions))],
                             stdout=subprocess.PIPE, text=True, check=True)
        times["notify without waiters"]["Node"] = float(ran.stdout)
    return found["context"], times


def aim_of(what, who):
    return next((aim for name, aim in AIMS.items() if f"{what}/{who}".startswith(name)), None)


def report(times):
    page = []
    for what, rows in times.items():
        longest = max(rows.values())
        core = rows.get("core")
        page.append(f"<h2>{html.escape(what)}</h2><table>")
        for who, time in rows.items():
            ratio = core / time if core and who != "core" else None
            aim = aim_of(what, who)
            words = "" if ratio is None else f"{ratio:.2f}x" + (f" (aim {aim:.2f}x)" if aim else "")
            print(f"{what:24} {who:20} {time:12.1f} ns  {words}")
            page.append(f"<tr><td>{html.escape(who)}<td>{time:.1f} ns<td>{words}<td><div class='bar "
                        f"{who if who == 'core' else ''}' style='width:{100 * time / longest:.0f}%'>"
                        "</div>")
        page.append("</table>")
    return PAGE % "".join(page)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="assay-bench")
    parser.add_argument("out", type=pathlib.Path, help="a folder, made where it is not")
    parser.add_argument("--filter", default=".", metavar="REGEX", help="only these")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N", help="of each")
    options = parser.parse_args()
    context, times = measure(options)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "bench.json").write_text(
        json.dumps({"context": context, "nanoseconds": times}, indent=1) + "\n")
    (options.out / "bench.html").write_text(report(times))
    print(f"written to {options.out}: bench.html, bench.json")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(5)
