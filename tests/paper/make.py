#!/usr/bin/env python3
"""Makes every sheet for the other checks: as PDF, which must have the same bytes the second time, and as plain text.

    make.py PROGRAM FOLDER
"""

import sys

import sheets

program, folder = sheets.arguments(__doc__, 2)


def faults(sheet):
    again, text = sheet.pdf.with_suffix(".again.pdf"), sheet.pdf.with_suffix(".txt")
    for path in text, sheet.pdf, again:
        path.unlink(missing_ok=True)
        made = sheet.make(program, path)
        # A form that stops, as the one for adults does for somebody younger, says so with its exit status.
        stopped = text.exists() and "\nNothing was worked out\n" in sheet.text
        if made.returncode != (1 if stopped else 0) or not path.exists():
            yield f"{path.name} is not made, exit status {made.returncode}: {made.stderr.strip()}"
            return
    if sheet.pdf.read_bytes() != again.read_bytes():
        yield "other bytes the second time"
    again.unlink()


folder.mkdir(parents=True, exist_ok=True)
sys.exit(sheets.prove(faults, sheets.every(folder)))
