"""The sheets with Typst, as a library. Its files are tagged; a variant names standards, such as `a-3a,ua-1`.

Typst remembers what it did: the very same content again takes a fifth of the time. So each sheet is numbered.
"""

import itertools
import json
from pathlib import Path

import typst

from peer import FONTS, measure

NUMBERS = itertools.count()
FACES = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
COMPILER = typst.Compiler(Path(__file__).with_name("sheet.typ"), font_paths=FACES)


def make(content, variant):
    standards = variant.split(",") if variant else []
    numbered = json.dumps({**content, "foot": f"{content['foot']} · {next(NUMBERS)}"})
    return COMPILER.compile(format="pdf", sys_inputs={"content": numbered}, pdf_standards=standards)


measure(make)
