#!/usr/bin/env python3
"""What `assay` says to a command line: usage, checks, tables, litmus (scenario.py)."""

import json
import os
import re
import subprocess
import sys

from scenario import CASE, FAILED, INTERNAL, PASS, REFUTED, SOURCE, UNKNOWN, USAGE, WEAK
from scenario import Scenario, main


class CommandLine(Scenario):
    # -- usage ----------------------------------------------------------------

    def test_no_command_is_usage(self):
        self.refuses(says="subcommand is required")

    def test_an_unknown_command_or_option_is_usage(self):
        self.refuses("nosuch", says="^unknown command nosuch: `assay --help` lists them$")
        self.refuses("certfy", says="^unknown command certfy: did you mean certify[?]$")
        self.refuses("sites", "--nosuch", says="--nosuch")
        self.refuses("certify", "extra", says="extra")
        self.refuses("certify", "--order", says="--order")
        self.refuses("check", says="case")
        self.refuses("replay", says="token")

    def test_help_is_no_error(self):
        self.assertRegex(self.assay("--version", code=PASS).stdout, r"^assay \d+\.\d+\.\d+$")
        self.assertRegex(self.assay("--help", code=PASS).stdout, "77 SKIPPED")
        for command in ("certify", "check", "replay", "sites", "cases", "litmus", "judge", "generate",
                        "leak", "memory", "heap", "soak"):
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
            self.refuses("certify", "--executions", text, says="--executions")
        for text in ("-1", "x", "18446744073709551616"):
            self.refuses("certify", "--seed", text, says="--seed")
            self.refuses("check", CASE, "--executions", text, says="--executions")

    def test_an_empty_value_is_no_value(self):
        for option in ("--against", "--out", "--budget"):
            self.refuses("certify", option, "", says=f"{option}: is empty")
            self.refuses("certify", option + "=", says=option)
        for option in ("--mutant", "--expect"):
            self.refuses("check", CASE, option, "", says=f"{option}: is empty")

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

    def test_symmetry_is_for_cases_that_declare_it(self):
        self.refuses("explore", CASE, "--symmetry", says=f"--symmetry: {CASE} declares no agents")

    def test_what_a_case_or_its_token_did_wrong_is_a_failure(self):
        ran = self.assay("replay", f"explore:{CASE}:-:path@b9", code=FAILED)
        self.assertRegex(ran.stdout, "ERROR.*\nthe token's path does not fit the case")

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
        for wrong in ("nonsense", "REFUTED", "UNKNOWN", "UNKNOWN(nonsense)", "PROVED|"):
            self.refuses(*passes, "--expect", wrong, says="no verdict, e.g. PROVED")

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

    # -- judge, generate ----------------------------------------------------------

    def test_a_litmus_file_is_judged_by_models(self):
        (self.folder / "bad.litmus").write_text("JS bad\n{\n")
        good = SOURCE / "litmus/javascript/repair/ARM-cex.litmus"
        self.assertIn("Observation ARM-cex Sometimes 1 11", self.assay("judge", good, code=PASS).stdout)
        ran = self.assay("judge", "bad.litmus", good, "--model", "es2017", "--json",
                         "--graph", "graphs", code=USAGE)
        self.assertRegex(ran.stderr, r"(?m)^bad\.litmus:\d+:\d+: ")
        self.assertIn("1 of 2 files are malformed", ran.stderr)
        [test] = json.loads(ran.stdout)
        self.assertEqual((test["model"], test["observation"]), ("es2017", "Never"))
        self.assertEqual(len(test["states"]), 10)
        self.assertIn("<svg", (self.folder / "graphs/ARM-cex.es2017.svg").read_text())
        self.assay("judge", good, "--steps", 3, code=UNKNOWN)
        self.refuses("judge", good, "--model", "nosuch", says="--model")
        self.refuses("judge", good, "--declared", says="--model")

    def test_generated_tests_are_forbidden_by_sequential_consistency(self):
        for flavour in ("js", "c"):
            made = self.assay("generate", "--size", 4, "--agents", 2, "--flavour", flavour,
                              "--out", flavour, code=PASS)
            ran = self.assay("judge", flavour, "--model", "sc", "--json", code=PASS)
            tests = json.loads(ran.stdout)
            self.assertEqual(made.stdout, f"{len(tests)} tests in {flavour}\n")
            self.assertEqual({test["observation"] for test in tests}, {"Never"})
        self.refuses("generate", "--agents", 99, says="at most")
        self.refuses("generate", "--flavour", "rust", says="--flavour")


if __name__ == "__main__":
    sys.exit(main(CommandLine))
