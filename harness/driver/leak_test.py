#!/usr/bin/env python3
"""What `assay leak` says to figures, and to the pools of a real Node (scenario.py)."""

import json
import os
import shutil
import subprocess
import sys

from scenario import FAILED, INTERNAL, PASS, SOURCE, UNKNOWN, Scenario, main

POOL = SOURCE / "harness/node/worker_pool_recycles.mjs"
BUFFER = 8 << 20  # bytes of each recycle, as the pool has them
GROWING = "".join(f"{i * 1_000_000}\n" for i in range(6))
STILL = "1000\n" * 6


class Leak(Scenario):
    def leak(self, figures, *arguments, code):
        (self.folder / "figures").write_bytes(figures.encode())
        return self.assay("leak", "figures", *arguments, code=code)

    # -- the command ------------------------------------------------------------

    def test_what_only_grows_is_an_alert(self):
        said = self.leak(GROWING, code=FAILED).stdout
        self.assertRegex(said, "^ALERT: a run of 5 growths\n")
        self.assertRegex(said, "from +0 at recycle 1 .*grew from recycle 2 on")
        self.assertRegex(said, "to +5,000,000 at recycle 6")
        self.assertRegex(said, "\n  ▁▂▄▅▇█\n  \\^    !\n$")

    def test_what_stays_is_none(self):
        self.assertRegex(self.leak(STILL, code=PASS).stdout, "^no alert: 6 figures")
        self.leak("9\n" * 3 + STILL, code=PASS)

    def test_options_are_the_rule(self):
        self.leak(GROWING, "--recycles", 6, code=UNKNOWN)
        self.leak(GROWING + "5000000\n", "--recycles", 6, code=PASS)
        self.leak(GROWING, "--tolerance", 999_999, code=FAILED)
        self.leak(GROWING, "--tolerance", 1_000_000, code=PASS)
        self.leak(GROWING, "--warm-up", 1, code=UNKNOWN)
        self.leak(GROWING, "--warm-up", 1, "--recycles", 4, code=FAILED)
        self.leak("1\n2\n", "--recycles", 1, "--tolerance", 0, code=FAILED)

    def test_too_few_figures_do_not_pass(self):
        for figures in ("", "1000\n", "1000\n" * 5):
            self.assertRegex(self.leak(figures, code=UNKNOWN).stdout, "^UNKNOWN: ")

    def test_standard_input_is_a_file(self):
        for arguments in ([], ["-"]):
            ran = subprocess.run([self.program, "leak", *arguments], input=GROWING, text=True,
                                 capture_output=True, check=False)
            self.assertEqual(ran.returncode, FAILED)
            self.assertRegex(ran.stdout, "^ALERT")
        self.assay("leak", code=UNKNOWN)  # which is empty here

    def test_the_result_as_json(self):
        alert = json.loads(self.leak(GROWING, "--json", code=FAILED).stdout)
        self.assertEqual(alert["result"], "ALERT")
        self.assertEqual(alert["alert"]["alerted"], {"recycle": 6, "figure": 5_000_000})
        self.assertEqual(json.loads(self.leak(STILL, "--json", code=PASS).stdout)["alert"], None)
        self.assertEqual(json.loads(self.leak("", "--json", code=UNKNOWN).stdout)["figures"], 0)

    def test_a_line_that_is_no_figure_is_named(self):
        for lines in ("1\n2\n3", "1\n2\nnan\n", "1\n2\ninf\n", "1\n2\n1e400\n", "1\n2\n\n",
                      "1\n2\n9007199254740992\n", "1\n2\n\x7fELF\x00\x01\n", "1\n2\n{}\n"):
            (self.folder / "figures").write_bytes(lines.encode())
            self.refuses("leak", "figures", says="^figures:3: ")
        (self.folder / "lines").write_bytes(b'{"a":1}\r\n{"a":2}\r\n{"a":1.5}\r\n')
        self.refuses("leak", "lines", "--field", "a", says="^lines:3: '1.5' is no whole number")
        self.refuses("leak", "lines", "--field", "b", says="^lines:1: no field 'b': there is a")

    def test_a_file_that_cannot_be_read_is_no_empty_one(self):
        self.refuses("leak", "nosuch", says="^nosuch: cannot be read$", code=INTERNAL)
        self.refuses("leak", ".", says="cannot be read", code=INTERNAL)

    def test_a_wrong_option_is_usage(self):
        for option in (["--recycles", "0"], ["--recycles", "x"], ["--tolerance", "-1"],
                       ["--tolerance", "9007199254740992"], ["--warm-up", "-1"], ["--field", ""],
                       ["a", "b"], ["--nosuch"]):
            self.refuses("leak", *option, says=r"\(see --help\)$")
        self.assertIn("4 too few figures", self.assay("leak", "--help", code=PASS).stdout)

    # -- Node ---------------------------------------------------------------------

    def pool(self, name, field, code):
        if shutil.which("node") is None:
            self.skipTest("no node here")
        ran = subprocess.run(["node", "--expose-gc", POOL, "--pool", name, "--recycles", "6"],
                             capture_output=True, text=True, check=False, timeout=120,
                             env={**os.environ, "NODE_OPTIONS": ""})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(ran.stdout.count("\n"), 6)
        return json.loads(self.leak(ran.stdout, "--field", field, "--json", code=code).stdout)

    def alerts(self, pool):
        """From its first recycle on, by one buffer each."""
        alert = self.pool(pool, "arrayBuffers", FAILED)["alert"]
        first, last = alert["last_at_baseline"], alert["reached"]
        self.assertEqual([first["recycle"], last["recycle"], alert["growths"]], [1, 6, 5])
        self.assertAlmostEqual(last["figure"] - first["figure"], 5 * BUFFER, delta=BUFFER // 100)

    def test_in_node_a_clean_pool_is_back_at_its_baseline(self):
        self.assertEqual(self.pool("clean", "arrayBuffers", PASS)["result"], "NO_ALERT")

    def test_in_node_a_pool_that_keeps_its_buffers_alerts(self):
        self.alerts("keeps-buffers")

    def test_in_node_a_pool_that_keeps_its_workers_alerts(self):
        self.alerts("keeps-workers")

    def test_in_node_external_does_not_show_a_shared_buffer(self):
        self.pool("keeps-buffers", "external", PASS)


if __name__ == "__main__":
    sys.exit(main(Leak))
