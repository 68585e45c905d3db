"""The clinical logic of the check-up panel, written a second time in plain Python.

`evaluate(answers)` takes a dict of qualified item ids (`"restless_legs.urge": "yes"`) and returns what
`anteroom evaluate --panel checkup` prints for it, without the `id`. It shares no code and no files with the program:
where the two disagree, one of them has misread a rule. Every rule names its place in the clinical text: the questions
AY, RL, IN and MG, the flags RF, the topics T, the scores LIS (leg impact), STS (sleep trouble) and HLD (lost days).
"""

# --------------------------------------------------------------- three-valued logic: True, False, None (cannot be told)


def all_of(*parts):
    return False if False in parts else None if None in parts else True


def any_of(*parts):
    return True if True in parts else None if None in parts else False


def at_least(n, *parts):
    sure, open_ = parts.count(True), parts.count(None)
    return True if sure >= n else False if sure + open_ < n else None


# -------------------------------------------------------------------------------------------------------------- answers

HOW_MUCH = ("not_at_all", "a_little", "quite_a_bit", "a_lot", "extremely")
TROUBLE = ("no_trouble", "a_little", "some", "a_lot", "very_much")
HAPPY = ("very_happy", "fairly_happy", "so_so", "unhappy", "very_unhappy")
RESTED = ("fully", "mostly", "partly", "hardly", "not_at_all")
HOW_OFTEN = ("not_at_all", "several_days", "most_days", "nearly_every_day")

LEG_IMPACT = ("bother", "sleep_spoiled", "tired", "mood", "sitting_still")  # RL11-RL15
SLEEP_TROUBLE = ("falling_asleep", "staying_asleep", "early_waking", "satisfaction", "rested", "interference", "worry")
CANNOT_SLEEP = SLEEP_TROUBLE[:3]  # IN01-IN03
LOST_DAYS = ("lost_days", "half_days", "missed_plans")  # MG31-MG33
CLASSES = ("triptan_days", "ergot_days", "opioid_days", "combination_days", "plain_days")  # MG23-MG27

SCALES = {
    **{f"restless_legs.{item}": HOW_MUCH for item in LEG_IMPACT},
    **{f"insomnia.{item}": TROUBLE for item in CANNOT_SLEEP},
    "insomnia.satisfaction": HAPPY,
    "insomnia.rested": RESTED,
    "insomnia.interference": HOW_MUCH,
    "insomnia.worry": HOW_MUCH,
    "insomnia.low_mood": HOW_OFTEN,
    "insomnia.anxious": HOW_OFTEN,
}

# Number questions: from, to, and whether the text asks for a whole number.
NUMBERS = {
    "about_you.ferritin": (0, 5000, False),
    "about_you.transferrin_saturation": (0, 100, False),
    "insomnia.nights_per_week": (0, 7, True),
    "insomnia.minutes_to_sleep": (0, 600, False),
    "insomnia.minutes_awake": (0, 600, False),
    "insomnia.minutes_early": (0, 600, False),
    "migraine.headache_days": (0, 31, True),
    "migraine.migraine_days": (0, 31, True),
    "migraine.attack_hours": (0.1, 720, False),
    **{f"migraine.{item}": (0, 31, False) for item in CLASSES + ("gepant_days", "any_medicine_days")},
    **{f"migraine.{item}": (0, 90, False) for item in LOST_DAYS},
}

LEG_ITEMS_ALWAYS_ASKED = ("restless_evenings", "kicks", "leg_warnings")


class Part:
    """One questionnaire's answers. A statement about a question that is not asked is False, about an open one None."""

    def __init__(self, form, name):
        self.form, self.name = form, name
        self.is_asked = {}

    def stored(self, item):
        return self.form.stored.get(f"{self.name}.{item}")

    def asked(self, item):
        if item not in self.is_asked:
            self.is_asked[item] = self.shown(item)
        return self.is_asked[item]

    def shown(self, item):
        """The column "shown when"."""
        form = self.form
        if self.name == "about_you" and item in ("ferritin", "transferrin_saturation"):  # AY07, AY08
            return self.one_of("iron_test", "normal_this_year", "low_this_year") is True
        if self.name == "restless_legs" and item not in LEG_ITEMS_ALWAYS_ASKED:
            if item in ("dopamine_changes", "new_urges"):  # RL20, RL21
                return form.about_you.has("medicines", "dopamine") is True
            if self.one_of("restless_evenings", "no") is True:
                return False
            if item == "look_alikes_explain":  # RL07
                return bool(self.known("look_alikes"))
            if item == "five_times":  # RL09
                return self.one_of("days_per_week", "none", "under_one", "one") is True
        if self.name == "insomnia" and item == "how_long":  # IN09
            return any_of(*(self.points(i, 1) for i in CANNOT_SLEEP)) is not False
        if self.name == "migraine" and item != "headache":
            if self.yes("headache") is not True:
                return False
            if item in ("aura_kinds", "aura_twice", "aura_reversible", "aura_features"):  # MG19-MG22
                return self.yes("aura") is True
            if item == "periods_link":  # MG35
                return form.about_you.yes("periods") is True
        return True

    def answered(self, item):
        """Not blank. "I don't know" is an answer; an empty list is none."""
        return self.asked(item) and self.stored(item) not in (None, [])

    def known(self, item):
        """The option, the number, or the set of ticks without `none`; None when open or not asked."""
        value = self.stored(item)
        if not self.answered(item) or value in ("dont_know", "prefer_not"):
            return None
        return set(value) - {"none"} if isinstance(value, list) else value

    def test(self, item, holds):
        if not self.asked(item):
            return False
        value = self.known(item)
        return None if value is None else holds(value)

    def one_of(self, item, *options):
        return self.test(item, lambda value: value in options)

    def yes(self, item):
        return self.one_of(item, "yes")

    def has(self, item, *options):
        return self.test(item, lambda ticks: not ticks.isdisjoint(options))

    def ticks(self, item, n):
        """At least n ticks, `none` aside."""
        return self.test(item, lambda ticks: len(ticks) >= n)

    def points(self, item, n):
        """At least n points on the question's scale."""
        scale = SCALES[f"{self.name}.{item}"]
        return self.test(item, lambda option: scale.index(option) >= n)

    def number(self, item, low=float("-inf"), high=float("inf")):
        """A number from low to high, both included."""
        return self.test(item, lambda n: low <= n <= high)

    def over(self, item, limit):
        return self.test(item, lambda n: n > limit)

    def score(self, items, most, bands):
        """Missing rule of the scores: no total with an open answer, a band only where both bounds share it."""
        asked = [item for item in items if self.asked(item)]
        known = [item for item in asked if self.known(item) is not None]
        scales = [SCALES.get(f"{self.name}.{item}") for item in known]
        values = [scale.index(self.known(item)) if scale else self.known(item) for item, scale in zip(known, scales)]
        unanswered = len(asked) - len(known)
        low = sum(values)
        high = low + most * unanswered
        band_at = lambda points: next(name for name, to in bands if points <= to)
        return {
            "total": None if unanswered else low,
            "low": low,
            "high": high,
            "band": band_at(low) if band_at(low) == band_at(high) else None,
            "unanswered": unanswered,
        }


class Form:
    def __init__(self, answers):
        self.stored = answers
        self.about_you = Part(self, "about_you")
        self.restless_legs = Part(self, "restless_legs")
        self.insomnia = Part(self, "insomnia")
        self.migraine = Part(self, "migraine")

    def part_of(self, qualified):
        name, item = qualified.split(".")
        return getattr(self, name), item


# ----------------------------------------------------------------------------------------------------- gate: validation


def faults(form):
    """Numbers out of range or not whole, and the two constraints, among known answers to questions that are asked."""
    found = []
    for qualified, (low, high, whole) in NUMBERS.items():
        part, item = form.part_of(qualified)
        value = part.known(item)
        if value is not None and not low <= value <= high:
            found.append(f"{qualified}: {value} is not between {low} and {high}")
        elif value is not None and whole and value != int(value):
            found.append(f"{qualified}: {value} is not a whole number")
    head = form.migraine
    headache, migraine = head.known("headache_days"), head.known("migraine_days")
    if None not in (headache, migraine) and migraine > headache:
        found.append("migraine.migraine_days: more than migraine.headache_days")
    total = head.known("any_medicine_days")
    if total is not None and any(head.over(item, total) for item in CLASSES):
        found.append("migraine.any_medicine_days: less than the days of one medicine")
    return found


# -------------------------------------------------------------------------------------------------------- restless legs

LEG_IMPACT_BANDS = (("low", 5), ("moderate", 10), ("high", 15), ("very_high", 20))
DAYS = {"none": 0, "under_one": 0.5, "one": 1, "two": 2, "three": 3, "four_or_five": 4, "six_or_seven": 6}  # RL08


def legs_pattern(legs):
    """The essential criteria C1-C5 of restless legs."""
    if not any(legs.answered(i) for i in ("restless_evenings", "urge", "worse_at_rest", "relief", "worst_time")):
        return "not_taken"
    if legs.one_of("restless_evenings", "no"):
        return "not_fit"
    four = all_of(
        legs.yes("urge"),
        legs.yes("worse_at_rest"),
        legs.one_of("relief", "full", "part", "not_now_but_before"),
        legs.one_of("worst_time", "only_evening", "worse_evening", "all_day_was_evening"),
    )
    look_alikes = legs.ticks("look_alikes", 1)
    not_explained = legs.one_of("look_alikes_explain", "some", "no") if look_alikes else None  # C5
    if look_alikes is False:
        not_explained = True
    if four is False:
        return "not_fit"
    if four and not_explained is not None:
        return "fits" if not_explained else "fits_other_cause"
    return "unclear"


def legs_course(legs):
    """The course of restless legs."""
    often = legs.test("days_per_week", lambda option: DAYS[option] >= 2)
    if often is None:
        return "unclear"
    if often:
        names = {"year_or_more": "chronic_persistent", None: "unclear"}
        return names.get(legs.known("how_long"), "frequent_under_1_year")
    return {"yes": "intermittent", "no": "too_few_events", None: "unclear"}[legs.known("five_times")]


def iron_band(you):
    """Only what is surely low is low: a missing number never lowers or raises the band."""
    if you.known("ferritin") is None and you.known("transferrin_saturation") is None:
        return None
    if you.number("ferritin", high=75) or you.test("transferrin_saturation", lambda percent: percent < 20):
        return "low_for_rls"
    return "middle_for_rls" if you.number("ferritin", high=100) else "above"


def evaluate_legs(form):
    legs = form.restless_legs
    pattern = legs_pattern(legs)
    fits = pattern == "fits"
    taken = pattern not in ("not_taken", "not_fit")
    days = lambda n: legs.test("days_per_week", lambda option: DAYS[option] >= n)
    supportive = [legs.yes(i) for i in ("family", "kicks", "dopamine_helped", "less_sleepy")].count(True)
    return {
        "restless_legs.pattern": pattern,
        "restless_legs.course": legs_course(legs) if fits else None,
        "restless_legs.frequent": days(2) if fits else None,
        "restless_legs.three_a_week": days(3) if fits else None,
        "restless_legs.significant": any_of(*(legs.points(i, 2) for i in LEG_IMPACT)) if fits else None,
        "restless_legs.supportive": supportive if fits else None,
        "restless_legs.iron_band": iron_band(form.about_you) if fits else None,
        "restless_legs.leg_impact": legs.score(LEG_IMPACT, 4, LEG_IMPACT_BANDS) if taken else None,  # LIS
    }


# ------------------------------------------------------------------------------------------------------------- insomnia

SLEEP_TROUBLE_BANDS = (("low", 7), ("mild", 14), ("moderate", 21), ("high", 28))


def sleep_pattern(sleep):
    """The criteria A-E of insomnia, in their order."""
    if not any(sleep.answered(i) for i in SLEEP_TROUBLE + ("nights_per_week", "how_long")):  # IN01-IN09
        return "not_taken"
    trouble = any_of(*(sleep.points(i, 1) for i in CANNOT_SLEEP))  # A
    daytime = sleep.ticks("daytime", 1)  # B
    three_nights = sleep.number("nights_per_week", low=3)  # C
    three_months = sleep.one_of("how_long", "three_months_or_more")  # D
    opportunity = sleep.yes("opportunity")  # E
    if trouble is False or daytime is False:
        return "not_fit"
    if trouble is None or daytime is None:
        return "unclear"
    if not opportunity:
        return "unclear" if opportunity is None else "limited_opportunity"
    if not three_months:
        return "unclear" if three_months is None else "short_term"
    return {True: "chronic", False: "infrequent", None: "unclear"}[three_nights]


def evaluate_sleep(form):
    sleep = form.insomnia
    pattern = sleep_pattern(sleep)
    score = sleep.score(SLEEP_TROUBLE, 4, SLEEP_TROUBLE_BANDS)  # STS
    minutes = ("minutes_to_sleep", "minutes_awake", "minutes_early")
    return {
        "insomnia.pattern": pattern,
        "insomnia.sleep_trouble": score,
        "insomnia.likely": pattern in ("chronic", "short_term", "infrequent") or score["low"] >= 8,
        "insomnia.over_30_minutes": any_of(*(sleep.over(item, 30) for item in minutes)),
        "insomnia.support_card": sleep.stored("dark_thoughts") in ("yes", "yes_plan", "prefer_not"),
    }


# ------------------------------------------------------------------------------------------------------------- migraine

LOST_DAYS_BANDS = (("little", 5), ("some", 10), ("a_lot", 20), ("very_high", 270))


def without_aura(head):
    """The criteria A-D of migraine without aura."""
    parts = (
        head.yes("five_attacks"),
        head.number("attack_hours", 4, 72),
        at_least(
            2,
            head.yes("one_sided"),
            head.yes("throbbing"),
            head.one_of("strength", "moderate", "severe"),
            head.yes("worse_moving"),
        ),
        any_of(head.yes("nausea"), all_of(head.yes("light"), head.yes("noise"))),
    )
    if parts.count(False) >= 2:
        return "not_fit"
    if None in parts:
        return "unclear"
    return "probable" if False in parts else "fits"


def aura_signs(head):
    """A type of aura, always reversible, with at least three features."""
    return all_of(head.ticks("aura_kinds", 1), head.yes("aura_reversible"), head.ticks("aura_features", 3))


def aura_pattern(head):
    aura = head.yes("aura")
    if not aura:
        return "unknown" if aura is None else "none"
    return "fits" if all_of(head.yes("aura_twice"), aura_signs(head)) else "possible"


def chronic(head, mwoa):
    if mwoa == "fits":
        attacks = True
    elif aura_signs(head):
        attacks = head.yes("five_attacks")
    else:  # aura signs that cannot be told count as not met here
        attacks = False if mwoa in ("not_fit", "probable") else None
    days = (head.number("headache_days", low=15), head.yes("three_months"), head.number("migraine_days", low=8))
    return {True: "fits", False: "not_fit", None: "unclear"}[all_of(*days, attacks)]


def frequency(head):
    days = head.known("headache_days")
    if days is None:
        return "unknown"
    bands = (("none", 0), ("days_1_to_3", 3), ("days_4_to_7", 7), ("days_8_to_14", 14), ("days_15_up", 31))
    return next(name for name, to in bands if days <= to)


def overuse(head):
    """Too many medicine days: of one class, or of at least two classes together."""
    total = head.number("any_medicine_days", low=10)
    days = [head.known(item) for item in CLASSES]
    if total is None and None not in days:  # the classes bound the total from both sides
        total = True if max(days) >= 10 else False if min(31, sum(days)) < 10 else None
    return any_of(
        *(head.number(item, low=10) for item in CLASSES[:4]),
        head.number("plain_days", low=15),
        all_of(at_least(2, *(head.over(item, 0) for item in CLASSES)), total),
    )


def medicine_overuse(head):
    over = overuse(head)
    if not over:
        return "unclear" if over is None else "none"
    pattern = all_of(head.number("headache_days", low=15), head.yes("medicine_three_months"))
    return "moh_pattern" if pattern else "overuse_only"


def prevention(head, lost):
    """From the headache days d and the lowest that the lost days can be."""
    d = head.known("headache_days")
    if d is None:
        return "unclear"
    if d >= 6 or d >= 4 and lost >= 6 or d >= 3 and lost >= 21:
        return "offer"
    return "consider" if d in (4, 5) or d == 3 and lost >= 6 or d == 2 and lost >= 21 else "none"


def evaluate_head(form):
    head = form.migraine
    headache = head.yes("headache")
    states = ("without_aura", "aura_pattern", "chronic", "frequency", "medicine_overuse", "prevention")
    if headache:
        mwoa = without_aura(head)
        lost = head.score(LOST_DAYS, 90, LOST_DAYS_BANDS)  # HLD
        found = (mwoa, aura_pattern(head), chronic(head, mwoa), frequency(head), medicine_overuse(head))
        found += (prevention(head, lost["low"]),)
        any_lost = any_of(*(head.number(item, low=1) for item in LOST_DAYS))
        three_signs = at_least(2, any_lost, head.yes("nausea"), head.yes("light"))
        likely = mwoa in ("fits", "probable") or found[1] == "fits" or found[2] == "fits"
        screens = ("warnings_now", "warnings_past", "changes", "age_at_start")
        checked = all(head.known(item) is not None for item in screens)
    else:
        lost = None
        if not head.answered("headache"):
            found, three_signs, likely, checked = ("not_taken",) * 6, None, None, None
        elif headache is False:
            found = ("not_fit", "none", "not_fit", "none", "none", "none")
            three_signs, likely, checked = False, False, True
        else:  # "I don't know"
            found = ("unclear", "unknown", "unclear", "unknown", "unclear", "unclear")
            three_signs, likely, checked = None, False, False
    return {
        **{f"migraine.{state}": value for state, value in zip(states, found)},
        "migraine.three_signs": three_signs,
        "migraine.likely": likely,
        "migraine.lost_days_total": lost,
        "migraine.warnings_checked": checked,
    }


# ---------------------------------------------------------------------------------------------------------------- flags

PREGNANT = ("trimester_1", "trimester_2", "trimester_3")


def flags(form, results):
    """RF01-RF32. An open answer raises no flag, and leaves a flag at its lower level."""
    you, legs, head = form.about_you, form.restless_legs, form.migraine
    emergency, same_day, mention = "emergency", "same_day", "mention"
    now = lambda option: head.has("warnings_now", option)
    past = lambda option: head.has("warnings_past", option)
    changes = lambda *options: head.has("changes", *options)
    headache = head.yes("headache")
    new_or_changed = changes("new", "changed")
    age_50 = you.one_of("age", "age_50_64", "age_65_up")
    pregnant_or_after = you.one_of("pregnancy", *PREGNANT, "after_birth")
    graver = lambda rule: same_day if rule else mention
    raised = (
        ("thunderclap_now", now("thunderclap"), emergency),  # RF01
        ("neurological_now", now("neurological"), emergency),
        ("fever_neck_now", now("fever_neck"), emergency),
        ("injury_now", now("injury"), emergency),
        ("red_eye_now", now("red_eye"), emergency),
        ("sight_loss_now", now("sight_loss"), emergency),
        ("pregnancy_signs_now", all_of(now("pregnancy_signs"), pregnant_or_after), emergency),  # RF07
        ("worst_ever", now("worst"), same_day),
        ("vomiting", now("vomiting"), same_day),
        ("optic_swelling", now("optic_swelling"), same_day),
        ("over_72_hours", now("over_72_hours"), same_day),
        ("thunderclap_past", past("thunderclap"), same_day),  # RF12
        ("neurological_past", past("neurological"), same_day),
        ("worsening", changes("worsening"), same_day),
        ("unwell", changes("unwell"), same_day),
        ("after_injury", changes("injury"), same_day),
        ("jaw_or_scalp", changes("jaw_or_scalp"), graver(age_50)),  # RF17
        ("position", changes("position"), graver(new_or_changed)),
        ("strain", changes("strain"), graver(new_or_changed)),
        ("new_or_changed", new_or_changed, mention),  # RF20
        ("new_in_pregnancy", all_of(new_or_changed, pregnant_or_after), same_day),
        ("cancer", all_of(headache, you.has("conditions", "cancer")), graver(new_or_changed)),  # RF22
        ("weak_immunity", all_of(headache, you.has("conditions", "weak_immunity")), graver(new_or_changed)),
        ("late_start", head.one_of("age_at_start", "age_50_64", "age_65_up"), graver(changes("new"))),
        ("new_medicine", changes("new_medicine"), mention),
        ("eye_and_tears", changes("eye_and_tears"), mention),
        ("medicine_days", results["migraine.medicine_overuse"] in ("moh_pattern", "overuse_only"), mention),  # RF27
        ("cauda_equina", legs.has("leg_warnings", "weak_numb_bladder"), emergency),  # RF30
        ("calf", legs.has("leg_warnings", "calf"), same_day),
        ("walking_pain", legs.has("leg_warnings", "walking_pain"), mention),  # RF32
    )
    return {name: level for name, rule, level in raised if rule}


# --------------------------------------------------------------------------------------------------------------- topics

EMERGENCY_TOPICS = {"head_emergency", "leg_emergency", "crisis"}  # T01-T03
PROMPT_TOPICS = {  # T04-T15
    "dark_thoughts", "head_same_day", "calf", "drowsy_driving", "augmentation", "impulse_control", "aura_oestrogen",
    "motor_aura", "possible_bleeding", "apnoea_high", "topiramate_pregnancy", "triptan_vascular",
}

HEAD_EMERGENCY = (
    "thunderclap_now", "neurological_now", "fever_neck_now", "injury_now", "red_eye_now", "sight_loss_now",
    "pregnancy_signs_now",
)  # RF01-RF07
HEAD_SAME_DAY = (
    "worst_ever", "vomiting", "optic_swelling", "over_72_hours", "thunderclap_past", "neurological_past", "worsening",
    "unwell", "after_injury", "jaw_or_scalp", "position", "strain", "new_or_changed", "new_in_pregnancy", "cancer",
    "weak_immunity", "late_start",
)  # RF08-RF24
HEAD_MENTION = (
    "jaw_or_scalp", "position", "strain", "new_or_changed", "cancer", "weak_immunity", "late_start", "new_medicine",
)  # RF17-RF20, RF22-RF25


def topic_rules(form, results, raised):
    """T01-T50, each as True, False or None."""
    you, legs, sleep, head = form.about_you, form.restless_legs, form.insomnia, form.migraine
    takes = lambda *options: you.has("medicines", *options)
    told = lambda *options: you.has("conditions", *options)
    at_level = lambda names, level: any(raised.get(name) == level for name in names)

    rls = results["restless_legs.pattern"]
    fits = rls == "fits"
    possible = fits or all_of(rls == "unclear", legs.yes("urge"))
    troubled = all_of(results["restless_legs.frequent"], results["restless_legs.significant"])
    insomnia = results["insomnia.pattern"]
    poor_sleep = results["insomnia.likely"]
    migraine = results["migraine.likely"]

    smokes = you.yes("nicotine")
    age_35 = you.one_of("age", "age_35_49", "age_50_64", "age_65_up")
    snores, pauses = sleep.yes("snoring"), sleep.yes("breathing_pauses")
    dozes, pressure = sleep.one_of("dozing", "often"), told("hypertension")
    apnoea_high = all_of(dozes, at_least(2, snores, pauses, pressure)) is True
    periods_link = lambda *options: head.one_of("periods_link", *options)

    return {
        # emergency: T01-T03
        "head_emergency": at_level(HEAD_EMERGENCY, "emergency"),
        "leg_emergency": "cauda_equina" in raised,
        "crisis": sleep.one_of("dark_thoughts", "yes_plan"),
        # prompt: T04-T15
        "dark_thoughts": sleep.yes("dark_thoughts"),
        "head_same_day": at_level(HEAD_SAME_DAY, "same_day"),
        "calf": "calf" in raised,
        "drowsy_driving": sleep.yes("drowsy_driving"),
        "augmentation": all_of(takes("dopamine"), legs.has("dopamine_changes", "earlier", "spread", "stronger")),
        "impulse_control": all_of(takes("dopamine"), legs.yes("new_urges")),
        "aura_oestrogen": all_of(
            takes("oestrogen_contraceptive"), any_of(head.yes("aura"), all_of(migraine, smokes, age_35))
        ),
        "motor_aura": all_of(head.yes("aura"), head.has("aura_kinds", "motor")),
        "possible_bleeding": you.has("iron_history", "black_stool"),
        "apnoea_high": apnoea_high,
        "topiramate_pregnancy": all_of(
            takes("topiramate_valproate"), you.one_of("pregnancy", *PREGNANT, "planning")
        ),
        "triptan_vascular": all_of(
            told("heart_stroke"), any_of(head.number("triptan_days", low=1), head.number("ergot_days", low=1))
        ),
        # legs: T16-T26
        "rls_pattern": fits,
        "legs_other": any_of(
            rls in ("fits_other_cause", "unclear"),
            all_of(rls == "not_fit", legs.yes("urge")),
            "walking_pain" in raised,
        ),
        "iron_tests": fits,
        "iron_result": results["restless_legs.iron_band"] in ("low_for_rls", "middle_for_rls"),
        "iron_headache": all_of(
            migraine,
            any_of(
                you.has("iron_history", "low_now", "low_past", "heavy_periods"), periods_link("end", "start_and_end")
            ),
        ),
        "meds_worsen_rls": all_of(
            possible,
            takes(
                "ssri_snri", "mirtazapine", "tricyclic", "antipsychotic", "antiemetic", "drowsy_antihistamine",
                "lithium",
            ),
        ),
        "kidney_rls": all_of(possible, told("kidney", "dialysis")),
        "pregnancy_rls": all_of(fits, you.one_of("pregnancy", *PREGNANT)),
        "nerve_links": all_of(
            any_of(possible, rls == "fits_other_cause"),
            told("neuropathy", "diabetes", "multiple_sclerosis", "parkinson", "low_b12"),
        ),
        "rls_treatment": all_of(fits, troubled),
        "rls_nondrug": fits,
        # sleep: T27-T35
        "caffeine_alcohol_nicotine": all_of(
            any_of(possible, poor_sleep),
            any_of(you.one_of("caffeine", "after_2pm"), you.one_of("alcohol", "three_or_more"), smokes),
        ),
        "movements_sleep_test": any_of(legs.yes("kicks"), sleep.yes("acts_out_dreams")),
        "mood": any_of(
            sleep.points("low_mood", 2),
            sleep.points("anxious", 2),
            all_of(told("depression", "anxiety", "bipolar"), any_of(poor_sleep, fits)),
        ),
        "cbti": insomnia == "chronic",
        "sleep_trouble": poor_sleep and insomnia != "chronic",
        "apnoea": all_of(not apnoea_high, any_of(pauses, at_least(2, snores, dozes, pressure))),
        "body_clock": sleep.yes("body_clock"),
        "meds_sleep": any_of(
            all_of(poor_sleep, takes("stimulant", "steroid", "beta_blocker", "ssri_snri", "bupropion")),
            sleep.one_of("sleep_aids", "three_or_more"),
        ),
        "time_in_bed": insomnia == "limited_opportunity",
        # headache: T36-T45
        "migraine_pattern": any_of(migraine, results["migraine.three_signs"]),
        "fifteen_days": any_of(results["migraine.chronic"] == "fits", head.number("headache_days", low=15)),
        "medication_overuse": results["migraine.medicine_overuse"] in ("moh_pattern", "overuse_only"),
        "prevention": all_of(
            migraine,
            results["migraine.prevention"] in ("offer", "consider") or results["migraine.chronic"] == "fits",
        ),
        "aura": results["migraine.aura_pattern"] in ("fits", "possible"),
        "menstrual": all_of(migraine, periods_link("start", "start_and_end")),
        "pregnancy_headache": all_of(
            head.yes("headache"), you.one_of("pregnancy", *PREGNANT, "after_birth", "planning")
        ),
        "opioids": all_of(migraine, any_of(takes("opioid"), head.number("opioid_days", low=1))),
        "eye_attacks": head.has("changes", "eye_and_tears"),
        "head_mention": at_level(HEAD_MENTION, "mention"),
        # together: T46-T50
        "rls_migraine": all_of(fits, migraine),
        "rls_insomnia": all_of(fits, poor_sleep),
        "sleep_migraine": all_of(migraine, any_of(poor_sleep, head.has("triggers", "poor_sleep"))),
        "migraine_meds_legs": all_of(
            fits, migraine, takes("antiemetic", "tricyclic", "drowsy_antihistamine", "ssri_snri", "mirtazapine")
        ),
        "weak_evidence": all_of(fits, any_of(migraine, troubled)),
    }


def topics(form, results, raised):
    """A topic comes up only where its rule is surely true."""
    return sorted(name for name, rule in topic_rules(form, results, raised).items() if rule is True)


def urgency(found):
    """`overall`, from the topics only."""
    if EMERGENCY_TOPICS.intersection(found):
        return "emergency"
    if PROMPT_TOPICS.intersection(found):
        return "prompt"
    return "routine" if found else "none"


def evaluate(answers):
    form = Form(answers)
    if form.about_you.one_of("age", "under_18"):
        return {"gate": "under_18", "errors": ["about_you.age: made for adults"]}
    errors = faults(form)
    if errors:
        return {"gate": "invalid", "errors": errors}
    results = {**evaluate_legs(form), **evaluate_sleep(form), **evaluate_head(form)}
    raised = flags(form, results)
    found = topics(form, results, raised)
    return {"gate": "ok", "results": results, "flags": raised, "topics": found, "urgency": urgency(found)}
