//! Two visits → what changed between them.
//!
//! What either visit kept back is blank in both, and what rests on it is not compared: nothing here hints at it.

use super::build::without;
use super::document::{Change, Moved, Scale, ScoreChange, SinceLastTime};
use super::wishes::{Earlier, Wishes};
use super::words::{date_in_words, fact_in_words, finding_in_words};
use crate::answers::Answers;
use crate::definition::FactPlace;
use crate::evaluation::{Evaluation, FindingState, GateResult, topics_in_print_order};
use crate::questionnaire::{Fact, Finding, FindingKind, Form, Item, Piece, Symbol};
use crate::rule::Truth;

/// Said where the earlier visit led to nothing.
const NOTHING_WORKED_OUT: &str = "Nothing was worked out from the earlier answers, so there is nothing to compare.";
const NO_ANSWERS: &str = "There are no earlier answers to compare.";
const LEFT_OFF: &str = "What rests on an answer that was left off at either visit is not compared.";
const TOPICS: &str = "Topics are not compared either.";

/// What changed since the earlier visit. `now` are the answers of this one, and `taken` the parts that are filled in.
pub(super) fn since(
    form: &Form,
    now: &Answers,
    taken: impl Fn(usize) -> bool,
    wishes: &Wishes,
) -> Option<SinceLastTime> {
    let earlier = wishes.earlier.as_ref()?;
    let kept_then = |at: usize, item: &Item| earlier.keep_back(at, item);
    let kept_now = |at: usize, item: &Item| wishes.keep_back(at, item);
    let then = Visit::new(form, &earlier.answers, |part| earlier.taken.contains(&part), [&kept_then, &kept_now]);
    let now = Visit::new(form, now, taken, [&kept_now, &kept_then]);
    let comparison = Comparison { form, then, now, earlier, wishes };
    Some(SinceLastTime { day: date_in_words(&earlier.day), ..comparison.compare() })
}

type KeepsBack<'a> = &'a dyn Fn(usize, &Item) -> bool;

/// The answers of one visit and what they mean: as its own sheet says it, and without what the other visit kept back.
struct Visit<'f> {
    printed: Evaluation<'f>,
    printed_answers: Answers,
    common: Evaluation<'f>,
    answers: Answers,
}

impl<'f> Visit<'f> {
    fn new(form: &'f Form, answers: &Answers, taken: impl Fn(usize) -> bool, [own, other]: [KeepsBack; 2]) -> Self {
        let printed_answers = without(form, answers, own);
        let answers = without(form, &printed_answers, other);
        let evaluation = Evaluation::new(form).only(taken);
        Self {
            printed: evaluation.clone().of(&printed_answers),
            common: evaluation.of(&answers),
            printed_answers,
            answers,
        }
    }

    /// What both ways of looking at the answers agree on; `None` where it rests on what the other visit kept back.
    fn agreed<T: PartialEq>(&self, look: impl Fn(&Evaluation<'f>, &Answers) -> T) -> Option<T> {
        let common = look(&self.common, &self.answers);
        (look(&self.printed, &self.printed_answers) == common).then_some(common)
    }
}

struct Comparison<'a> {
    form: &'a Form,
    then: Visit<'a>,
    now: Visit<'a>,
    earlier: &'a Earlier,
    wishes: &'a Wishes,
}

impl Comparison<'_> {
    fn compare(&self) -> SinceLastTime {
        let because =
            |reason: &str| SinceLastTime { not_compared: vec![reason.to_owned()], ..SinceLastTime::default() };
        if self.then.answers.is_blank() {
            return because(NO_ANSWERS);
        }
        if self.then.common.gate(&self.then.answers) != GateResult::Open {
            return because(NOTHING_WORKED_OUT);
        }
        let mut since = SinceLastTime {
            not_compared: self.not_compared(),
            scores: self.scores(),
            patterns: self.patterns(),
            facts: self.facts(),
            signs: self.signs(),
            topics: self.topics(),
            answers: self.open_answers(),
            ..SinceLastTime::default()
        };
        let moved = [&since.signs, &since.topics, &since.answers];
        since.same = self.form.questionnaires().any(|(part, _)| self.is_compared(part))
            && since.scores.iter().all(|score| score.then == score.now)
            && since.patterns.is_empty()
            && since.facts.is_empty()
            && moved.iter().all(|moved| **moved == Moved::default());
        since
    }

    /// Both ways of looking at one thing, then and now, where they can be compared.
    fn both<T: PartialEq>(&self, look: impl Fn(&Evaluation, &Answers) -> T) -> Option<(T, T)> {
        Some((self.then.agreed(&look)?, self.now.agreed(&look)?))
    }

    /// The version of a part then, where it was another one.
    fn other_version(&self, part: usize) -> Option<&str> {
        let part = self.form.parts.get(part)?;
        let then = self.earlier.files.iter().find(|file| file.id == part.id)?;
        (then.version != part.version).then_some(then.version.as_str())
    }

    /// True for a part that both visits filled in, in the same version.
    fn is_compared(&self, part: usize) -> bool {
        self.then.common.is_taken(part) && self.now.common.is_taken(part) && self.other_version(part).is_none()
    }

    fn changed_in_between(&self) -> bool {
        (0..self.form.parts.len()).any(|part| self.other_version(part).is_some())
    }

    fn not_compared(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for (at, part) in self.form.parts.iter().enumerate() {
            let (then, now) = (self.then.common.is_taken(at), self.now.common.is_taken(at));
            if then
                && now
                && let Some(version) = self.other_version(at)
            {
                sentences.push(format!(
                    "{}: the questionnaire changed in between (version {version} then, {} now), so its results are not \
                     compared.",
                    part.title, part.version
                ));
            } else if then != now && !part.is_panel {
                let when = if then { "then and not now" } else { "now and not then" };
                sentences.push(format!("{} was filled in {when}.", part.title));
            }
        }
        if self.changed_in_between() {
            sentences.push(TOPICS.to_owned());
        }
        let left_off = self.earlier.left_off.iter().chain(&self.wishes.left_off);
        if left_off.filter_map(|at| self.form.items.get(*at)).any(|item| !item.private) {
            sentences.push(LEFT_OFF.to_owned());
        }
        sentences
    }

    fn scores(&self) -> Vec<ScoreChange> {
        let scores = self.form.scores.iter().enumerate().filter(|(_, score)| self.is_compared(score.part));
        let change = |(at, score): (usize, &crate::questionnaire::Score)| {
            let (then, now) = self.both(|evaluation, _| evaluation.score(at))?;
            let scale = |state| Scale::of(score, state);
            let any = then.is_some() || now.is_some();
            any.then(|| ScoreChange {
                name: score.name.clone(),
                unit: score.unit.clone(),
                then: then.map(scale),
                now: now.map(scale),
            })
        };
        scores.filter_map(change).collect()
    }

    fn patterns(&self) -> Vec<Change> {
        let findings = self.form.findings.iter().enumerate().filter(|(_, finding)| self.is_compared(finding.part));
        let change = |(at, finding): (usize, &Finding)| {
            let (then, now) = self.both(|evaluation, _| evaluation.finding(at))?;
            let printed = is_printed(finding, then) || is_printed(finding, now);
            let words = |state| finding_in_words(self.form, at, state).into_iter().collect();
            (printed && then != now).then(|| Change { label: finding.name.clone(), then: words(then), now: words(now) })
        };
        findings.filter_map(change).collect()
    }

    /// Facts under the results and facts to bring, one change for each label.
    fn facts(&self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for fact in self.form.facts.iter().filter(|fact| self.is_compared(fact.part) && !names_a_score(fact)) {
            let Some(label) = self.label(fact) else { continue };
            let look = |evaluation: &Evaluation, answers: &Answers| fact_in_words(fact, evaluation, answers);
            let Some((then, now)) = self.both(look).filter(|(then, now)| then != now) else { continue };
            match changes.iter_mut().find(|change| change.label == label) {
                Some(change) => {
                    change.then.extend(then);
                    change.now.extend(now);
                }
                None => changes.push(Change {
                    label: label.to_owned(),
                    then: then.into_iter().collect(),
                    now: now.into_iter().collect(),
                }),
            }
        }
        changes
    }

    /// What heads a fact; `None` for those that are said elsewhere: beside the name, or with the warning signs.
    fn label<'f>(&'f self, fact: &'f Fact) -> Option<&'f str> {
        match fact.place {
            FactPlace::Result => self.form.parts.get(fact.part).map(|part| part.short.as_str()),
            FactPlace::Bring => Some(&fact.label),
            FactPlace::Person | FactPlace::Warnings => None,
        }
    }

    fn signs(&self) -> Moved {
        let mut moved = Moved::default();
        for (at, flag) in self.form.flags.iter().enumerate().filter(|(_, flag)| self.is_compared(flag.part)) {
            let Some((then, now)) = self.both(|evaluation, _| evaluation.flag(at).is_some()) else { continue };
            // A sign is only gone, or new, where the other visit asked for it and got an answer.
            let open = |visit: &Visit| flag.levels.iter().any(|(_, rule)| visit.common.truth(rule) == Truth::Unknown);
            let said =
                |open: bool, when: &str| if open { format!("{} ({when})", flag.text) } else { flag.text.clone() };
            match (then, now) {
                (false, true) => moved.new.push(said(open(&self.then), "open then")),
                (true, false) => moved.gone.push(said(open(&self.now), "open now")),
                _ => {}
            }
        }
        moved
    }

    fn topics(&self) -> Moved {
        if self.changed_in_between() {
            return Moved::default();
        }
        let only = |of: &Visit, other: &Visit| {
            topics_in_print_order(&of.printed)
                .filter(|at| of.agreed(|evaluation, _| evaluation.topic(*at)) == Some(true))
                .filter(|at| other.agreed(|evaluation, _| evaluation.topic(*at)) == Some(false))
                .filter_map(|at| self.form.topics.get(at))
                .filter(|topic| !topic.private || (self.wishes.print_private && self.earlier.print_private))
                .map(|topic| topic.title.clone())
                .collect()
        };
        Moved { new: only(&self.now, &self.then), gone: only(&self.then, &self.now) }
    }

    /// Questions that both visits asked and only one has an answer to.
    fn open_answers(&self) -> Moved {
        let mut moved = Moved::default();
        for (at, item) in self.form.items.iter().enumerate().filter(|(_, item)| self.is_compared(item.part)) {
            let kept_back = self.earlier.keep_back(at, item) || self.wishes.keep_back(at, item);
            let asked = self.then.common.is_asked(at) && self.now.common.is_asked(at);
            if kept_back || !asked {
                continue;
            }
            match (self.then.answers.get(at).is_known(), self.now.answers.get(at).is_known()) {
                (false, true) => moved.new.push(item.short.clone()),
                (true, false) => moved.gone.push(item.short.clone()),
                _ => {}
            }
        }
        moved
    }
}

/// True for a finding that the sheet says by itself, in this state.
fn is_printed(finding: &Finding, state: FindingState) -> bool {
    match (&finding.kind, state) {
        (FindingKind::States(states), FindingState::State(at)) => states.get(at).is_some_and(|it| !it.text.is_empty()),
        (FindingKind::YesNo { words, .. }, FindingState::Truth(_)) => words.iter().any(|words| !words.is_empty()),
        _ => false,
    }
}

/// Scores are compared by themselves.
fn names_a_score(fact: &Fact) -> bool {
    fact.text.pieces.iter().any(|piece| matches!(piece, Piece::Name(Symbol::Score(_))))
}
