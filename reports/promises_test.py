"""Every test, case and program that PROMISES.md names is there.

usage: promises_test.py      from the root of the project
exit: 0 all are there; 1 some are not, one line each

A word in backquotes is `Suite.` or `Suite.test` of GoogleTest or of a scenario file (the
beginning of a name is enough), a `case_in_words`, `assay COMMAND`, or a file of the project.
"""

import pathlib
import re
import sys

PAGE = pathlib.Path("reports/PROMISES.md")
ROWS = 16


def sources(*patterns):
    return "\n".join(path.read_text() for pattern in patterns
                     for path in sorted(pathlib.Path(".").glob(pattern)))


def main():
    text = PAGE.read_text()
    tests = set(re.findall(r"TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", sources("**/*_test.cc")))
    names = {f"{suite}.{name}" for suite, name in tests}
    scenarios = sources("harness/*/CMakeLists.txt")
    cases = set(re.findall(r'"([a-z][a-z_]+)"', sources("cases/**/*.h")))
    commands = set(re.findall(r'add_subcommand\(\s*"(\w+)"', sources("harness/driver/*.cc")))
    programs = set(re.findall(r"assay_test(?:_program)?\((\w+)", sources("**/CMakeLists.txt")))

    def there(word):
        if word.startswith("assay "):
            return word.split()[1] in commands
        if pathlib.Path(word).exists() or word in programs or word in cases:
            return True
        suite = word.split(".")[0]
        return any(name.startswith(word) for name in names) or \
            bool(re.search(rf"\b{suite}[:.]", scenarios))

    table = re.findall(r"^\| (S\d+) \|[^|]*\|([^|]*)\|", text, re.M)
    wrong = [] if [row for row, _ in table] == [f"S{i + 1}" for i in range(ROWS)] else \
        [f"{PAGE}: the rows are not S1 to S{ROWS}"]
    for row, shown in table:
        words = re.findall(r"`([^`]+)`", shown)
        if not words and "certificate" not in shown:
            wrong.append(f"{PAGE}: {row} names nothing that shows it")
        wrong += [f"{PAGE}: {row} names {word}, which is not there"
                  for word in words if not there(word)]
    wrong += [f"{PAGE}: {word} is no case" for word in
              re.findall(r"`(a_\w+)`", text.split("\n    build")[-1]) if word not in cases]
    print("\n".join(wrong) if wrong else f"{len(table)} promises, each shown")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
