"""What tests of the program from outside share.

usage: FILE --assay PATH [SCENARIO...]
       FILE --list

Exit: 0 all held; 1 one did not; 2 usage; 77 all that were asked for were skipped.

Every scenario has a folder of its own, which is also where the program runs. Only
codes, messages and files are compared, never how long something took.
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CASE = "atomics_forbid_store_buffering"
WEAK = ["--order", "cell.store=release"]
# Far less than a whole certificate takes; each check is short, so that the end is near.
BRIEF = ["--budget", "1s", "--executions", "100"]
LONGEST = 60  # seconds until a hanging program fails its scenario

PASS, FAILED, USAGE, REFUTED, UNKNOWN, INTERNAL, SKIPPED = 0, 1, 2, 3, 4, 5, 77


class Scenario(unittest.TestCase):
    program = None  # set by main

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="assay-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    # -- asking ---------------------------------------------------------------

    def assay(self, *arguments, code, program=None, **options):
        ran = subprocess.run(
            [program or self.program, *map(str, arguments)], cwd=self.folder, timeout=LONGEST,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **options)
        self.assertEqual(ran.returncode, code, f"{arguments}\n{ran.stdout[-2000:]}{ran.stderr}")
        return ran

    def refuses(self, *arguments, says, code=USAGE):
        """One short line that says what is wrong, before anything ran."""
        ran = self.assay(*arguments, code=code)
        self.assertRegex(ran.stderr, says)
        self.assertEqual(ran.stdout, "")
        self.assertEqual(ran.stderr.count("\n"), 1, ran.stderr)
        self.assertLess(len(ran.stderr), 250)

    def certificate(self, folder):
        return json.loads((self.folder / folder / "certificate.json").read_text())["certificate"]

    def no_part_of_a_file(self):
        left = [path.name for path in self.folder.rglob("*") if path.name.endswith(".partial")]
        self.assertEqual(left, [])


def main(scenario_class):
    names = unittest.TestLoader().getTestCaseNames(scenario_class)
    scenarios = [name.removeprefix("test_") for name in names]
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", help="the program")
    parser.add_argument("--list", action="store_true", help="print the scenarios")
    parser.add_argument("scenario", nargs="*", help="all where none is named")
    options = parser.parse_args()
    if options.list:
        print("\n".join(scenarios))
        return PASS
    if options.assay is None:
        parser.error("--assay is missing")
    unknown = set(options.scenario) - set(scenarios)
    if unknown:
        parser.error(f"unknown scenario {min(unknown)}; see --list")
    scenario_class.program = os.path.abspath(options.assay)
    suite = unittest.TestSuite(scenario_class("test_" + name)
                               for name in options.scenario or scenarios)
    count = suite.countTestCases()
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    if not result.wasSuccessful() or result.testsRun != count:
        return FAILED
    return SKIPPED if len(result.skipped) == count else PASS

