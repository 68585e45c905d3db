"""What a screen reader finds in a PDF: its sections in order, each with its heading and its words."""

import json
import re
import typing

import sheets
from words import Area


def sections(pdf):
    """Headings and words of the sections. What stands outside them, or has no heading, has an empty one."""
    figures_left = iter(figures(pdf))
    found = [["", ""]]
    role = ""
    for line in sheets.output("pdfinfo", "-struct-text", pdf).splitlines():
        element = re.match(r"( *)([A-Z]\w*)(?: \((?:block|inline)\))?:?$", line)
        if element:
            role = element[2]
            if len(element[1]) <= 2:
                found.append(["", ""])
            if role == "Figure":
                found[-1][1] += next(figures_left).words
        elif words := re.match(r' *"(.*)"$', line):
            if role == "H2":
                found[-1][0] += words[1]
            elif role not in ("Figure", "TH"):
                found[-1][1] += words[1]
    return [tuple(section) for section in found]


class Figure(typing.NamedTuple):
    """A drawing: its place, and what is read out for it."""

    area: Area
    words: str


def figures(pdf):
    """The drawings in order."""
    objects = json.loads(sheets.output("qpdf", "--json", "--json-key=qpdf", pdf))["qpdf"][1]

    def value(it):
        return objects[f"obj:{it}"]["value"] if isinstance(it, str) and it.endswith(" R") else it

    def walk(it):
        it = value(it)
        if isinstance(it, list):
            for kid in it:
                yield from walk(kid)
        elif isinstance(it, dict):
            if it.get("/S") == "/Figure":
                layout = value(it["/A"])
                yield Figure(Area(*(float(edge) for edge in layout["/BBox"])), it["/Alt"].removeprefix("u:"))
            yield from walk(it.get("/K"))

    root = value(objects["trailer"]["value"]["/Root"])
    return list(walk(root["/StructTreeRoot"]))
