"""What a screen reader finds in a PDF: its sections in order, each with its heading and its words."""

import json
import re
import typing

import sheets
from words import Area


def sections(pdf):
    """Headings and words of the sections. What stands outside them, or has no heading, has an empty one."""
    elements = iter(tree(pdf))
    found = [["", ""]]
    role, spelt_out = "", None
    for line in sheets.output("pdfinfo", "-struct-text", pdf).splitlines():
        element = re.match(r"( *)([A-Z]\w*)(?: \((?:block|inline)\))?:?$", line)
        if element:
            role = element[2]
            this = next(elements)
            assert this["/S"] == f"/{role}", f"{line} is not {this['/S']}"
            if len(element[1]) <= 2:
                found.append(["", ""])
            # What a screen reader says instead of what is drawn.
            spelt_out = this.get("/ActualText", this.get("/Alt"))
            if spelt_out:
                found[-1][1] += spelt_out.removeprefix("u:")
        elif words := re.match(r' *"(.*)"$', line):
            if role == "H2":
                found[-1][0] += words[1]
            elif not spelt_out and role != "TH":
                found[-1][1] += words[1]
    return [tuple(section) for section in found]


class Figure(typing.NamedTuple):
    """A drawing: its place, and what is read out for it."""

    area: Area
    words: str


def figures(pdf):
    """The drawings in order."""
    for element in tree(pdf):
        if element["/S"] == "/Figure":
            yield Figure(Area(*(float(edge) for edge in element["/A"]["/BBox"])), element["/Alt"].removeprefix("u:"))


def tree(pdf):
    """All elements, parents before their children, in order."""
    objects = json.loads(sheets.output("qpdf", "--json", "--json-key=qpdf", pdf))["qpdf"][1]

    def value(it):
        return objects[f"obj:{it}"]["value"] if isinstance(it, str) and it.endswith(" R") else it

    def walk(it):
        it = value(it)
        if isinstance(it, list):
            for kid in it:
                yield from walk(kid)
        elif isinstance(it, dict):
            if "/S" in it:
                yield it
            yield from walk(it.get("/K"))

    root = value(objects["trailer"]["value"]["/Root"])
    return list(walk(root["/StructTreeRoot"]))
