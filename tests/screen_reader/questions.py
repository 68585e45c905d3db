"""The words of the shipped questions, by id, read from their files."""

import pathlib
import re
import typing

FILES = pathlib.Path(__file__).parents[2] / "questionnaires"
TEXT = r'"((?:[^"\\]|\\.)*)"'
FIELD = re.compile(rf"\b(\w+): {TEXT}", re.DOTALL)
OPTION = re.compile(rf"Option\((?:[^()\"]|{TEXT})*\)", re.DOTALL)

SCALE = re.compile(r'\bScale\(id: "(\w+)", options: \[(.*?)\]\)', re.DOTALL)


class Question(typing.NamedTuple):
    """What a screen reader says of a question and its answers."""

    text: str
    help: str
    options: dict

    def words(self, answer):
        """The words of an answer."""
        return self.options[answer]


def fields(words):
    """The texts in a stretch of a file, by field; of several of one name the first."""
    found = {}
    for name, text in FIELD.findall(words):
        found.setdefault(name, re.sub(r"\\\n\s*", "", text))
    return found


def options(words):
    """The words of the answers in a stretch of a file, by id."""
    each = [fields(option.group()) for option in OPTION.finditer(words)]
    return {option["id"]: option["text"] for option in each}


def questions():
    """All shipped questions by their full id."""
    found = {}
    for path in FILES.glob("*.ron"):
        text = re.sub(r"(?m)^\s*//.*$", "", path.read_text())
        scales = {name: options(part) for name, part in SCALE.findall(text)}
        for part in re.split(r"\bItem\(", text)[1:]:
            own = fields(OPTION.sub("", part))
            scale = re.search(r'ask: Scale\("(\w+)"', part)
            answers = options(part) or scales.get(scale and scale[1], {"yes": "Yes", "no": "No"})
            found[f"{path.stem}.{own['id']}"] = Question(own["text"], own.get("help", ""), answers)
    return found
