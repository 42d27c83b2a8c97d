#!/usr/bin/env python3
"""The program from outside: exit codes, messages, files.

usage: command_line_test.py --assay PATH [SCENARIO...]
       command_line_test.py --list

Exit: 0 all held; 1 one did not; 2 usage; 77 all that were asked for were skipped.
Every scenario has a folder of its own, which is also where the program runs. Only
codes, messages and files are compared, never how long something took.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ASSAY = None  # set by main
SOURCE = pathlib.Path(__file__).resolve().parents[2]
CASE = "atomics_forbid_store_buffering"
WEAK = ["--order", "cell.store=release"]
# Far less than a whole certificate takes; each check is short, so that the end is near.
BRIEF = ["--budget", "1s", "--executions", "100"]
LONGEST = 60  # seconds until a hanging program fails its scenario

PASS, FAILED, USAGE, REFUTED, UNKNOWN, INTERNAL, SKIPPED = 0, 1, 2, 3, 4, 5, 77


class CommandLine(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="assay-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    # -- asking ---------------------------------------------------------------

    def assay(self, *arguments, code, program=None, **options):
        ran = subprocess.run(
            [program or ASSAY, *map(str, arguments)], cwd=self.folder, timeout=LONGEST,
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

    def refuses_usage(self, *arguments, says):
        """As `refuses`; the parser of the command line adds a line about --help."""
        ran = self.assay(*arguments, code=USAGE)
        self.assertRegex(ran.stderr, says)
        self.assertEqual(ran.stdout, "")
        self.assertLessEqual(ran.stderr.count("\n"), 2, ran.stderr)

    def certificate(self, folder):
        return json.loads((self.folder / folder / "certificate.json").read_text())["certificate"]

    def no_part_of_a_file(self):
        left = [path.name for path in self.folder.rglob("*") if path.name.endswith(".partial")]
        self.assertEqual(left, [])

    def programs_without_tsan(self):
        """A copy of the program beside the engines' but one."""
        folder = self.folder / "programs"
        folder.mkdir()
        shutil.copy(ASSAY, folder / "assay")
        for name in ("assay-native", "assay-relacy"):
            (folder / name).symlink_to(pathlib.Path(ASSAY).parent / name)
        return folder

    # -- usage ----------------------------------------------------------------

    def test_no_command_is_usage(self):
        self.refuses_usage(says="required")

    def test_an_unknown_command_or_option_is_usage(self):
        self.refuses_usage("nosuch", says="required|nosuch")
        self.refuses_usage("sites", "--nosuch", says="--nosuch")
        self.refuses_usage("certify", "extra", says="extra")
        self.refuses_usage("certify", "--order", says="--order")
        self.refuses_usage("check", says="case")
        self.refuses_usage("replay", says="token")

    def test_help_is_no_error(self):
        self.assertRegex(self.assay("--help", code=PASS).stdout, "77 SKIPPED")
        for command in ("certify", "check", "replay", "sites", "cases", "litmus"):
            self.assertRegex(self.assay(command, "--help", code=PASS).stdout, "Usage|usage")

    def test_a_wrong_order_names_the_way_out(self):
        for command in (["certify"], ["check", CASE]):
            self.refuses(*command, "--order", "nosuch=relaxed", says="unknown site 'nosuch'")
            self.refuses(*command, "--order", "lock.drp=relaxed", says="did you mean lock.drop")
            self.refuses(*command, "--order", "lock.drop=relexed", says="did you mean relaxed")
            self.refuses(*command, "--order", "lock.drop", says="not SITE=ORDER")
            self.refuses(*command, "--order", "cell.load=release",
                         says="its orders are relaxed, acquire, seq_cst")
            self.refuses(*command, "--order", "lock.drop=relaxed", "--order", "lock.drop=acquire",
                         says="lock.drop is given twice")

    def test_an_order_that_the_operation_may_have_is_taken(self):
        ran = self.assay("check", CASE, "--order", "lock.drop=acq_rel", "--executions", 5,
                         code=UNKNOWN)
        self.assertRegex(ran.stdout, r"UNKNOWN\(budget\), 5 executions")

    def test_a_wrong_number_is_usage(self):
        for text in ("10x", "0s", "-1s", "10", "1.5h"):
            self.refuses("certify", "--budget", text, says=f"--budget '{text}' is no duration")
        for text in ("0", "-1", "1.5", "x"):
            self.refuses_usage("certify", "--executions", text, says="--executions")
        self.refuses_usage("certify", "--seed", "x", says="--seed")

    def test_an_unknown_revision_names_the_nearest(self):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull,
                       "GIT_CEILING_DIRECTORIES": str(self.folder.parent)}
        self.refuses("certify", "--against", "HEAD", says="no git repository")
        for command in (["init", "-q"],
                        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q",
                         "--allow-empty", "-m", "first"], ["tag", "v1.0-rc"]):
            subprocess.run(["git", *command], cwd=self.folder, env=environment, check=True)
        self.refuses("certify", "--against", "nosuchref", says="no such file or revision")
        self.refuses("certify", "--against", "v1.0-cr", says=": did you mean v1.0-rc?")
        self.refuses("certify", "--against", "HEAD", says="that revision has no harness/world/")

    def test_a_review_does_not_go_with_an_order(self):
        self.refuses("certify", "--against", "HEAD", "--order", "lock.drop=relaxed", says="--order")

    def test_a_file_that_is_no_certificate_is_refused(self):
        (self.folder / "some.json").write_text('{"a": 1}')
        self.refuses("certify", "--against", "some.json", says=r"^some\.json")

    # -- check and replay -------------------------------------------------------

    def test_an_unknown_case_names_the_nearest(self):
        wrong = CASE.replace("ff", "f")
        self.refuses("check", wrong, says=f": did you mean {CASE}")
        self.refuses("replay", f"relacy:{wrong}:-:random@1", says=f": did you mean {CASE}")
        self.refuses("check", "nosuch", says="unknown case nosuch")
        self.refuses("check", CASE, "--engine", "relacey", says="unknown engine relacey: .*relacy")
        self.refuses("check", CASE, "--mutant", "nosuch", says="unknown mutant 'nosuch'")

    def test_a_malformed_token_is_told_what_is_wrong(self):
        self.refuses("replay", "x", says="1 fields, not the 4")
        self.refuses("replay", f"relacy:{CASE}:-:random@1:", says="5 fields, not the 4")
        self.refuses("replay", f"relacey:{CASE}:-:random@1", says="did you mean relacy")
        self.refuses("replay", f"relacy:{CASE}:cell.store=weak:random@1", says="unknown order")
        self.refuses("replay", f"relacy:{CASE}:-:random@0", says="an iteration from 1")
        self.refuses("replay", f"native:{CASE}:-:random@1", says="cannot replay an iteration")

    def test_a_counterexample_is_replayed_by_its_token(self):
        found = json.loads(self.assay("check", CASE, *WEAK, "--json", code=REFUTED).stdout)
        token = found["counterexample"]["token"]
        self.assertRegex(token, rf"^relacy:{CASE}:cell\.store=release:random@[1-9]")
        first = self.assay("replay", token, code=REFUTED).stdout
        self.assertIn("REFUTED(assertion)", first)
        self.assertIn(token, first)
        self.assertEqual(self.assay("replay", token, code=REFUTED).stdout, first)
        again = json.loads(self.assay("replay", token, "--json", code=REFUTED).stdout)
        self.assertEqual(again["counterexample"], found["counterexample"])

    def test_an_expectation_is_met_or_not(self):
        passes = ["check", CASE, "--executions", 5]
        fails = ["check", CASE, *WEAK]
        self.assay(*passes, "--expect", "UNKNOWN(budget)", code=PASS)
        self.assay(*fails, "--expect", "REFUTED(assertion)", code=PASS)
        self.assay(*fails, "--expect", "UNKNOWN(budget)|REFUTED(assertion)", code=PASS)
        ran = self.assay(*passes, "--expect", "REFUTED(assertion)", code=FAILED)
        self.assertEqual(ran.stderr, "expected REFUTED(assertion), got UNKNOWN(budget)\n")
        self.assay(*fails, "--expect", "UNKNOWN(budget)", code=FAILED)
        self.refuses(*passes, "--as-declared", says="declares no verdict")

    # -- tables -----------------------------------------------------------------

    def test_sites_are_all_there_as_json(self):
        table = (SOURCE / "harness/world/sites.def").read_text()
        names = re.findall(r'^SITE\(\w+, "([^"]+)"', table, re.MULTILINE)
        sites = json.loads(self.assay("sites", "--json", code=PASS).stdout)
        self.assertEqual([site["name"] for site in sites], names)
        text = self.assay("sites", code=PASS).stdout
        self.assertIn(f"\n{len(names)} sites", text)
        self.assertEqual([line.split()[0] for line in text.splitlines()[: len(names)]], names)

    def test_cases_are_listed_as_json(self):
        cases = json.loads(self.assay("cases", "--json", code=PASS).stdout)
        names = [case["name"] for case in cases]
        self.assertIn(CASE, names)
        self.assertEqual(len(set(names)), len(names))
        text = self.assay("cases", code=PASS).stdout
        self.assertEqual(re.findall(r"^(\S+)$", text, re.MULTILINE), names)

    # -- certify ----------------------------------------------------------------

    def test_a_refuted_change_exits_3_with_its_files(self):
        ran = self.assay("certify", *WEAK, "--out", "made/here", code=REFUTED)
        self.assertIn("REFUTED", ran.stdout)
        self.assertEqual({path.name for path in (self.folder / "made/here").iterdir()},
                         {"certificate.json", "certificate.txt", "junit.xml"})
        certificate = self.certificate("made/here")
        self.assertEqual(certificate["verdict"], "REFUTED")
        self.assertEqual([change["site"] for change in certificate["changes"]], ["cell.store"])
        refutations = [claim["refutation"] for claim in certificate["claims"]]
        found = next(refutation for refutation in refutations if refutation)
        self.assertTrue(found["has_control"])
        self.assay("replay", found["counterexample"]["token"], code=REFUTED)

    def test_a_budget_that_runs_out_is_incomplete(self):
        ran = self.assay("certify", *BRIEF, "--out", "out", code=UNKNOWN)
        self.assertIn("INCOMPLETE", ran.stdout)
        certificate = self.certificate("out")
        self.assertEqual(certificate["verdict"], "INCOMPLETE")
        self.assertTrue(certificate["budget_spent"])
        self.assertFalse(certificate["interrupted"])

    def test_ctrl_c_keeps_what_was_decided(self):
        with subprocess.Popen([ASSAY, "certify", "--out", "out"], cwd=self.folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as running:
            self.addCleanup(running.kill)
            children = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children")
            if not children.exists():
                self.skipTest("this kernel does not list children")
            deadline = time.monotonic() + LONGEST
            while not self.runs_a_check(children) and time.monotonic() < deadline:
                time.sleep(0.01)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=LONGEST)
        self.assertEqual(running.returncode, UNKNOWN, out + err)
        certificate = self.certificate("out")
        self.assertTrue(certificate["interrupted"])
        self.assertEqual({(claim["verdict"], claim["reason"]) for claim in certificate["claims"]},
                         {("UNKNOWN", "interrupted")})
        self.no_part_of_a_file()

    @staticmethod
    def runs_a_check(children):
        for child in children.read_text().split():
            try:
                if b"--token" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                    return True
            except OSError:
                pass  # it has ended
        return False

    def test_a_folder_that_cannot_be_made_is_said_first(self):
        (self.folder / "file").write_text("text")
        for out in ("file", "file/below", "file/far/below"):
            self.refuses("certify", "--out", out, code=INTERNAL, says=rf"^cannot .*{out}: ")
        self.assertEqual((self.folder / "file").read_text(), "text")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["file"])

    def test_a_full_disk_leaves_the_old_files(self):
        """In a mount of its own, seen by that one process."""
        script = """
            mount -t tmpfs -o size=16k none disk || exit 77
            echo old > disk/certificate.json
            "$1" certify --budget 1s --executions 100 --out disk > out 2> err
            code=$?
            cp disk/certificate.json kept; ls -A disk > names
            exit $code"""
        (self.folder / "disk").mkdir()
        if shutil.which("unshare") is None:
            self.skipTest("no unshare")
        ran = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", ASSAY], cwd=self.folder,
                             timeout=LONGEST, capture_output=True, text=True, check=False)
        if not (self.folder / "names").exists():
            self.skipTest(f"cannot mount here: {ran.stderr}")
        self.assertEqual(ran.returncode, INTERNAL, (self.folder / "out").read_text()[-500:])
        self.assertRegex((self.folder / "err").read_text(),
                         "^cannot write disk/certificate.json: No space left on device\n$")
        self.assertEqual((self.folder / "kept").read_text(), "old\n")
        self.assertEqual((self.folder / "names").read_text(), "certificate.json\n")

    def test_an_output_that_takes_nothing_is_an_error(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            ran = subprocess.run([ASSAY, "certify", *BRIEF], cwd=self.folder, stdout=full,
                                 stderr=subprocess.PIPE, timeout=LONGEST, check=False)
        self.assertEqual(ran.returncode, INTERNAL)

    # -- engines ----------------------------------------------------------------

    def incomplete_without_tsan(self, programs, status, message):
        ran = self.assay("certify", *BRIEF, "--out", "out", code=UNKNOWN,
                         program=programs / "assay")
        self.assertRegex(ran.stdout, "assay-tsan")
        certificate = self.certificate("out")
        self.assertEqual(certificate["verdict"], "INCOMPLETE")
        engines = {engine["declaration"]["engine"]: engine for engine in certificate["engines"]}
        self.assertEqual(engines["tsan"]["status"], status)
        self.assertRegex(engines["tsan"]["message"], message)
        self.assertEqual(engines["native"]["status"], "PROVED")
        self.assertEqual({claim["reason"] for claim in certificate["claims"]}, {"missing"})

    def test_an_engine_that_is_not_there_is_named(self):
        programs = self.programs_without_tsan()
        self.incomplete_without_tsan(programs, "SKIPPED", "assay-tsan is not there")
        self.assay("check", CASE, "--engine", "tsan", code=SKIPPED, program=programs / "assay")

    def test_an_engine_that_does_not_start_is_named(self):
        programs = self.programs_without_tsan()
        stub = programs / "assay-tsan"
        for text, mode, message in (
            ("no program", 0o644, "does not start: cannot start"),
            ("#!/bin/sh\nkill -SEGV $$\n", 0o755, "does not start: ended by Segmentation fault"),
            ("#!/bin/sh\necho broken >&2; exit 1\n", 0o755, "does not start: exit 1: broken"),
            ("#!/bin/sh\necho '{}'\n", 0o755, "does not start"),
        ):
            with self.subTest(message):
                stub.write_text(text)
                stub.chmod(mode)
                self.incomplete_without_tsan(programs, "ERROR", message)

    def test_an_engine_that_dies_in_a_check_is_an_error(self):
        programs = self.programs_without_tsan()
        stub = programs / "assay-tsan"
        real = pathlib.Path(ASSAY).parent / "assay-tsan"
        stub.write_text(f"#!/bin/sh\n[ $1 = --token ] || exec '{real}' \"$@\"\n"
                        "echo oh >&2; exit 4\n")
        stub.chmod(0o755)
        self.assay("certify", "--order", "lock.drop=acq_rel", "--executions", 5, "--out", "out",
                   code=INTERNAL, program=programs / "assay")
        self.assertIn("ERROR", [claim["verdict"] for claim in self.certificate("out")["claims"]])
        ran = self.assay("check", CASE, "--engine", "tsan", code=INTERNAL,
                         program=programs / "assay")
        self.assertRegex(ran.stdout, "failed on tsan:.*: exit 4: oh")

    # -- litmus -----------------------------------------------------------------

    def test_a_malformed_litmus_file_does_not_keep_the_others(self):
        (self.folder / "bad.litmus").write_text("JS bad\n{\n")
        good = SOURCE / "litmus/classic/SB+sc.litmus"
        ran = self.assay("litmus", "bad.litmus", good, "--rounds", 10, "--expect",
                         "UNKNOWN(budget)", code=USAGE)
        self.assertRegex(ran.stderr, r"^bad\.litmus:\d+:\d+: ")
        self.assertIn("SB+sc", ran.stdout)
        self.assay("litmus", good, "--rounds", 10, "--expect", "UNKNOWN(budget)", code=PASS)
        self.assay("litmus", "nosuch.litmus", code=INTERNAL)
        self.assay("litmus", good, "--engine", "nosuch", code=USAGE)


def main():
    global ASSAY
    names = unittest.TestLoader().getTestCaseNames(CommandLine)
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
    ASSAY = os.path.abspath(options.assay)
    suite = unittest.TestSuite(CommandLine("test_" + name)
                               for name in options.scenario or scenarios)
    count = suite.countTestCases()
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    if not result.wasSuccessful() or result.testsRun != count:
        return FAILED
    return SKIPPED if len(result.skipped) == count else PASS


if __name__ == "__main__":
    sys.exit(main())
