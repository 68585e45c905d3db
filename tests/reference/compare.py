#!/usr/bin/env python3
"""Compares the program with the reference evaluator, on the worked cases and on random forms.

    compare.py PROGRAM [--forms N] [--seed S]     runs `PROGRAM evaluate --panel checkup FILE`
    compare.py --self-test [--forms N] [--seed S] the evaluator alone
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from evaluator import Form, evaluate, flags, topic_rules  # noqa: E402
from forms import asked_only, forms  # noqa: E402

HERE = pathlib.Path(__file__).parent
SHOWN = 8  # differences printed in full, each with something that went wrong for the first time

YES_NO_OPEN = (True, False, None)
LEVELS = ("low", "moderate", "high", "very_high")
STATES = {
    "restless_legs.pattern": ("not_taken", "not_fit", "fits", "fits_other_cause", "unclear"),
    "restless_legs.course": (
        "chronic_persistent", "intermittent", "frequent_under_1_year", "too_few_events", "unclear", None,
    ),
    "restless_legs.frequent": YES_NO_OPEN,
    "restless_legs.three_a_week": YES_NO_OPEN,
    "restless_legs.significant": YES_NO_OPEN,
    "restless_legs.supportive": (0, 1, 2, 3, 4, None),
    "restless_legs.iron_band": ("low_for_rls", "middle_for_rls", "above", None),
    "insomnia.pattern": (
        "not_taken", "not_fit", "limited_opportunity", "short_term", "chronic", "infrequent", "unclear",
    ),
    "insomnia.likely": (True, False),
    "insomnia.over_30_minutes": YES_NO_OPEN,
    "insomnia.support_card": (True, False),
    "migraine.without_aura": ("not_taken", "not_fit", "fits", "probable", "unclear"),
    "migraine.aura_pattern": ("not_taken", "none", "unknown", "fits", "possible"),
    "migraine.chronic": ("not_taken", "not_fit", "fits", "unclear"),
    "migraine.frequency": (
        "not_taken", "none", "days_1_to_3", "days_4_to_7", "days_8_to_14", "days_15_up", "unknown",
    ),
    "migraine.medicine_overuse": ("not_taken", "none", "moh_pattern", "overuse_only", "unclear"),
    "migraine.prevention": ("not_taken", "none", "offer", "consider", "unclear"),
    "migraine.three_signs": YES_NO_OPEN,
    "migraine.likely": YES_NO_OPEN,
    "migraine.warnings_checked": YES_NO_OPEN,
}
BANDS = {
    "restless_legs.leg_impact": LEVELS,
    "insomnia.sleep_trouble": ("low", "mild", "moderate", "high"),
    "migraine.lost_days_total": ("little", "some", "a_lot", "very_high"),
}
EMERGENCY_FLAGS = (
    "thunderclap_now", "neurological_now", "fever_neck_now", "injury_now", "red_eye_now", "sight_loss_now",
    "pregnancy_signs_now", "cauda_equina",
)
SAME_DAY_FLAGS = (
    "worst_ever", "vomiting", "optic_swelling", "over_72_hours", "thunderclap_past", "neurological_past", "worsening",
    "unwell", "after_injury", "new_in_pregnancy", "calf",
)
MENTION_FLAGS = ("new_or_changed", "new_medicine", "eye_and_tears", "medicine_days", "walking_pain")
TWO_LEVEL_FLAGS = ("jaw_or_scalp", "position", "strain", "cancer", "weak_immunity", "late_start")


# ------------------------------------------------------------------------------------------------------------- coverage


def expected_coverage():
    """Everything that a good set of forms makes happen at least once."""
    blank = Form({})
    results = evaluate({})["results"]
    yield from (("gate", gate) for gate in ("ok", "under_18", "invalid"))
    yield from (("urgency", level) for level in ("emergency", "prompt", "routine", "none"))
    yield from (("topic", topic) for topic in topic_rules(blank, results, flags(blank, results)))
    for names, levels in (
        (EMERGENCY_FLAGS, ("emergency",)),
        (SAME_DAY_FLAGS, ("same_day",)),
        (MENTION_FLAGS, ("mention",)),
        (TWO_LEVEL_FLAGS, ("same_day", "mention")),
    ):
        yield from ((f"flag {name}", level) for name in names for level in levels)
    for name, states in STATES.items():
        yield from ((name, json.dumps(state)) for state in states)
    for name, bands in BANDS.items():
        for band in bands:
            yield name, band
            if name != "migraine.lost_days_total" or band == "very_high":  # one open answer there is worth 90 days
                yield name, f"{band}, answers open"
        yield name, "band open"
        if name != "insomnia.sleep_trouble":
            yield name, "null"


def happened(outcome):
    yield "gate", outcome["gate"]
    if outcome["gate"] != "ok":
        return
    yield "urgency", outcome["urgency"]
    yield from (("topic", topic) for topic in outcome["topics"])
    yield from ((f"flag {name}", level) for name, level in outcome["flags"].items())
    for name, value in outcome["results"].items():
        if name not in BANDS:
            yield name, json.dumps(value)
        elif value is None:
            yield name, "null"
        elif value["band"] is None:
            yield name, "band open"
        else:
            yield name, value["band"] + (", answers open" if value["unanswered"] else "")


def print_coverage(counts):
    """Prints the counts; the return value says whether everything occurred and nothing unheard of did."""
    expected = dict.fromkeys(expected_coverage())
    groups = collections.defaultdict(list)
    for what, which in expected:
        groups[what].append(f"{which} {counts[what, which]}")
    print("how often each outcome was expected:")
    for what, outcomes in groups.items():
        print(f"  {what}: {', '.join(outcomes)}")
    never = [f"{what} {which}" for what, which in expected if not counts[what, which]]
    unheard = [f"{what} {which}" for what, which in counts if (what, which) not in expected]
    if never:
        print(f"NEVER OCCURRED (more forms?): {'; '.join(never)}")
    if unheard:
        print(f"NOT IN THE LIST OF OUTCOMES: {'; '.join(unheard)}")
    return not never and not unheard


# ----------------------------------------------------------------------------------------------------------- comparison


def worked_cases():
    """The cases of cases.ndjson; one that is `like` another names only what is different."""
    cases = {}
    for line in (HERE / "cases.ndjson").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        before = cases.get(case.get("like"), {"answers": {}, "expect": {"results": {}}})
        answers = {**before["answers"], **case.get("answers", {}), **case.get("but", {})}
        expect = {"gate": "ok", **case["expect"]}
        expect["results"] = {**before["expect"]["results"], **expect["results"]}
        cases[case["id"]] = {
            "id": case["id"],
            "title": case["title"],
            "answers": {item: value for item, value in answers.items() if value is not None},
            "expect": expect,
        }
    return list(cases.values())


def same(expected, got):
    """Equal by value: 7 and 7.0 are the same number, but a number is never a yes or a no."""
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return expected is got
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(same(value, got[key]) for key, value in expected.items())
    return expected == got


def flat(outcome):
    """An outcome as (what, value) pairs that can be compared one by one. Behind a closed gate only the gate counts."""
    pairs = {"gate": outcome.get("gate"), "error": outcome.get("error")}
    if outcome.get("gate") == "ok":
        pairs["urgency"] = outcome.get("urgency")
        topics = outcome.get("topics") or []
        times = collections.Counter(topics)
        pairs.update({f"topic {topic}": "listed" if n == 1 else f"listed {n} times" for topic, n in times.items()})
        pairs.update({f"flag {name}": level for name, level in (outcome.get("flags") or {}).items()})
        pairs.update(outcome.get("results") or {})
    return pairs


def differences(expected, got):
    """(what, expected, got) for everything in which two outcomes differ; "absent" where one side has it not."""
    old, new = flat(expected), flat(got)
    places = {**old, **new} if old["gate"] == new["gate"] else ("gate", "error")
    both = ((what, old.get(what, "absent"), new.get(what, "absent")) for what in places)
    return [(what, a, b) for what, a, b in both if not same(a, b)]


def answers_that_matter(answers, wrong):
    """The answers without which the reference would say something else about what went wrong."""
    names = {what for what, _, _ in wrong}
    matter = {}
    for item, value in answers.items():
        for other in (None, "dont_know"):
            changed = differences(evaluate(answers), evaluate({**answers, item: other}))
            if names.intersection(what for what, _, _ in changed):
                matter[item] = value
    return matter


def show(name, answers, wrong):
    print(f"\n{name}")
    for what, expected, got in wrong:
        print(f"  {what}: expected {json.dumps(expected)}, got {json.dumps(got)}")
    matter = answers_that_matter(answers, wrong)
    print("  it rests on" if matter else "  no single answer decides it")
    for item, value in matter.items():
        print(f"    {item} = {json.dumps(value)}")
    print(f"  whole form: {json.dumps({'id': name.split()[0], 'answers': answers})}")


def questions(count, seed):
    """What is asked of the program: first the worked cases, then the random forms."""
    for case in worked_cases():
        yield case["id"], f"{case['id']} ({case['title']})", case["answers"], case["expect"]
    for form in forms(count, seed):
        yield form["id"], form["id"], form["answers"], evaluate(form["answers"])


def read_line(line):
    try:
        outcome = json.loads(line)
    except ValueError:
        outcome = None
    return outcome if isinstance(outcome, dict) else {"error": f"not an answer: {line.strip()[:100]!r}"}


def compare(program, count, seed):
    counts, wrong_counts = collections.Counter(), collections.Counter()
    passed = failed = shown = 0
    with tempfile.TemporaryDirectory() as folder:
        asked, said = pathlib.Path(folder, "forms.ndjson"), pathlib.Path(folder, "results.ndjson")
        with asked.open("w", encoding="utf-8") as file:
            for form_id, _, answers, _ in questions(count, seed):
                file.write(json.dumps({"id": form_id, "answers": answers}) + "\n")
        with said.open("w", encoding="utf-8") as file:
            status = subprocess.run([program, "evaluate", "--panel", "checkup", str(asked)], stdout=file).returncode
        with said.open(encoding="utf-8") as lines:
            for form_id, name, answers, expected in questions(count, seed):
                counts.update(happened(expected))
                got = read_line(lines.readline())
                wrong = differences(expected, got)
                if got.get("id") != form_id:
                    wrong.insert(0, ("id", form_id, got.get("id")))
                if not wrong:
                    passed += 1
                    continue
                failed += 1
                is_new = any(what not in wrong_counts for what, _, _ in wrong)
                wrong_counts.update(what for what, _, _ in wrong)
                if is_new and shown < SHOWN:
                    shown += 1
                    show(name, answers, wrong)
            left_over = len(lines.readlines())
    print()
    print_coverage(counts)
    if wrong_counts:
        print(f"differences by place: {', '.join(f'{what} {n}' for what, n in wrong_counts.most_common())}")
    if left_over:
        print(f"{left_over} lines more than forms")
    if status:
        print(f"the program ended with status {status}")
    print(f"{passed} passed, {failed} failed")
    return not failed and not left_over and status == 0


# ------------------------------------------------------------------------------------------------------------ self-test


def self_test(count, seed):
    """The worked cases hold, leftovers never matter, nothing raises, and every outcome occurs."""
    counts = collections.Counter()
    passed = failed = 0
    for case in worked_cases():
        wrong = differences(case["expect"], evaluate(case["answers"]))
        passed, failed = passed + (not wrong), failed + bool(wrong)
        if wrong:
            show(f"{case['id']} ({case['title']})", case["answers"], wrong)
    for form in forms(count, seed):
        outcome = evaluate(form["answers"])
        counts.update(happened(outcome))
        wrong = differences(outcome, evaluate(asked_only(form["answers"])))
        passed, failed = passed + (not wrong), failed + bool(wrong)
        if wrong:
            show(f"{form['id']} (without the answers left over)", form["answers"], wrong)
    covered = print_coverage(counts)
    print(f"{passed} passed, {failed} failed")
    return not failed and covered


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", help="the program to test, for example target/release/anteroom")
    parser.add_argument("--forms", type=int, default=20_000, metavar="N", help="how many random forms (20000)")
    parser.add_argument("--seed", default="1", metavar="S", help="another seed gives other forms (1)")
    parser.add_argument("--self-test", action="store_true", help="test the evaluator alone")
    options = parser.parse_args()
    if options.self_test:
        return self_test(options.forms, options.seed)
    if not options.program:
        parser.error("name the program, or ask for --self-test")
    try:
        return compare(options.program, options.forms, options.seed)
    except OSError as error:
        parser.error(f"cannot run {options.program}: {error}")


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
