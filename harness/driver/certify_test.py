#!/usr/bin/env python3
"""`assay certify` from outside: files, stops, and engines that fail (scenario.py)."""

import contextlib
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from scenario import BRIEF, CASE, INTERNAL, LONGEST, REFUTED, SKIPPED, SOURCE, UNKNOWN, WEAK
from scenario import Scenario, main


class Certify(Scenario):
    # -- certify ----------------------------------------------------------------

    def test_a_refuted_change_exits_3_with_its_files(self):
        ran = self.assay("certify", *WEAK, "--out", "made/here", code=REFUTED)
        self.assertIn("REFUTED", ran.stdout)
        self.assertEqual({path.name for path in (self.folder / "made/here").iterdir()},
                         {"certificate.html", "certificate.json", "certificate.txt", "junit.xml",
                          "results.sarif"})
        certificate = self.certificate("made/here")
        self.assertEqual(certificate["verdict"], "REFUTED")
        self.assertEqual([change["site"] for change in certificate["changes"]], ["cell.store"])
        refutations = [claim["refutation"] for claim in certificate["claims"]]
        found = next(refutation for refutation in refutations if refutation)
        self.assertTrue(found["has_control"])
        self.assay("replay", found["counterexample"]["token"], code=REFUTED)
        page = (self.folder / "made/here/certificate.html").read_text(encoding="utf-8")
        self.assertIn("assay replay " + found["counterexample"]["token"], page)
        self.assertLess(len(page.encode()), 1_000_000)
        self.finds_a_line_of_the_core(self.folder / "made/here/results.sarif")

    def test_the_same_inputs_give_the_same_bytes(self):
        """Of every file, but for what the run took."""
        seen = []
        for _ in range(2):
            self.assay("certify", "--order", "state.publish=relaxed", "--executions", "300", "--out",
                       "out", code=REFUTED)
            texts = {path.name: path.read_text(encoding="utf-8")
                     for path in (self.folder / "out").iterdir()}
            whole = json.loads(texts["certificate.json"])
            took = whole["provenance"].pop("milliseconds")
            texts["certificate.json"] = json.dumps(whole, sort_keys=False)
            for name in ("certificate.html", "certificate.txt"):
                self.assertIn(f"{took:,} ms", texts[name])
                texts[name] = texts[name].replace(f"{took:,} ms", "")
            seen.append(texts)
            shutil.rmtree(self.folder / "out")
        self.assertEqual(len(seen[0]), 5)
        for name, text in seen[0].items():
            self.assertEqual(text, seen[1][name], name)

    def finds_a_line_of_the_core(self, file):
        """Which is there: code scanning shows the finding beside it."""
        results = json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"]
        weak = next(each for each in results if each["ruleId"] == "ordering/too-weak")
        place = weak["locations"][0]["physicalLocation"]
        lines = (SOURCE / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()
        self.assertIn("store(", lines[place["region"]["startLine"] - 1])
        self.assertEqual(weak["partialFingerprints"],
                         {"ruleAndSite/v1": "ordering/too-weak cell.store"})

    def test_a_budget_that_runs_out_is_incomplete(self):
        ran = self.assay("certify", *BRIEF, "--out", "out", code=UNKNOWN)
        self.assertIn("INCOMPLETE", ran.stdout)
        certificate = self.certificate("out")
        self.assertEqual(certificate["verdict"], "INCOMPLETE")
        self.assertTrue(certificate["budget_spent"])
        self.assertFalse(certificate["interrupted"])

    def test_a_budget_ends_a_check_that_runs(self):
        """Which would take days."""
        self.assay("certify", "--budget", "1s", "--executions", 10**15, "--out", "out",
                   code=UNKNOWN)
        claims = self.certificate("out")["claims"]
        self.assertEqual({claim["reason"] for claim in claims}, {"time"})
        self.assertEqual([check["result"]["reason"] for check in claims[0]["evidence"]], ["time"])

    def test_ctrl_c_keeps_what_was_decided(self):
        with self.running_certify() as running:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=LONGEST)
        self.assertEqual(running.returncode, UNKNOWN, out + err)
        certificate = self.certificate("out")
        self.assertTrue(certificate["interrupted"])
        self.assertEqual({(claim["verdict"], claim["reason"]) for claim in certificate["claims"]},
                         {("UNKNOWN", "interrupted")})
        self.no_part_of_a_file()

    def test_the_next_signal_of_either_kind_ends_it(self):
        """Both wait while the program is stopped: it has no time between them."""
        with self.running_certify() as running:
            children = self.children_of(running)
            for each in (signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGCONT):
                running.send_signal(each)
            running.communicate(timeout=LONGEST)
        self.assertEqual(running.returncode, -signal.SIGTERM)
        self.assertNotEqual(children, [])
        self.assert_gone(children)

    def test_a_program_that_is_killed_leaves_no_check_behind(self):
        with self.running_certify() as running:
            children = self.children_of(running)
            running.kill()
            running.communicate(timeout=LONGEST)
        self.assertNotEqual(children, [])
        self.assert_gone(children)

    @staticmethod
    def children_of(running):
        return pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()

    def assert_gone(self, processes):
        """Or about to be: whoever takes over an orphan may leave it a zombie."""
        deadline = time.monotonic() + LONGEST
        for process in processes:
            while time.monotonic() < deadline:
                try:
                    if ") Z " in pathlib.Path(f"/proc/{process}/stat").read_text():
                        break
                except OSError:
                    break
                time.sleep(0.01)
            else:
                self.fail(f"{process} still runs")

    def test_a_signal_leaves_no_part_of_a_file(self):
        with self.running_certify() as running:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=LONGEST)
        self.no_part_of_a_file()

    @contextlib.contextmanager
    def running_certify(self):
        """In the midst of a check that is long enough."""
        with subprocess.Popen([self.program, "certify", "--executions", str(10**15), "--out", "out"],
                              cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as running:
            self.addCleanup(running.kill)
            children = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children")
            if not children.exists():
                self.skipTest("this kernel does not list children")
            deadline = time.monotonic() + LONGEST
            while not self.runs_a_check(children) and time.monotonic() < deadline:
                time.sleep(0.01)
            yield running

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
        ran = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", self.program], cwd=self.folder,
                             timeout=LONGEST, capture_output=True, text=True, check=False)
        if not (self.folder / "names").exists():
            self.skipTest(f"cannot mount here: {ran.stderr}")
        self.assertEqual(ran.returncode, INTERNAL, (self.folder / "out").read_text()[-500:])
        self.assertRegex((self.folder / "err").read_text(),
                         "^cannot write disk/certificate.json: No space left on device\n$")
        self.assertEqual((self.folder / "kept").read_text(), "old\n")
        self.assertEqual((self.folder / "names").read_text(), "certificate.json\n")

    def test_an_output_that_takes_nothing_is_an_error(self):
        litmus = SOURCE / "litmus/classic/SB+sc.litmus"
        for command in (["certify", *BRIEF], ["sites"], ["cases", "--json"], ["cases"],
                        ["check", CASE, "--executions", "5"], ["--help"],
                        ["litmus", str(litmus), "--rounds", "10"]):
            with open("/dev/full", "w", encoding="ascii") as full:
                ran = subprocess.run([self.program, *command], cwd=self.folder, stdout=full, text=True,
                                     stderr=subprocess.PIPE, timeout=LONGEST, check=False)
            self.assertEqual(ran.returncode, INTERNAL, command)
            self.assertRegex(ran.stderr, "^[^\n]*cannot write to [^\n]*\n$")

    # -- engines ----------------------------------------------------------------

    def programs_without_tsan(self):
        """A copy of the program beside the engines' but one."""
        folder = self.folder / "programs"
        folder.mkdir()
        shutil.copy(self.program, folder / "assay")
        for name in ("assay-native", "assay-relacy"):
            (folder / name).symlink_to(pathlib.Path(self.program).parent / name)
        return folder

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

    def test_a_litmus_program_is_checked_and_replayed(self):
        """Against the language, by the engine that has the litmus programs."""
        self.assay("check", "classic/SB+sc", "--engine", "axiomatic", code=0)
        token = "axiomatic:classic/SB+sc:cell.store=release:all@0"
        ran = self.assay("replay", token, code=REFUTED)
        self.assertIn("ECMA-262 forbids it", ran.stdout)
        self.assertIn("cell.store", ran.stdout)
        self.assay("check", "javascript/wait-notify/WAIT-MP", "--engine", "axiomatic", code=SKIPPED)

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
        real = pathlib.Path(self.program).parent / "assay-tsan"
        stub.write_text(f"#!/bin/sh\n[ $1 = --token ] || exec '{real}' \"$@\"\n"
                        "echo oh >&2; exit 4\n")
        stub.chmod(0o755)
        self.assay("certify", "--order", "lock.drop=acq_rel", "--executions", 5, "--out", "out",
                   code=INTERNAL, program=programs / "assay")
        self.assertIn("ERROR", [claim["verdict"] for claim in self.certificate("out")["claims"]])
        ran = self.assay("check", CASE, "--engine", "tsan", code=INTERNAL,
                         program=programs / "assay")
        self.assertRegex(ran.stdout, "failed on tsan:.*: exit 4: oh")


if __name__ == "__main__":
    sys.exit(main(Certify))
