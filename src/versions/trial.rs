//! Tries answers in both versions of a questionnaire, and tells what comes out differently.

use super::outcome::{Outcome, Pair, WORKED_OUT, gate, outcome, pairs};
use super::{Change, ChangeKind, Version, Witness};
use crate::answers::{Answers, Response};
use crate::evaluation::{Evaluation, example_answers};
use crate::proof::{self, Verdict, survey};
use crate::questionnaire::{Ask, Form, Item};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// So many sets of answers are tried at most: about a second.
const MOST_TRIED: usize = 20_000;

/// What came of the trial.
pub(super) struct Trial {
    pub(super) differences: Vec<Difference>,
    pub(super) tried: usize,
}

/// Something that comes out differently.
pub(super) struct Difference {
    /// `` the topic `iron` ``.
    pub(super) owner: String,
    witness: Witness,
}

impl Difference {
    pub(super) fn change(&self) -> Change {
        let words = format!("{} comes out differently", self.owner);
        Change { kind: ChangeKind::Changed, words, witness: Some(self.witness.clone()) }
    }
}

/// Tries answers, those first that the rules at these places rest on.
pub(super) fn run(old: Version, new: Version, rewritten: &[Span]) -> Trial {
    let mut trier = Trier {
        old: Evaluation::new(old.form),
        new: Evaluation::new(new.form),
        back: Carrier::new(new.form, old.form),
        pairs: pairs(old.form, new.form),
        found: BTreeMap::new(),
        tried: 0,
    };
    let mut bases = vec![Answers::new(new.form)];
    bases.extend(known_answers(new));
    let on = Carrier::new(old.form, new.form);
    for then in known_answers(old) {
        if let Some(now) = on.carry(&then) {
            trier.compare(&then, &now);
            bases.push(now);
        }
    }
    for answers in &bases {
        trier.compare_new(answers);
    }
    trier.vary(&bases, &proof::items_below(new.form, rewritten), &numbers([old.form, new.form]));
    let found = std::mem::take(&mut trier.found);
    Trial {
        tried: trier.tried,
        differences: found.into_iter().map(|(what, now)| trier.difference(what, now)).collect(),
    }
}

/// Answers of the worked examples, and those that the proofs found.
fn known_answers(version: Version) -> Vec<Answers> {
    let examples = example_answers(version.definition, version.form).0;
    let found = survey(version.definition, version.form, &examples).claims.into_iter().filter_map(|claim| {
        if let Verdict::Possible(witness) = claim.verdict { Some(witness.answers(version.form)) } else { None }
    });
    let found: Vec<Answers> = found.collect();
    examples.into_iter().flatten().chain(found).collect()
}

/// What may come out differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// Whether anything is worked out at all.
    Gate,
    /// The pair at that place.
    Pair(usize),
}

struct Trier<'f> {
    old: Evaluation<'f>,
    new: Evaluation<'f>,
    /// From the new version to the old one.
    back: Carrier<'f>,
    pairs: Vec<Pair>,
    /// What came out differently, each with the first answers that showed it.
    found: BTreeMap<What, Answers>,
    tried: usize,
}

impl Trier<'_> {
    /// Answers that can be given in the new version only are no witness.
    fn compare_new(&mut self, answers: &Answers) {
        if let Some(then) = self.back.carry(answers) {
            self.compare(&then, answers);
        }
    }

    fn compare(&mut self, then: &Answers, now: &Answers) {
        self.tried += 1;
        self.old.run(then);
        self.new.run(now);
        for what in std::iter::once(What::Gate).chain((0..self.pairs.len()).map(What::Pair)) {
            if !self.found.contains_key(&what) && self.differs(what, then, now).is_some() {
                self.found.insert(what, now.clone());
            }
        }
    }

    /// What came out before and now, where that differs. Where nothing is worked out, only that counts.
    fn differs(&self, what: What, then: &Answers, now: &Answers) -> Option<[Outcome<'_>; 2]> {
        let gates = [gate(&self.old, then), gate(&self.new, now)];
        let outcomes = match what {
            What::Gate => gates,
            What::Pair(_) if gates != [Outcome::Word(WORKED_OUT); 2] => return None,
            What::Pair(at) => {
                let pair = self.pairs.get(at)?;
                [outcome(&self.old, pair.old), outcome(&self.new, pair.new)]
            }
        };
        let [before, after] = outcomes;
        (before != after).then_some(outcomes)
    }

    /// The difference, shown by as few of these answers as will do.
    fn difference(&mut self, what: What, mut now: Answers) -> Difference {
        let form = self.new.form();
        let mut outcomes = [String::new(), String::new()];
        for at in (0..form.items.len()).map(Some).chain([None]) {
            let mut fewer = now.clone();
            if let Some(at) = at {
                fewer.set(at, Response::Blank);
            }
            let Some(then) = self.back.carry(&fewer) else { continue };
            self.old.run(&then);
            self.new.run(&fewer);
            if let Some(differing) = self.differs(what, &then, &fewer) {
                outcomes = differing.map(|outcome| outcome.to_string());
                now = fewer;
            }
        }
        let [before, after] = outcomes;
        let owner = match what {
            What::Gate => "whether anything is worked out".to_owned(),
            What::Pair(at) => self.pairs.get(at).map(|pair| pair.name.clone()).unwrap_or_default(),
        };
        Difference { owner, witness: Witness { given: proof::given(form, &now, &form.id), before, now: after } }
    }

    /// Changes one answer at a time: first those that rewritten rules rest on, then the others.
    fn vary(&mut self, bases: &[Answers], first: &BTreeSet<usize>, numbers: &[f64]) {
        let form = self.new.form();
        let others = (0..form.items.len()).filter(|at| !first.contains(at));
        for at in first.iter().copied().chain(others) {
            let Some(item) = form.items.get(at) else { continue };
            for response in responses(item, numbers) {
                for base in bases {
                    if self.tried >= MOST_TRIED {
                        return;
                    }
                    if *base.get(at) != response {
                        let mut answers = base.clone();
                        answers.set(at, response.clone());
                        self.compare_new(&answers);
                    }
                }
            }
        }
    }
}

/// Everything that may be said to a question; of numbers those where a rule may turn.
fn responses(item: &Item, numbers: &[f64]) -> Vec<Response> {
    let mut responses = vec![Response::Blank];
    if item.ask.offers_dont_know() {
        responses.push(Response::DontKnow);
    }
    if item.prefer_not {
        responses.push(Response::PreferNot);
    }
    match &item.ask {
        Ask::Choice { options, .. } => {
            responses.extend((0..options.len()).filter_map(|at| u8::try_from(at).ok()).map(Response::Option));
        }
        Ask::Choices { options, .. } => responses.extend((0..options.len()).map(|at| Response::Ticks(1 << at))),
        Ask::Number { from, to, decimals, .. } => {
            let step = if *decimals { 0.5 } else { 1.0 };
            let near = numbers.iter().flat_map(|number| [number - step, *number, number + step]);
            let fits = |number: &f64| number >= from && number <= to && (*decimals || number.fract() == 0.0);
            responses.extend([*from, *to].into_iter().chain(near).filter(fits).map(Response::Number));
        }
        Ask::Text { .. } | Ask::Date => {}
    }
    responses
}

/// The numbers that rules compare with.
fn numbers(forms: [&Form; 2]) -> Vec<f64> {
    let mut numbers: Vec<f64> = forms.into_iter().flat_map(proof::numbers_compared).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}

/// Carries answers from one version to another, by name.
struct Carrier<'f> {
    from: &'f Form,
    to: &'f Form,
    /// For each question, its place in the other version.
    places: Vec<Option<usize>>,
}

impl<'f> Carrier<'f> {
    fn new(from: &'f Form, to: &'f Form) -> Self {
        let place = |item: &Item| to.items.iter().position(|it| it.id == item.id);
        Self { from, to, places: from.items.iter().map(place).collect() }
    }

    /// `None` where an answer cannot be given there. Answers to questions that are gone are left out.
    fn carry(&self, answers: &Answers) -> Option<Answers> {
        let mut carried = Answers::new(self.to);
        for (at, item) in self.from.items.iter().enumerate() {
            let Some(place) = self.places.get(at).copied().flatten() else { continue };
            carried.set(place, response(item, answers.get(at), self.to.items.get(place)?)?);
        }
        Some(carried)
    }
}

fn response(from: &Item, response: &Response, to: &Item) -> Option<Response> {
    let place = |at: usize| {
        let id = &from.ask.options().get(at)?.id;
        to.ask.options().iter().position(|option| option.id == *id)
    };
    let carried = match (response, &to.ask) {
        (Response::Option(at), Ask::Choice { .. }) => Response::Option(u8::try_from(place(usize::from(*at))?).ok()?),
        (Response::Ticks(bits), Ask::Choices { exclusive, .. }) => {
            let ticked = (0..64).filter(|at| bits & (1 << at) != 0);
            let bits = ticked.map(|at| Some(1_u64 << place(at)?)).sum::<Option<u64>>()?;
            Response::ticks(bits, *exclusive)
        }
        (Response::Number(_), Ask::Number { .. })
        | (Response::Text(_), Ask::Text { .. })
        | (Response::Date(_), Ask::Date) => response.clone(),
        (Response::Blank, _) => Response::Blank,
        (Response::DontKnow, ask) if ask.offers_dont_know() => Response::DontKnow,
        (Response::PreferNot, _) if to.prefer_not => Response::PreferNot,
        _ => return None,
    };
    carried.fault(to).is_none().then_some(carried)
}
