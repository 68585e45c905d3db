#!/usr/bin/env python3
"""Faxes page one of some sheets, 100 dots an inch in black and white, and reads it again by machine (tesseract).

    fax.py FOLDER

Every printed line of page one must be legible, and the fills of the bands must be easy to tell apart.

tesseract is made for 300 dots an inch, so the dots are drawn three times as large for it; that adds no information.
Each score is cut out and read by itself, the number beside the bar and the bands below it, as a reader looks at it as
one drawing. What counts as legible, for each printed line:

- only letters and digits are compared, without case, since small dots and gaps are what a fax loses first; I, i, l, |
  and ! count as one sign, as they are nearly one shape;
- at most one sign in ten may be wrong, missing or too many, so that a line of fewer than ten signs must be right;
- the digits must be right, in number and order. A 1 may be read as the letter l, a 0 as o and a 5 as s.
"""

import os
import pathlib
import re
import sys
import tempfile

import content
import sheets
import structure
import words
from bitmap import Bitmap

FAXED = {
    "typical": ["a4", "letter-large"],
    "everything_at_once": ["a4"],
    "emergency_headache": ["a4", "a4-large"],
    "very_incomplete": ["a4"],
    "six_bands": ["a4"],
}
WRONG_SIGNS = 0.1
# How tesseract is to look at a picture: as a page with its own layout, or as words here and there.
PAGE, SPARSE = 3, 11
# Share of black dots by which a band has more ink than the band before it.
MORE_INK = 0.03
ALIKE = str.maketrans({"I": "l", "|": "l", "!": "l", "i": "l"})
SAME = [{"1", "l"}, {"0", "o"}, {"5", "s"}]
# What a wrong digit counts.
HOPELESS = 1000

(folder,) = sheets.arguments(__doc__, 1)


def signs(text):
    """Letters and digits only, those that are nearly one shape as one."""
    return re.sub(r"[\W_]", "", text.translate(ALIKE)).lower()


def mistake(sign, other):
    """How wrong it is to read one sign as another one; an empty one is missing or too many."""
    if sign == other or {sign, other} in SAME:
        return 0
    return HOPELESS if sign.isdigit() or other.isdigit() else 1


def mistakes(line, text):
    """How much is wrong in the stretch of the text that is most like the line."""
    row = [0] * (len(text) + 1)
    for sign in line:
        above, row = row, [row[0] + mistake(sign, "")]
        missing = mistake(sign, "")
        for at, other in enumerate(text):
            row.append(min(above[at] + mistake(sign, other), above[at + 1] + missing, row[at] + mistake("", other)))
    return min(row)


def legible(line, text):
    return line in text or mistakes(line, text) <= len(line) * WRONG_SIGNS


def read(bitmaps, layout):
    """The signs that tesseract reads on each of the bitmaps."""
    with tempfile.TemporaryDirectory() as scratch:
        images = [pathlib.Path(scratch, f"{number}.png") for number in range(len(bitmaps))]
        for bitmap, image in zip(bitmaps, images):
            bitmap.save(image.with_suffix(".pgm"))
            sheets.output("convert", image.with_suffix(".pgm"), "-resize", "300%", image)
        names = pathlib.Path(scratch, "names.txt")
        names.write_text("".join(f"{image}\n" for image in images))
        # All sheets are read at once; more threads for one of them would only be in the way.
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        told = sheets.output("tesseract", names, "-", "--dpi", 300, "--psm", layout, env=one_thread)
    return [signs(text) for text in told.split("\f")[: len(bitmaps)]]


def printed_lines(page, inside=None, outside=()):
    """The lines of the words inside an area, or outside of areas."""
    lines = {}
    for word in page.words:
        if (inside is None or inside.holds(word.area)) and not any(area.holds(word.area) for area in outside):
            lines.setdefault(word.line if inside is None else round(word.area.bottom), []).append(word)
    return [" ".join(word.text for word in sorted(line, key=lambda word: word.area.left)) for line in lines.values()]


def much_alike(pdf, bars):
    """Bands that a fax hardly tells apart."""
    for dithered in True, False:
        page = Bitmap.of(pdf, dithered)
        for bar in bars:
            inks = [page.ink(band, bar.pointer) for band in bar.bands]
            if any(after - before < MORE_INK for before, after in zip(inks, inks[1:])):
                yield f"the ink of the bands, {'dithered' if dithered else 'not dithered'}: {inks}"


def faults(sheet):
    drawn = [content.bars(page) for page in content.pages(sheet.pdf)]
    figures = [figure.area for figure in structure.figures(sheet.pdf)]
    if sum(len(bars) for bars in drawn) != len(figures):
        yield f"{len(figures)} scores, but other bars: {drawn}"
    bars = drawn[0]
    yield from much_alike(sheet.pdf, bars)
    figures = figures[: len(bars)]
    page, fax = words.pages(sheet.pdf)[0], Bitmap.of(sheet.pdf)
    parts = []
    for figure, bar in zip(figures, bars):
        # Names of bands may reach a little over the ends of the bar.
        left, bottom = bar.bands[0].left - 4, bar.bands[0].bottom - 1
        parts += [figure._replace(right=left), figure._replace(left=left, top=bottom)]
    wanted = [printed_lines(page, part) for part in parts]
    seen = read([fax.cut(part) for part in parts], SPARSE) if parts else []
    for figure in figures:
        fax.whiten(figure)
    wanted.append(printed_lines(page, outside=figures))
    seen += read([fax], PAGE)
    for lines, text in zip(wanted, seen):
        yield from (f"not legible: {line}" for line in lines if not legible(signs(line), text))
        if not lines:
            yield "nothing to read"


faxed = [sheet for sheet in sheets.every(folder) if sheet.paper in FAXED.get(sheet.answers.stem, [])]
sys.exit(sheets.prove(faults, faxed))
