"""Random filled-in forms for the check-up panel: people one could meet, near every threshold, with everything that goes
wrong on real forms: gaps, "I don't know", answers left over from before, `none` beside other ticks, impossible numbers.

`forms(count, seed)` yields `{"id": ..., "answers": {...}}`. Form number n depends on the seed and n only.
"""

import random

from evaluator import CANNOT_SLEEP, CLASSES, LEG_IMPACT, LOST_DAYS, NUMBERS, SCALES, SLEEP_TROUBLE, Form

YES_NO = ("yes", "no")

CHOICES = {
    "about_you": {
        "age": ("age_18_34", "age_35_49", "age_50_64", "age_65_up"),
        "pregnancy": ("no", "trimester_1", "trimester_2", "trimester_3", "after_birth", "planning", "not_applicable"),
        "periods": ("yes", "no", "not_applicable"),
        "iron_test": ("normal_this_year", "low_this_year", "older_or_never"),
        "caffeine": ("none", "morning", "after_2pm"),
        "alcohol": ("none", "one_or_two", "three_or_more"),
        "nicotine": YES_NO,
    },
    "restless_legs": {
        "restless_evenings": YES_NO,
        "urge": YES_NO,
        "worse_at_rest": YES_NO,
        "relief": ("full", "part", "not_now_but_before", "no"),
        "worst_time": ("only_evening", "worse_evening", "all_day_was_evening", "same_all_day", "worse_day"),
        "look_alikes_explain": ("all", "some", "no"),
        "days_per_week": ("none", "under_one", "one", "two", "three", "four_or_five", "six_or_seven"),
        "five_times": YES_NO,
        "how_long": ("under_3_months", "months_3_to_12", "year_or_more"),
        "family": YES_NO,
        "kicks": ("yes", "no", "no_partner"),
        "dopamine_helped": ("yes", "no", "never"),
        "less_sleepy": YES_NO,
        "new_urges": YES_NO,
    },
    "insomnia": {
        "how_long": ("under_1_month", "months_1_to_3", "three_months_or_more"),
        "opportunity": YES_NO,
        "body_clock": YES_NO,
        "snoring": YES_NO,
        "breathing_pauses": YES_NO,
        "dozing": ("never", "sometimes", "often"),
        "drowsy_driving": ("yes", "no", "does_not_drive"),
        "acts_out_dreams": YES_NO,
        "sleep_aids": ("none", "one_or_two", "three_or_more"),
        "dark_thoughts": ("no", "yes", "yes_plan", "prefer_not"),
    },
    "migraine": {
        "headache": YES_NO,
        "age_at_start": ("under_50", "age_50_64", "age_65_up"),
        "three_months": YES_NO,
        "five_attacks": YES_NO,
        "one_sided": YES_NO,
        "throbbing": YES_NO,
        "strength": ("mild", "moderate", "severe"),
        "worse_moving": YES_NO,
        "nausea": YES_NO,
        "light": YES_NO,
        "noise": YES_NO,
        "aura": YES_NO,
        "aura_twice": YES_NO,
        "aura_reversible": YES_NO,
        "medicine_three_months": YES_NO,
        "periods_link": ("not_related", "start", "end", "start_and_end", "not_applicable"),
        "family": YES_NO,
    },
}

TICKS = {
    "about_you": {
        "conditions": (
            "kidney", "dialysis", "diabetes", "neuropathy", "parkinson", "multiple_sclerosis", "low_b12", "bowel",
            "iron_overload", "depression", "anxiety", "bipolar", "epilepsy", "hypertension", "heart_stroke", "cancer",
            "weak_immunity", "sleep_apnoea",
        ),
        "iron_history": ("low_now", "low_past", "heavy_periods", "blood_donor", "black_stool", "low_iron_diet"),
        "medicines": (
            "ssri_snri", "mirtazapine", "tricyclic", "bupropion", "antipsychotic", "antiemetic",
            "drowsy_antihistamine", "lithium", "dopamine", "gabapentinoid", "opioid", "sleeping_tablet", "stimulant",
            "steroid", "beta_blocker", "oestrogen_contraceptive", "topiramate_valproate", "muscle_relaxant",
            "iron_tablets",
        ),
    },
    "restless_legs": {
        "look_alikes": ("cramp", "position", "muscle", "vein", "swelling", "joint", "habit", "nerve", "inner"),
        "dopamine_changes": ("earlier", "spread", "stronger"),
        "leg_warnings": ("calf", "weak_numb_bladder", "walking_pain"),
    },
    "insomnia": {
        "daytime": ("tired", "focus", "mood", "sleepy", "role", "motivation", "errors", "worry"),
    },
    "migraine": {
        "warnings_now": (
            "thunderclap", "neurological", "fever_neck", "injury", "red_eye", "sight_loss", "pregnancy_signs", "worst",
            "vomiting", "optic_swelling", "over_72_hours",
        ),
        "warnings_past": ("thunderclap", "neurological"),
        "changes": (
            "new", "changed", "worsening", "position", "strain", "unwell", "injury", "new_medicine", "jaw_or_scalp",
            "eye_and_tears",
        ),
        "aura_kinds": ("visual", "sensory", "speech", "motor", "brainstem", "retinal"),
        "aura_features": (
            "spread", "succession", "five_to_sixty_minutes", "one_side", "positive", "headache_within_hour",
        ),
        "premonitory": ("yawn", "crave", "stomach", "drowsy", "mood", "neck"),
        "triggers": ("poor_sleep", "missed_meal", "stress", "caffeine", "alcohol", "hormones", "weather"),
    },
}

# Numbers crowd around the thresholds and the ends of the range.
MINUTES = (0, 5, 20, 29, 30, 31, 45, 90, 600)
MEDICINE_DAYS = (0, 0, 0, 0, 0, 1, 2, 3, 5, 8, 9, 10, 11, 14, 15, 16, 31)
LOST = (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 21, 30, 90)
NEAR = {
    "about_you": {
        "ferritin": (0, 12, 40, 74, 74.9, 75, 75.1, 76, 90, 99, 100, 100.5, 101, 300, 5000),
        "transferrin_saturation": (0, 9, 19, 19.9, 20, 20.1, 21, 35, 100),
    },
    "restless_legs": {},
    "insomnia": {
        "nights_per_week": (0, 1, 2, 2, 3, 3, 4, 5, 6, 7),
        "minutes_to_sleep": MINUTES,
        "minutes_awake": MINUTES,
        "minutes_early": MINUTES,
    },
    "migraine": {
        "headache_days": (0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 13, 14, 14, 15, 15, 16, 20, 28, 31),
        "migraine_days": (0, 1, 2, 4, 6, 7, 8, 9, 12, 15, 31),
        "attack_hours": (0.1, 0.5, 1, 3, 3.9, 4, 4.5, 8, 12, 24, 48, 71.5, 72, 72.1, 73, 100, 720),
        **{item: MEDICINE_DAYS for item in CLASSES + ("gepant_days", "any_medicine_days")},
        **{item: LOST for item in LOST_DAYS},
    },
}

# Somebody with nothing to tell, and somebody whose answers fit the pattern; both are then bent here and there.
CLEAR = {
    "about_you": {
        "pregnancy": "not_applicable", "periods": "not_applicable", "conditions": [], "iron_history": [],
        "iron_test": "older_or_never", "medicines": [], "caffeine": "morning", "alcohol": "none", "nicotine": "no",
    },
    "restless_legs": {"restless_evenings": "no", "kicks": "no", "leg_warnings": []},
    "insomnia": {
        "opportunity": "yes", "daytime": [], "minutes_to_sleep": 10, "minutes_awake": 10, "minutes_early": 0,
        "body_clock": "no", "snoring": "no", "breathing_pauses": "no", "dozing": "never", "drowsy_driving": "no",
        "acts_out_dreams": "no", "sleep_aids": "none", "dark_thoughts": "no",
    },
    "migraine": {"headache": "no"},
}
TYPICAL = {
    "about_you": {"iron_test": "normal_this_year", "periods": "yes"},
    "restless_legs": {
        "restless_evenings": "yes", "urge": "yes", "worse_at_rest": "yes", "relief": "full",
        "worst_time": "worse_evening", "leg_warnings": [],
    },
    "insomnia": {
        "nights_per_week": 3, "how_long": "three_months_or_more", "opportunity": "yes", "daytime": ["tired"],
        "dark_thoughts": "no", "drowsy_driving": "no",
    },
    "migraine": {
        "headache": "yes", "warnings_now": [], "warnings_past": [], "changes": [], "age_at_start": "under_50",
        "three_months": "yes", "five_attacks": "yes", "attack_hours": 12, "one_sided": "yes", "throbbing": "yes",
        "strength": "moderate", "worse_moving": "yes", "nausea": "yes", "light": "yes", "noise": "yes",
        "aura_kinds": ["visual"], "aura_twice": "yes", "aura_reversible": "yes",
        "aura_features": ["spread", "five_to_sixty_minutes", "positive"], "medicine_three_months": "yes",
    },
}
# Ticks that also come alone or in pairs, where other ticks would hide what they do.
ALONE = {
    "about_you": {"conditions": ("cancer", "weak_immunity", "hypertension", "heart_stroke")},
    "restless_legs": {},
    "insomnia": {},
    "migraine": {"changes": ("new", "changed", "position", "strain", "jaw_or_scalp", "new_medicine", "eye_and_tears")},
}
PARTS = ("about_you", "restless_legs", "insomnia", "migraine")
SCALE_ITEMS = {
    "about_you": (),
    "restless_legs": LEG_IMPACT,
    "insomnia": SLEEP_TROUBLE + ("low_mood", "anxious"),
    "migraine": (),
}


def any_ticks(rng, options):
    """Often none, often one, sometimes many."""
    count = rng.choice((0, 0, 1, 1, 1, 2, 2, 3, 4, len(options)))
    return rng.sample(options, min(count, len(options)))


def any_answer(rng, part, item, level=None):
    if item in CHOICES[part]:
        return rng.choice(CHOICES[part][item])
    if item in TICKS[part]:
        return any_ticks(rng, TICKS[part][item])
    if item in NEAR[part]:
        return rng.choice(NEAR[part][item])
    scale = SCALES[f"{part}.{item}"]
    place = rng.randrange(len(scale)) if level is None else level + rng.choice((-1, 0, 0, 0, 1))
    return scale[max(0, min(len(scale) - 1, place))]


def all_items(part):
    return (*CHOICES[part], *TICKS[part], *NEAR[part], *SCALE_ITEMS[part])


def fill(rng, part):
    """One questionnaire, every question answered, whether it would be asked or not."""
    way = rng.choices(("skipped", "clear", "typical", "random"), weights=(6, 18, 56, 20))[0]
    if way == "skipped":
        return {}
    level = {"clear": 0, "typical": rng.choice((0, 1, 1, 2, 2, 3, 4, 4)), "random": None}[way]
    answers = {item: any_answer(rng, part, item, level) for item in all_items(part)}
    if way != "random":
        fixed = CLEAR[part] if way == "clear" else TYPICAL[part]
        answers.update({item: list(value) if isinstance(value, list) else value for item, value in fixed.items()})
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
            item = rng.choice(all_items(part))
            answers[item] = any_answer(rng, part, item)
    for item, options in ALONE[part].items():
        if rng.random() < 0.15:
            answers[item] = rng.sample(options, rng.choice((1, 1, 2)))
    if rng.random() < 0.4:  # many take few tablets and lose few days
        for item in CLASSES + LOST_DAYS:
            if item in answers and rng.random() < 0.8:
                answers[item] = rng.choice((0, 0, 0, 1, 2, 4))
    return answers


def make_possible(rng, head):
    """Migraine days within the headache days, and the total of medicine days at least the largest class."""
    if head["migraine_days"] > head["headache_days"]:
        head["migraine_days"] = rng.choice((head["headache_days"], rng.randint(0, head["headache_days"])))
    least = max(head[item] for item in CLASSES)
    head["any_medicine_days"] = max(least, rng.choice((least, least + 1, sum(head[item] for item in CLASSES), 10)))
    head["any_medicine_days"] = min(31, head["any_medicine_days"])


def break_a_number(rng, answers):
    """Out of range, not whole, or against a constraint. Harmless where it hits a question that is not asked."""
    numbers = [item for item in answers if item in NUMBERS]
    if not numbers:
        return
    item = rng.choice(numbers)
    low, high, whole = NUMBERS[item]
    outside = (low - 1, low - 0.5, high + 1, high + 0.5, high * 10)
    answers[item] = rng.choice(outside + ((high - 0.5, 1.5) if whole else ()))
    if rng.random() < 0.5 and "migraine.headache_days" in answers:
        answers[item] = high
        if rng.random() < 0.5:
            answers["migraine.headache_days"], answers["migraine.migraine_days"] = 7, rng.choice((7, 8, 20))
        else:
            answers["migraine.any_medicine_days"] = 5
            answers[f"migraine.{rng.choice(CLASSES)}"] = rng.choice((5, 6, 12))


def write_none(rng, answers):
    """No tick is stored as `none`; now and then `none` stands beside other ticks."""
    for item, value in answers.items():
        if value == []:
            answers[item] = ["none"]
        elif isinstance(value, list) and rng.random() < 0.04:
            answers[item] = value + ["none"] if rng.random() < 0.5 else ["none"] + value


def leave_open(rng, answers):
    """Gaps and "I don't know", from none to most of the form."""
    open_share = rng.choice((0, 0, 0, 0.02, 0.05, 0.1, 0.25, 0.7))
    for item in list(answers):
        if rng.random() < open_share:
            blank = [] if isinstance(answers[item], list) else None
            answers[item] = rng.choice(("dont_know", "dont_know", blank, None))
            if rng.random() < 0.3:
                del answers[item]
    if rng.random() < 0.1 and "migraine.any_medicine_days" in answers:
        answers["migraine.any_medicine_days"] = rng.choice((None, "dont_know"))
    if rng.random() < 0.02 and "migraine.headache" in answers:
        answers["migraine.headache"] = rng.choice((None, "dont_know"))


def form(rng):
    parts = {part: fill(rng, part) for part in PARTS}
    if parts["migraine"]:
        make_possible(rng, parts["migraine"])
    answers = {f"{part}.{item}": value for part, items in parts.items() for item, value in items.items()}
    if rng.random() < 0.02:
        answers["about_you.age"] = "under_18"
    if rng.random() < 0.08:
        break_a_number(rng, answers)
    write_none(rng, answers)
    leave_open(rng, answers)
    for item, value in answers.items():
        if type(value) is int and rng.random() < 0.02:
            answers[item] = float(value)  # 5.0 is a whole number too
    if rng.random() < 0.6:  # the others keep the answers left over from before
        answers = asked_only(answers)
    return answers


def asked_only(answers):
    """The answers without those to questions that are not asked."""
    filled = Form(answers)
    kept = {}
    for qualified, value in answers.items():
        part, item = filled.part_of(qualified)
        if part.asked(item):
            kept[qualified] = value
    return kept


def forms(count, seed):
    for number in range(1, count + 1):
        yield {"id": f"F{number}", "answers": form(random.Random(f"{seed}:{number}"))}
