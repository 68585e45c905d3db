#!/usr/bin/env python3
"""Reads every PDF that make.py made in the order of its tags, as a screen reader does, against the plain text.

    order.py FOLDER

The plain text says everything in the order in which it is to be read. Page one of the PDF hands on what it has no room
for, so that part is held to it heading by heading; the rest must be the same, sign for sign. Where the plain text has a
sentence for a score, the PDF has a drawing with that sentence as its alternative text.
"""

import re
import sys

import sheets
import structure

# The last heading of page one in the plain text.
KEEP_SAFE = "Keep safe"
# From here on nothing is handed on.
THE_SAME = ["Facts to bring", "My notes", "All answers", "Sources", "Questionnaires used"]
# The topics under this heading are handed on, and what was not reported stays; it is the last paragraph in the text.
PROMPT = "Please raise this within a day or two"
# A topic that page one has no room for takes its background with it; then there may be nothing left under these.
BACKGROUND = "More about the topics on page one"
MOVES_UP = ["Further topics", BACKGROUND]
# A table of then and now on paper.
SINCE = "Since last time"
# In large print this stands under a topic: "Sources 1, 2 · evidence strong".
EVIDENCE = r"evidence (\w+) · ([\d, ]+)"

(folder,) = sheets.arguments(__doc__, 1)


def bare(text):
    """Without what depends on where a line ends, and with the signs that the font lacks as themselves."""
    text = re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda number: chr(int(number[1], 16)), text)
    return re.sub(r"[\s.\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", text)


def text_sections(text):
    """Headings of the plain text with the lines below; what stands before the first one has no heading."""
    found = [("", [])]
    lines = re.sub(r"^(Name|Born): _*", r"\1 ", text, flags=re.M).splitlines()
    for line, below in zip(lines, [*lines[1:], ""]):
        if re.fullmatch("-+", below) and line:
            found.append((line, []))
        elif not re.fullmatch("-+|=+", line):
            found[-1][1].append(re.sub(r"^\s*(\[ \]|-) ", "", line).strip())
    return found


def not_in_order(heading, lines, paper):
    """The lines of a section that the paper does not say after the line before."""
    if heading == SINCE:
        lines = [re.sub("^(Then|Now): ", "", line) for line in lines]
    last = max((number for number, line in enumerate(lines[:-1]) if not line), default=0)
    at = 0
    for number, line in enumerate(lines):
        if heading == BACKGROUND and not line or heading == PROMPT and number == last:
            at = 0
        place = paper.find(bare(line), at)
        if place < 0:
            yield line
        else:
            at = place + len(bare(line))


def faults(sheet):
    text, paper = text_sections(sheet.text), structure.sections(sheet.pdf)
    whole = bare("".join(heading + words for heading, words in paper))
    names = [heading for heading, _ in text]
    split = names.index(KEEP_SAFE) + 1
    # The headings of each part are in the order of the text.
    end = next((at for at, (heading, _) in enumerate(paper, 1) if heading == KEEP_SAFE), 0)
    for wanted, part in (names[:split], paper[:end]), (names[split:], paper[end:]):
        places = [wanted.index(heading) for heading, _ in part if heading and heading in wanted]
        if places != sorted(places):
            yield f"headings in another order: {[heading for heading, _ in part]}"
    for heading, lines in text:
        there = [bare(words) for name, words in paper if name == heading]
        if not there and heading not in MOVES_UP:
            yield f"no heading: {heading}"
        elif heading in THE_SAME:
            if there != [bare("".join(lines))]:
                yield f"not as in the text: {heading}"
        else:
            if sheet.large:
                evidence = [re.sub(EVIDENCE, r"\2 · evidence \1", line) for line in lines if re.match(EVIDENCE, line)]
                yield from (f"not there: {line}" for line in evidence if bare(line) not in whole)
                lines = [line for line in lines if not re.match(EVIDENCE, line)]
            missing = not_in_order(heading, lines, whole)
            yield from (f"not there, or not in order, under “{heading}”: {line}" for line in missing)


sys.exit(sheets.prove(faults, sheets.every(folder)))
