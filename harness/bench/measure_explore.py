#!/usr/bin/env python3
"""Runs the exhaustive engine's benchmarks, each in a process of its own, and prints its speed.

Rates are of processor time. "switches" is an execution's time in switches to a fibre and
back, measured in the same run: the figure that compares between machines. explore.json
has all that was measured.

Exit: 0 measured; 1 an aim was missed (--strict); 2 usage; 5 a benchmark failed.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Executions per second on one core, at least.
AIMS = {"fib_bench(5)": 400e3, "casw(5)": 400e3, "SB-ring(16)": 400e3, "readers(13)": 150e3,
        "ainc(7)": 150e3}
START = (10, 20)  # milliseconds and MB of one small case, at most
GROWTH = 3  # an event's cost in the largest graph, divided by that in the smallest, at most
SMALL_CASE = "explore:not_equal_never_enqueues:-:all@0"


def run(command, time=shutil.which("time")):
    """What it prints, its processor time in seconds, its peak memory in MB.

    A child's peak begins with that of the process that forked it, so memory is read from a
    small one, time(1); 0 where that is not installed.
    """
    with tempfile.NamedTemporaryFile("r") as peak:
        process = subprocess.Popen(([time, "-o", peak.name, "-f", "%M"] if time else []) + command,
                                   stdout=subprocess.PIPE, text=True)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        return output, usage.ru_utime + usage.ru_stime, int(peak.read() or 0) / 1024


def measure(options):
    names, _, _ = run([options.program, "--benchmark_list_tests", "--benchmark_filter=" + options.filter])
    found = {}
    for name in names.splitlines():
        output, _, memory = run([options.program, "--benchmark_format=json",
                                 "--benchmark_filter=^" + re.sub(r"([()])", r"[\1]", name) + "$",
                                 f"--benchmark_min_time={options.seconds}"])
        one = json.loads(output)["benchmarks"][0]
        if one.get("error_occurred"):
            raise subprocess.CalledProcessError(5, name, one["error_message"])
        found[name] = {"per_second": one["items_per_second"], "megabytes": round(memory, 1)}
    small = [options.engine, "--token", SMALL_CASE]
    start = {"milliseconds": 1000 * min(run(small, time=None)[1] for _ in range(20)),
             "megabytes": run(small)[2],
             "milliseconds of /bin/true": 1000 * min(run(["/bin/true"], time=None)[1] for _ in range(20))}
    return found, start


def report(found, start):
    """Prints the tables; how many aims were missed."""
    missed = 0

    def aim(reached, words):
        nonlocal missed
        missed += not reached
        return words if reached else words + " MISSED"

    switch = found.get("fibre switch", {}).get("per_second")
    print("| program | executions/s | aim | switches each | peak MB |\n|---|---|---|---|---|")
    for name, one in found.items():
        if name == "fibre switch" or name.startswith("growth"):
            continue
        rate = one["per_second"]
        words = aim(rate >= AIMS[name], f"{AIMS[name]:,.0f}") if name in AIMS else ""
        ratio = f"{switch / rate:.1f}" if switch else ""
        print(f"| {name} | {rate:,.0f} | {words} | {ratio} | {one['megabytes']:.1f} |")
    curves = {}
    for name, one in found.items():
        if name.startswith("growth"):
            what, events = name.split("/")
            curves.setdefault(what, []).append((int(events), 1e9 / one["per_second"]))
    print("\n| events in the graph | ns an event | of the smallest |\n|---|---|---|")
    for what, points in curves.items():
        for events, cost in points:
            times = cost / points[0][1]
            print(f"| {what}: {events} | {cost:.0f} | {aim(times <= GROWTH, f'{times:.2f}x')} |")
    good = start["milliseconds"] <= START[0] and start["megabytes"] <= START[1]
    print("\none small case, as a process:",
          aim(good, f"{start['milliseconds']:.0f} ms, {start['megabytes']:.1f} MB"),
          f"(/bin/true: {start['milliseconds of /bin/true']:.0f} ms)")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="assay-explore-bench")
    parser.add_argument("engine", help="assay-explore")
    parser.add_argument("out", type=pathlib.Path, help="a folder, made where it is not")
    parser.add_argument("--filter", default=".", metavar="REGEX", help="only these")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each, at least")
    parser.add_argument("--strict", action="store_true", help="a missed aim is a failure")
    options = parser.parse_args()
    found, start = measure(options)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "explore.json").write_text(
        json.dumps({"programs": found, "start": start}, indent=1) + "\n")
    missed = report(found, start)
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(5)
