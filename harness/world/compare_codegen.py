#!/usr/bin/env python3
"""Compare the machine code of the seam with the bare instruction.

Disassembles OBJECT (x86-64). Every function in namespace `seam` must have the
instructions of the function of the same name in namespace `bare`. With --allow, every
symbol that OBJECT takes from elsewhere must match one of the patterns. With --absent,
no name of those tables (*.def) may be in OBJECT.

Exit: 0 equal, 1 a difference, 2 usage, 5 cannot read OBJECT, 77 not x86-64 or no objdump.
"""
import argparse
import re
import shutil
import subprocess
import sys


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(77)


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        print(result.stderr.strip(), file=sys.stderr)
        sys.exit(5)
    return result.stdout


def functions(text):
    """The instructions of each function, by demangled name without parameters."""
    found = {}
    for line in text.splitlines():
        header = re.fullmatch(r"<(.*)>:", line)
        if header:
            whole = header.group(1)
            body = found.setdefault(whole.split("(")[0], [])
        elif found and line.startswith("\t"):
            # Comments and blanks are the printer's; a jump inside a function names it.
            instruction = line.split("#")[0].replace(f"<{whole}", "<self")
            body.append(re.sub(r"\s+", " ", instruction).strip())
    # Past the last return there is only padding, which depends on the address.
    padding = re.compile(r"(data16|cs|xchg %ax,%ax|nop[wl]?)\b.*")
    return {name: [i for i in body if not padding.fullmatch(i)] for name, body in found.items()}


def differences(found):
    seams = {n[len("seam::"):]: code for n, code in found.items() if n.startswith("seam::")}
    bares = {n[len("bare::"):]: code for n, code in found.items() if n.startswith("bare::")}
    for name in sorted(seams.keys() | bares.keys()):
        seam, bare = seams.get(name, ["(absent)"]), bares.get(name, ["(absent)"])
        if seam != bare:
            yield f"{name}\n  seam: " + "; ".join(seam) + "\n  bare: " + "; ".join(bare)
    if not seams:
        yield "no function in namespace seam"
    print(f"{len(seams)} accesses compared")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("object", metavar="OBJECT")
    parser.add_argument("--allow", nargs="+", metavar="PATTERN",
                        help="no pairs: what OBJECT may call, as whole-name patterns")
    parser.add_argument("--absent", nargs="+", metavar="TABLE", default=[],
                        help="sites.def, mutants.def")
    options = parser.parse_args()

    if shutil.which("objdump") is None:
        skip("no objdump: install binutils")
    if "elf64-x86-64" not in run("objdump", "-f", options.object):
        skip("the expected instructions are those of x86-64")

    if options.allow is None:
        code = run("objdump", "-d", "-C", "-r", "--no-show-raw-insn", "--no-addresses",
                   options.object)
        faults = list(differences(functions(code)))
    else:
        symbols = run("objdump", "-t", "-C", options.object).splitlines()
        taken = {line.split(None, 3)[3] for line in symbols if "*UND*" in line}
        faults = [f"calls {name}" for name in sorted(taken)
                  if not any(re.fullmatch(pattern, name) for pattern in options.allow)]
        print(f"{len(taken)} symbols from elsewhere")

    with open(options.object, "rb") as file:
        content = file.read()
    for table in options.absent:
        with open(table, encoding="utf-8") as file:
            names = re.findall(r'^(?:SITE|MUTANT)\(\w+,\s*"([\w.]+)"', file.read(), re.MULTILINE)
        faults += [f"names {name}" for name in names if name.encode() in content]
        faults += [] if names else [f"{table} has no rows"]
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
