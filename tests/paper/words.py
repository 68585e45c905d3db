"""The words of a PDF and where they stand, in points from the lower left corner of the page."""

import html
import re
import typing

import sheets

EDGES = r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"'


class Area(typing.NamedTuple):
    """A part of a page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other):
        """Whether the middle of the other one is in this one."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


class Word(typing.NamedTuple):
    """A word, and its line counted from the first one of the page."""

    text: str
    area: Area
    line: int


class Page(typing.NamedTuple):
    """A page and its words."""

    width: float
    height: float
    words: list


def pages(pdf):
    """The words of every page."""
    return [page(layout) for layout in sheets.output("pdftotext", "-bbox-layout", pdf, "-").split("<page ")[1:]]


def page(layout):
    width, height = (float(length) for length in re.match(r'width="([\d.]+)" height="([\d.]+)"', layout).groups())
    words = []
    for number, line in enumerate(layout.split("<line ")[1:]):
        for *edges, text in re.findall(rf"<word {EDGES}>(.*?)</word>", line):
            left, top, right, bottom = (float(edge) for edge in edges)
            words.append(Word(html.unescape(text), Area(left, height - bottom, right, height - top), number))
    return Page(width, height, words)
