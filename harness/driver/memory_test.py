#!/usr/bin/env python3
"""What `assay memory` and `assay heap` measure, skip and refuse (scenario.py)."""

import json
import os
import shutil
import sys

from scenario import FAILED, INTERNAL, PASS
from scenario import Scenario, main

MB = 2**20
ALONE = ["--size", "64KB", "--workers", "2", "--no-node"]


def judgements(result, subject, word):
    return [each for each in result["promises"]
            if each["subject"] == subject and each["judgement"] == word]


class Memory(Scenario):
    def node_that(self, edit):
        """A Node that runs the scripts edited by sed: one that counts otherwise."""
        if shutil.which("node") is None:
            self.skipTest("no Node on this machine")
        program = self.folder / "node-otherwise"
        program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exec node --version\n'
                           f"sed -i '{edit}' \"$2\" || exit 9\nexec node \"$@\"\n")
        program.chmod(0o755)
        return program

    # -- figures --------------------------------------------------------------

    def test_eighty_megabytes_for_eight_workers(self):
        ran = self.assay("memory", "--size", "80MB", "--workers", 8, "--json", "--html", "page.html",
                         code=PASS)
        result = json.loads(ran.stdout)
        self.assertEqual((result["bytes"], result["workers"]), (80 * MB, 8))
        self.assertEqual(judgements(result, "core", "OFF"), [])
        self.assertEqual(len(judgements(result, "core", "held")), 8)
        cloned = next(each for each in result["footprints"] if each["scenario"] == "cloned")
        self.assertEqual([each["external"] // MB for each in cloned["readings"]], [0, 80, 720, 0])
        if shutil.which("node"):
            self.assertEqual(judgements(result, "Node", "OFF"), [])
            self.assertEqual(len(judgements(result, "Node", "held")), 8)
        self.assertIn("<h2>Promises</h2>", (self.folder / "page.html").read_text())

    def test_heaps_of_all_agents(self):
        result = json.loads(self.assay("heap", "--size", "4MB", "--json", code=PASS).stdout)
        core = result["censuses"][0]
        self.assertEqual([each["agent"] for each in core["agents"]],
                         ["main", "worker 1", "worker 2", "worker 3"])
        self.assertEqual(core["external"], sum(each["bytes"] for each in core["stores"]))
        self.assertEqual(len(judgements(result, "core", "held")), 5)
        if shutil.which("node"):
            # V8 attributes a shared store to each thread: said, and not hidden.
            [differs] = judgements(result, "Node", "differs")
            self.assertGreaterEqual(differs["found"], 4 * 4 * MB)
            self.assertEqual(len(judgements(result, "Node", "held")), 4)

    def test_a_pool_that_forgets_is_found(self):
        ran = self.assay("soak", "--recycles", 50, code=PASS)
        self.assertRegex(ran.stdout, r"\n2 held, 0 OFF, 0 differs, 0 SKIPPED\n$")
        ran = self.assay("soak", "--recycles", 50, "--forgets", "buffers", code=FAILED)
        self.assertIn("OFF: core, nothing is left on account", ran.stdout)
        # On no account: only the system sees it.
        ran = self.assay("soak", "--recycles", 2000, "--forgets", "workers", "--figures", code=FAILED)
        self.assertIn("OFF: core, resident memory stays", ran.stderr)
        self.assertRegex(ran.stderr, r"(?m)^held +core +nothing is left on account")
        figures = [json.loads(line) for line in ran.stdout.splitlines()]
        self.assertEqual([each["recycle"] for each in figures], list(range(1, 2001)))
        self.assertEqual({each["external"] for each in figures}, {0})
        for text in ("49", "0", "x", "1000001"):
            self.refuses("soak", "--recycles", text, says="--recycles")
        self.refuses("soak", "--forgets", "everything", says="--forgets")

    # -- Node ------------------------------------------------------------------

    def test_a_node_that_copies_is_off(self):
        node = self.node_that("s/new SharedArrayBuffer(bytes)/new ArrayBuffer(bytes)/")
        ran = self.assay("memory", "--size", "40MB", "--workers", 2, "--node", node, code=FAILED)
        self.assertIn("OFF: Node, sharing takes the dataset once", ran.stdout)

    def test_a_node_that_never_drops_is_off(self):
        node = self.node_that("s/dataset = undefined;/globalThis.kept = dataset.buffer;/")
        ran = self.assay("memory", "--size", "64KB", "--workers", 1, "--node", node, code=FAILED)
        self.assertIn("OFF: Node, gone when all workers have ended", ran.stdout)
        self.assertIn("OFF: Node, gone when the worker is torn down", ran.stdout)

    def test_a_node_that_fails_is_no_figure(self):
        node = self.node_that("s/await collect();/throw new Error(\"no luck\");/")
        ran = self.assay("memory", "--size", "64KB", "--workers", 1, "--node", node, code=INTERNAL)
        self.assertEqual((ran.stdout, ran.stderr), ("", "Node, shared: no luck\n"))
        ran = self.assay("memory", *ALONE[:-1], "--node", self.node_that("s/.*//"), code=INTERNAL)
        self.assertRegex(ran.stderr, "^Node, shared: its answer is none: ")

    def test_without_node_its_promises_are_skipped_and_counted(self):
        ran = self.assay("memory", *ALONE, code=PASS)
        self.assertRegex(ran.stdout, r"\nSKIPPED: Node: left out by --no-node\n")
        self.assertRegex(ran.stdout, r"\n6 held, 0 OFF, 0 differs, 11 SKIPPED\n$")
        nowhere = {**os.environ, "PATH": str(self.folder)}
        ran = self.assay("heap", "--size", "64KB", code=PASS, env=nowhere)
        self.assertRegex(ran.stdout, r"\nSKIPPED: Node: no Node on this machine ")
        self.assertRegex(ran.stdout, r"\n5 held, 0 OFF, 0 differs, 5 SKIPPED\n$")

    # -- usage -----------------------------------------------------------------

    def test_a_wrong_size_or_number_names_the_way_out(self):
        for command in ("memory", "heap"):
            for text in ("0", "0MB", "63KB", "65GB", "99999999999999999999", "80000000000GB"):
                self.refuses(command, "--size", text, says="a size is from 64KB to 64GB")
            for text in ("eighty", "80 MB", "80TB", "-1MB", "1.5GB", "MB", ""):
                self.refuses(command, "--size", text, says="is no size: bytes, or a number and KB")
            self.refuses(command, "--size", "65537", says="a multiple of 8 bytes")
            for text in ("0", "-1", "x", ""):
                self.refuses(command, "--workers", text, says="--workers")
            self.refuses(command, "--workers", "65", says="--workers: at most 64")
            self.refuses(command, *ALONE[:-1], "--node", "nosuchnode",
                         says="^--node nosuchnode: cannot start nosuchnode")
            self.refuses(command, "extra", says="extra")
        self.refuses("memory", *ALONE, "--measure", "nosuch", says="nosuch: no scenario")

    def test_more_than_fits_into_memory_is_said_before_anything_is_allocated(self):
        self.refuses("memory", "--size", "64GB", "--workers", 64,
                     says="66 datasets of 65,536 MB at once do not fit")

    def test_memory_that_is_short_after_all_is_said(self):
        limited = self.folder / "limited"
        limited.write_text(f'#!/bin/sh\nulimit -v 200000\nexec {self.program} "$@"\n')
        limited.chmod(0o755)
        ran = self.assay("memory", "--size", "256MB", "--workers", 1, "--no-node",
                         program=str(limited), code=INTERNAL)
        self.assertEqual(ran.stderr, "core, shared: RangeError: SharedArrayBuffer: "
                                     "cannot allocate byteLength 268435456\n")

    def test_a_page_that_cannot_be_written_is_an_error(self):
        ran = self.assay("memory", *ALONE, "--html", "no/such/page.html", code=INTERNAL)
        self.assertIn("cannot write no/such/page.html", ran.stderr)


if __name__ == "__main__":
    sys.exit(main(Memory))
