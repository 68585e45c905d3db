#!/usr/bin/env python3
"""Makes the sheet of every answer file in this folder and reads the PDF back.

    check.py PROGRAM

Each PDF must be sound (`qpdf --check`), have its fonts inside, be the same bytes twice, say on paper what the plain text
says, and hold the answers that it was made from. Prints what is wrong and `N passed, M failed`, one for each file and kind of paper.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
DAY = "2026-11-22"
EARLIER_DAY = "2026-08-22"
PAPERS = {"A4": [], "letter, large print": ["--paper", "letter", "--large-print"]}
WHOLE_LINES = "A4"  # in large print, titles and questions break over lines that stand beside something else
# A score is a sentence in the plain text and a scale on paper, and what changed is a table there, so only their words and
# numbers are looked for.
IN_CELLS = {"What the answers fit", "Since last time"}
ONLY_IN_SENTENCES = {"in", "the", "band", "bands"}


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def bare(text):
    """Without what depends on where a line ends."""
    return re.sub(r"[\s.]+", "", text)


def headings_and_lines(text):
    """The lines of the plain text, each with the heading it stands under. Headings themselves are left out."""
    lines = text.splitlines()
    heading = ""
    for line, below in zip(lines, lines[1:] + [""]):
        if re.fullmatch("-+", below):
            heading = line
        elif line and not re.fullmatch("[-=]+", line) and "____" not in line:
            yield heading, line.strip().removeprefix("[ ] ").removeprefix("- ")


def words(lines):
    joined = re.sub(r"([-–]) ", r"\1", " ".join(lines))
    return {word.strip("“”.,:;") for word in joined.split()} - ONLY_IN_SENTENCES


def unsaid(text, paper, whole_lines):
    """What the plain text says and the paper does not."""
    on_paper = bare(paper)
    loose = []
    for heading, line in headings_and_lines(text):
        if heading in IN_CELLS or not whole_lines:
            loose.append(line)
        elif bare(line) not in on_paper:
            yield line
    for word in sorted(words(loose)):
        if word.lower() not in ONLY_IN_SENTENCES and bare(word) not in on_paper:
            yield word


def earlier_visit(answers):
    """The options that name the answers of an earlier visit, if there are any."""
    earlier = HERE / "earlier" / answers.name
    return ["--earlier", earlier, "--earlier-date", EARLIER_DAY] if earlier.exists() else []


def attachment_faults(program, pdf, sheet, earlier):
    """The answers inside the PDF give the same sheet again; a sheet that was stopped has none inside."""
    stopped = "\nNothing was worked out\n" in sheet
    inside = pdf.with_name("answers.json")
    inside.unlink(missing_ok=True)
    listed = run("pdfdetach", "-list", pdf).stdout
    if stopped or "1: answers.json" not in listed:
        if not stopped or not listed.startswith("0 "):
            yield f"files inside: {listed}"
        return
    run("pdfdetach", "-save", "1", "-o", inside, pdf)
    again = run(program, "summarize", inside, "--text", *earlier)
    if again.stdout != sheet:
        yield f"the answers inside give another sheet: {again.stderr}"
    if run(program, "evaluate", inside).returncode != 0:
        yield "the answers inside cannot be evaluated"


def faults(program, answers, paper_name, folder):
    earlier = earlier_visit(answers)
    options = PAPERS[paper_name] + earlier
    text = run(program, "summarize", answers, "--text", "--date", DAY, *earlier)
    stopped = "\nNothing was worked out\n" in text.stdout
    if text.returncode != (1 if stopped else 0):
        yield f"exit status {text.returncode}: {text.stderr}"
    first, second = folder / "first.pdf", folder / "second.pdf"
    for pdf in first, second:
        pdf.unlink(missing_ok=True)
        made = run(program, "summarize", answers, "-o", pdf, "--date", DAY, *options)
        if made.returncode != text.returncode or not pdf.exists():
            yield f"no PDF, exit status {made.returncode}: {made.stderr}"
            return
    if first.read_bytes() != second.read_bytes():
        yield "other bytes the second time"
    checked = run("qpdf", "--check", first)
    if checked.returncode != 0:
        yield f"qpdf: {checked.stdout}{checked.stderr}"
    yield from attachment_faults(program, first, text.stdout, earlier)
    fonts = run("pdffonts", first).stdout.splitlines()[2:]
    if not fonts:
        yield "no fonts"
    for font in fonts:
        if font.split()[-5] != "yes":
            yield f"font not inside: {font}"
    paper = run("pdftotext", first, "-").stdout + run("pdftotext", "-raw", first, "-").stdout
    for line in unsaid(text.stdout, paper, paper_name == WHOLE_LINES):
        yield f"not on paper: {line}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for answers in sorted(HERE.glob("*.json")):
            for paper in PAPERS:
                found = list(faults(program, answers, paper, pathlib.Path(folder)))
                for fault in found:
                    print(f"{answers.name}, {paper}: {fault}")
                passed, failed = passed + (not found), failed + bool(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
