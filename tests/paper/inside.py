#!/usr/bin/env python3
"""Takes the answers out of every PDF that make.py made: they give the same sheet again, and the program can evaluate them.

    inside.py PROGRAM FOLDER
"""

import sys

import sheets

program, folder = sheets.arguments(__doc__, 2)


def faults(sheet):
    # A sheet that was stopped has nothing inside.
    stopped = "\nNothing was worked out\n" in sheet.text
    listed = sheets.output("pdfdetach", "-list", sheet.pdf)
    if listed.split()[:1] != ["0" if stopped else "1"]:
        yield f"files inside: {listed}"
    if stopped or "1: answers.json" not in listed:
        return
    inside = sheet.pdf.with_suffix(".inside.json")
    sheets.output("pdfdetach", "-save", "1", "-o", inside, sheet.pdf)
    again = sheets.run(program, "summarize", inside, "--text", *sheet.wishes)
    if again.stdout != sheet.text:
        yield f"the answers inside give another sheet: {again.stderr}"
    if sheets.run(program, "evaluate", inside, *sheet.panel).returncode != 0:
        yield "the answers inside cannot be evaluated"


sys.exit(sheets.prove(faults, sheets.every(folder)))
