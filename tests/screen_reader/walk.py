#!/usr/bin/python3
"""Fills in the whole check-up as a person with a screen reader does: through the accessibility bus and nothing else.

    tests/screen_reader/walk.py PROGRAM
    tests/screen_reader/walk.py PROGRAM --say     prints also what there is to be read on each screen

It gives the answers of tests/sheets/typical.json, meets a wrong number and an emergency on the way, looks over the
answers, takes a topic off and moves one, saves the sheet and reads it back. On each screen it checks what a screen
reader lives by. Prints `N passed, M failed`.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import session
from questions import questions

HERE = pathlib.Path(__file__)
ANSWERS = json.loads((HERE.parents[1] / "sheets" / "typical.json").read_text())["answers"]
HOME = "Sleep, legs and head check-up"
REVIEW = "Look over your answers"
EMERGENCY = "Please get help now"
TOPICS = "What to talk about"


class Walk:
    """The way through the program, and what was found on it."""

    def __init__(self, reader, say):
        self.reader = reader
        self.say = say
        self.questions = questions()
        self.passed = self.failed = 0
        self.answered = set()

    def check(self, what, holds):
        """One thing that must hold."""
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"failed  {what}")

    def has_keyboard(self, what, fits):
        """The keyboard lies where one expects it."""
        focused = session.within(2, lambda: (it := self.reader.focused()) and fits(it) and it)
        self.check(f"{what}, not {self.reader.focused() if not focused else ''}", focused)

    def describes(self, what, of, words):
        """What is said after the name of this, a role and a name, holds these words."""
        self.check(what, session.within(2, lambda: words in self.reader.find(*of).description))

    # ------------------------------------------------------------------------------------------------- any screen

    def screen(self, title):
        """Waits for a screen, and checks what holds of all of them; everything on it."""
        self.reader.find("heading", title)
        things = self.reader.read()
        if self.say:
            print(f"\n== {title}", *things, sep="\n")
        check = lambda what, holds: self.check(f"{title}: {what}", holds)
        check("the window is named", [it.name for it in things if it.role == "frame"] == ["Anteroom"])
        check("its title comes once", sum(it.role == "heading" and it.name == title for it in things) == 1)
        unnamed = [str(it) for it in things if "focusable" in it.states and not it.name]
        check(f"what can have the keyboard is named, not {unnamed}", not unnamed)
        answers = [it for it in things if it.role == "radio button"]
        homeless = [it.name for it in answers if not (it.group and self.reader.place(it))]
        check(f"answers are numbered in a named group, not {homeless}", not homeless)
        check("something has the keyboard", any("focused" in it.states for it in things))
        return things

    # -------------------------------------------------------------------------------------------------- questions

    def sections(self):
        """Answers section after section, until all is answered."""
        title = HOME
        while (title := self.title_after(title)) != REVIEW and not self.failed:
            asked = self.asked(self.screen(title))
            at_first = lambda it: self.questions[asked[0]].text in (it.group, it.name)
            self.has_keyboard(f"{title}: the first question has the keyboard", at_first)
            self.check(f"{title}: its title is read out", self.reader.has_said(title))
            while left := [id for id in self.asked(self.reader.read()) if id not in self.answered]:
                self.question(left[0])
            self.reader.press("push button", "Next")
            if any(id not in ANSWERS for id in self.asked(self.reader.read())) and self.title() == title:
                self.check(f"{title}: gaps are named", self.reader.has_said("no answer yet"))
                self.reader.press("push button", "Next")

    def title(self):
        """The first heading on the screen."""
        return next((it.name for it in self.reader.read() if it.role == "heading"), None)

    def title_after(self, title):
        """The title of the next screen, once it is there."""
        return session.within(5, lambda: (now := self.title()) != title and now) or title

    def asked(self, things):
        """The questions on the screen, in order, by id."""
        by_text = {question.text: id for id, question in self.questions.items()}
        return [by_text[it.name] for it in things if it.role in ("panel", "entry") and it.name in by_text]

    def question(self, id):
        """Answers one question, with all that may happen on the way."""
        question = self.questions[id]
        self.answered.add(id)
        control = next(it for it in self.reader.read() if it.role in ("panel", "entry") and it.name == question.text)
        self.check(f"{id}: its help belongs to it", question.help in control.description)
        before = {"about_you.age": self.why, "insomnia.nights_per_week": self.wrong_number}
        before |= {"restless_legs.leg_warnings": self.emergency}
        before.get(id, lambda _: None)(question)
        answer = ANSWERS.get(id, [])
        if control.role == "entry":
            if answer:
                self.number(id, question, str(answer))
            return
        for each in answer if isinstance(answer, list) else [answer]:
            self.option("check box" if isinstance(answer, list) else "radio button", question, question.words(each))

    def option(self, role, question, words):
        """Chooses an answer, which is then the one that is chosen."""
        self.reader.press(role, words, question.text)
        chosen = lambda: "checked" in self.reader.find(role, words, question.text).states
        self.check(f"“{words}” is chosen for “{question.text}”", session.within(2, chosen))

    def number(self, id, question, words):
        """Writes a number, which then stands in its field."""
        self.reader.write(question.text, words)
        field = self.reader.find("entry", question.text)
        self.check(f"{id}: its range and unit belong to it", " to " in field.description)
        self.check(f"{id}: {words} stands in its field", self.reader.text_of(field) == words)

    def why(self, question):
        name = "Why we ask: Age"
        self.reader.press("push button", name)
        self.check("why a question is asked is read out", self.reader.has_said("the form does not suit children"))
        self.describes("and belongs to what opens it", ("push button", name), "the form does not suit children")
        self.reader.press("push button", name)

    def wrong_number(self, question):
        self.reader.write(question.text, "9")
        self.check("a wrong number is explained aloud", self.reader.has_said("from 0 to 7"))
        self.describes("and with its field", ("entry", question.text), "Please give a")
        field = self.reader.find("entry", question.text)
        self.reader.came_to.clear()
        self.reader.press("push button", "Next")
        self.check("the keyboard comes to it anew", self.reader.has_come_to(field))
        self.has_keyboard("the wrong field has the keyboard", lambda it: it.name == question.text)

    def emergency(self, question):
        words = question.words("weak_numb_bladder")
        self.reader.press("check box", words, question.text)
        self.screen(EMERGENCY)
        self.has_keyboard("the message has the keyboard", lambda it: it.name.startswith(EMERGENCY))
        told = self.reader.focused().description
        self.check("it says what to do", "Call" in told and "Do not drive yourself" in told)
        self.check("it is read out at once", self.reader.has_said(EMERGENCY))
        self.reader.press("push button", "Change my answer")
        self.has_keyboard("the answer has the keyboard again", lambda it: it.name == words)
        self.reader.press("check box", words, question.text)

    # ------------------------------------------------------------------------------------------ answers and sheet

    def review(self):
        things = self.screen(REVIEW)
        self.has_keyboard("the way on has the keyboard", lambda it: it.name == "See your sheet")
        changes = [it.name for it in things if it.role == "push button" and it.name.startswith("Change: ")]
        self.check("each answer can be changed, and is named", len(set(changes)) == len(changes) > 40)
        self.reader.press("check box", "Leave this off the sheet: Caffeine")
        off = self.reader.find("check box", "Leave this off the sheet: Caffeine")
        self.check("an answer can be left off", "checked" in off.states)
        self.reader.press("push button", "See your sheet")

    def topics(self):
        things = self.screen(TOPICS)
        pages = [it.name for it in things if it.role == "document frame"]
        self.check("the pages are numbered", pages[:1] == [f"Page 1 of {len(pages)}"])
        self.check("and can be read by headings", any(it.name == "Keep safe" and it.depth > 1 for it in things))
        longest = max((len(it.name), it.name) for it in things)
        self.check(f"nothing is too long to be heard in one go, not {longest}", longest[0] < 600)
        first, second = self.first_topics()
        self.reader.press("push button", f"Move: {first}")
        self.reader.press("push button", f"Down: {first}")
        self.check("a topic can be moved", session.within(2, lambda: self.first_topics() == [second, first]))
        self.check("and where it comes to is read out", self.reader.has_said(f"{first} is now 2 of "))
        self.reader.press("check box", first)
        off = lambda: "checked" not in self.reader.find("check box", first).states
        self.check("and taken off", session.within(2, off))

    def first_topics(self):
        """The first two topics to talk about, below their heading."""
        names = [it.name for it in self.reader.read() if it.role in ("heading", "check box")]
        below = names.index(TOPICS) + 1
        return names[below : below + 2]

    def save(self):
        """Saves the sheet where our own chooser is told, and reads it."""
        with tempfile.TemporaryDirectory() as folder:
            pdf = pathlib.Path(folder) / "sheet.pdf"
            self.reader.press("push button", "Save PDF…")
            name = "File, with its folders"
            self.has_keyboard("the chooser has the keyboard", lambda it: it.name == name)
            self.reader.write(name, str(pdf))
            self.reader.press("push button", "Save")
            self.check("that it is saved is read out", self.reader.has_said("The sheet is saved as"))
            self.check("there is a sheet", session.within(5, pdf.exists))
            self.has_keyboard("the button that saves has the keyboard again", lambda it: it.name == "Save PDF…")
            text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout
            for words in ("My answers, for my appointment", "Aged 50 to 64", "All answers"):
                self.check(f"it says: {words}", words in text)


def main(program, say):
    # What this needs is there only inside the session.
    from reader import Reader

    reader = Reader()
    with session.running(program) as app:
        walk = Walk(reader, say)
        walk.check("the program is on the accessibility bus", reader.find_program())
        session.bring_to_front(app)
        start = f"Start: {HOME}"
        walk.has_keyboard("the first button has the keyboard", lambda it: it.name == start)
        walk.screen(HOME)
        reader.press("push button", start)
        walk.sections()
        walk.review()
        walk.topics()
        walk.save()
        walk.check("the program still runs", app.poll() is None)
    print(f"\n{walk.passed} passed, {walk.failed} failed")
    return 0 if walk.passed and not walk.failed else 1


if __name__ == "__main__":
    if "INSIDE" in os.environ:
        sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), "--say" in sys.argv))
    sys.exit(session.on_a_bus_of_its_own(str(HERE), sys.argv[1:]))
