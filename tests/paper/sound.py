#!/usr/bin/env python3
"""Looks at every PDF that make.py made as a printer and a clinician's computer would.

    sound.py FOLDER

Each must be free of faults (`qpdf --check`), have its fonts inside, have its safety line on page one, keep its words
where a printer reaches them, use no type that is too small to read, and be drawn in pure black and white.
"""

import sys

import content
import sheets
import words

SMALLEST_TYPE = {False: 10, True: 16}
# In points. Text has margins at its sides; many printers cannot reach a quarter of an inch at the ends of a page.
SIDE_MARGIN = 43.5
UNPRINTABLE = 18

(folder,) = sheets.arguments(__doc__, 1)


def faults(sheet):
    checked = sheets.run("qpdf", "--check", sheet.pdf)
    if checked.returncode != 0:
        yield f"qpdf: {checked.stdout}{checked.stderr}"
    fonts = sheets.output("pdffonts", sheet.pdf).splitlines()[2:]
    yield from (f"font not inside: {font}" for font in fonts if font.split()[-5] != "yes")
    if not fonts:
        yield "no fonts"
    page_one = " ".join(sheets.output("pdftotext", "-l", 1, "-layout", sheet.pdf, "-").split())
    safety = " ".join(sheet.text.split("\nKeep safe\n---------\n")[1].split("\n\n")[0].split())
    if f"Keep safe {safety}" not in page_one:
        yield "the safety line is not on page one"
    printed, drawn_pages = words.pages(sheet.pdf), content.pages(sheet.pdf)
    if len(printed) != len(drawn_pages):
        yield f"{len(printed)} pages, but content of {len(drawn_pages)}"
    for number, page in enumerate(printed, 1):
        yield from (f"page {number}: in the margin: {word.text}" for word in outside(page))
    for number, drawn in enumerate(drawn_pages, 1):
        yield from (f"page {number}: not black or white: {colour}" for colour in content.greys(drawn))
        sizes = content.type_sizes(drawn)
        if not sizes or min(sizes) < SMALLEST_TYPE[sheet.large]:
            yield f"page {number}: sizes of type: {sorted(sizes)}"


def outside(page):
    """Words that stand in a margin."""
    for word in page.words:
        sides = min(word.area.left, page.width - word.area.right)
        ends = min(word.area.bottom, page.height - word.area.top)
        if sides < SIDE_MARGIN or ends < UNPRINTABLE:
            yield word


every = sheets.every(folder)
print(f"{'bytes':30}{''.join(f'{paper:>15}' for paper in sheets.PAPERS)}")
for row in zip(*[iter(every)] * len(sheets.PAPERS)):
    print(f"{row[0].answers.stem:30}{''.join(f'{sheet.pdf.stat().st_size:15}' for sheet in row)}")
sys.exit(sheets.prove(faults, every))
