"""What is drawn on the pages of a PDF, read from its uncompressed content: type, colours, the bars of the scores."""

import re
import typing

import sheets
from words import Area

# The outline of a bar is the only thing that is drawn with a pen of this width.
BAR_PEN = "0.9"
NUMBER = r"(-?[\d.]+)"
LINE = re.compile(rf"(?:(1 G)\s+)?{NUMBER} w\s+{NUMBER} {NUMBER} m\s+{NUMBER} {NUMBER} l\s+S\b")
GREY_OR_RGB = {"g", "G", "rg", "RG"}
# Other ways to bring colour to a page: other colour spaces, shadings, transparency, pictures.
OTHER_COLOURS = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs", "Do", "BI"}


class Bar(typing.NamedTuple):
    """The bar of a score: its bands, the lowest first, and where the pointer stands over it, if it is one value."""

    bands: list
    pointer: float | None


def pages(pdf):
    """The content of each page, as text."""
    plain = sheets.output("qpdf", "--qdf", "--object-streams=disable", pdf, "-", text=False).decode("latin-1")
    return re.findall(r"^%% Contents for page \d+\n.*?^stream\n(.*?)^endstream", plain, re.M | re.S)


def type_sizes(content):
    """The sizes of type in points. Text is moved, never scaled, or there is a size of 0."""
    scaled = [at for at in re.findall(r"^(.*) Tm$", content, re.M) if not at.startswith("1 0 0 1 ")]
    scaled += re.findall(r"^.* (?:cm|Tz)$", content, re.M)
    return {float(size) for size in re.findall(r"^\S+ ([\d.]+) Tf$", content, re.M)} | ({0.0} if scaled else set())


def greys(content):
    """What sets a colour other than pure black and pure white, or may do so."""
    for line in content.splitlines():
        *values, operator = line.split() or [""]
        pure = operator in GREY_OR_RGB and {float(value) for value in values} in ({0.0}, {1.0})
        if operator in GREY_OR_RGB | OTHER_COLOURS and not pure:
            yield line


def bars(content):
    """The bars of a page in order."""
    level, upright, pointers, found = [], [], [], []
    for white, pen, *ends in LINE.findall(content):
        left, top, right, bottom = (float(end) for end in ends)
        if white:
            pointers.append((left, bottom))
        elif pen == BAR_PEN and top == bottom:
            # A bar begins with its upper and its lower edge.
            if len(level) == 2:
                level, upright = [], []
            level.append((left, right, top))
            if len(level) == 2:
                found.append((level, upright))
        elif pen == BAR_PEN:
            upright.append(left)
    return [bar(level, upright, pointers) for level, upright in found]


def bar(level, upright, pointers):
    (left, right, top), (_, _, bottom) = level
    edges = [at for at in upright if at < right - 1] + [right]
    pointer = next((x for x, tip in pointers if left <= x <= right and tip == bottom), None)
    return Bar([Area(start, bottom, end, top) for start, end in zip(edges, edges[1:])], pointer)
