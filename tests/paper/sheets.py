"""The sheets that are proven: every answer file in tests/sheets and in this folder, on every kind of paper.

An answer file with a questionnaire of its own has it beside it, under the same name. Its `options` are what is typed on
the command line after it.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import typing

HERE = pathlib.Path(__file__).parent
SAMPLES = [*(HERE.parent / "sheets").glob("*.json"), *HERE.glob("*.json")]
DAY = "2026-11-22"
EARLIER_DAY = "2026-08-22"
PAPERS = {
    "a4": [],
    "a4-large": ["--large-print"],
    "letter": ["--paper", "letter"],
    "letter-large": ["--paper", "letter", "--large-print"],
}

class Sheet(typing.NamedTuple):
    """An answer file on one kind of paper, and where what is made of it lies."""

    answers: pathlib.Path
    paper: str
    folder: pathlib.Path

    def __str__(self):
        return f"{self.answers.stem}, {self.paper}"

    @property
    def pdf(self):
        return self.folder / f"{self.answers.stem}.{self.paper}.pdf"

    @property
    def text(self):
        """The same sheet as plain text."""
        return self.pdf.with_suffix(".txt").read_text()

    @property
    def large(self):
        return self.paper.endswith("large")

    @property
    def panel(self):
        """The option that names the questionnaire, if it is not the one that ships."""
        own = self.answers.with_suffix(".ron")
        return ["--panel", own] if own.exists() else []

    @property
    def wishes(self):
        """The options for what stands on the sheet; the answers of an earlier visit lie in `earlier`, by the same name."""
        earlier = self.answers.parent / "earlier" / self.answers.name
        since = ["--earlier", earlier, "--earlier-date", EARLIER_DAY] if earlier.exists() else []
        typed = json.loads(self.answers.read_text()).get("options", [])
        return [*self.panel, *typed, *since]

    def make(self, program, path):
        """Has the program write this sheet to `path`."""
        options = [*self.wishes, *PAPERS[self.paper]]
        return run(program, "summarize", self.answers, "-o", path, "--date", DAY, *options)


def every(folder, papers=PAPERS):
    return [Sheet(answers, paper, folder) for answers in sorted(SAMPLES) for paper in papers]


def run(*command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, **{"text": True, **more})


def output(*command, **more):
    """What a command prints; the check ends if it fails."""
    done = run(*command, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(str(part) for part in command)}: {done.stderr}")
    return done.stdout


def arguments(usage, count):
    """The arguments of a script, or how it is to be called."""
    if len(sys.argv) != count + 1:
        sys.exit(usage)
    return [pathlib.Path(argument).resolve() for argument in sys.argv[1:]]


def prove(faults, these):
    """Runs `faults` on each of these at once on all processors, prints what it finds, and returns the exit status."""
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        for it, found in zip(these, workers.map(lambda it: list(faults(it)), these)):
            for fault in found:
                print(f"{it}: {fault}")
            failed += bool(found)
    print(f"{len(these) - failed} passed, {failed} failed")
    return 1 if failed or not these else 0
