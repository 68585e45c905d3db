//! What a rule may come to, while some responses are open.

use super::domain::Domain;
use super::outlook::{Outlook, points, ticked};
use super::reach::Reach;
use super::truths::Truths;
use crate::evaluation::Possible;
use crate::questionnaire::{Quantity, Rule, RuleKind, Said};
use crate::rule::{Has, Truth};

impl Outlook<'_> {
    /// What a rule may come to.
    pub(super) fn rule(&self, rule: &Rule) -> Truths {
        match &rule.kind {
            RuleKind::All(rules) => {
                rules.iter().fold(Truths::YES, |truths, rule| truths.join(self.rule(rule), Truth::and))
            }
            RuleKind::Any(rules) => {
                rules.iter().fold(Truths::NO, |truths, rule| truths.join(self.rule(rule), Truth::or))
            }
            RuleKind::Not(rule) => !self.rule(rule),
            RuleKind::Count { least, most, of } => self.count(usize::from(*least), usize::from(*most), of),
            RuleKind::Answer { item, options } => self.about(*item, |domain, whole| answer(domain, whole, *options)),
            RuleKind::Ticks { item, options, how } => {
                self.about(*item, |domain, whole| ticks(domain, whole, *options, *how))
            }
            RuleKind::Said { item, response } => self.about(*item, |domain, _| {
                let said = match response {
                    Said::DontKnow => domain.dont_know,
                    Said::PreferNot => domain.prefer_not,
                };
                let ways = [domain.blank, domain.dont_know, domain.prefer_not, domain.known.is_some()];
                Truths::either(said, ways.into_iter().filter(|open| *open).count() > usize::from(said))
            }),
            RuleKind::Compare(left, comparison, right) => match (self.quantity(left), self.quantity(right)) {
                (Some(left), Some(right)) => left.compare(*comparison, right),
                _ => Truths::ALL,
            },
            RuleKind::Band { score, bands } => self.band(*score, *bands),
            RuleKind::State { finding, states } => self.findings.get(*finding).map_or(Truths::ALL, |finding| {
                let exists = finding.exists.has(Truths::YES);
                let other = finding.states & !states != 0 || finding.exists.has(Truths::NO);
                Truths::either(exists && finding.states & states != 0, other)
            }),
            RuleKind::Level { flag, levels } => {
                let raised = self.flags.get(*flag).copied().unwrap_or_default();
                Truths::either(raised & levels != 0, raised & !levels != 0)
            }
            RuleKind::Criterion(criterion) => self.criteria.get(*criterion).copied().unwrap_or(Truths::ALL),
            RuleKind::Holds(finding) => self.findings.get(*finding).map_or(Truths::ALL, |finding| {
                let exists = finding.exists.has(Truths::YES);
                Truths::NONE.with(finding.truths, exists).with(Truths::NO, finding.exists.has(Truths::NO))
            }),
            RuleKind::Topic(topic) => self.topics.get(*topic).copied().unwrap_or(Truths::ALL),
            RuleKind::Known(items) => self.every(items, |domain| (domain.known.is_some(), domain.may_be_unknown())),
            RuleKind::Answered(items) => self
                .every(items, |domain| (domain.known.is_some() || domain.dont_know || domain.prefer_not, domain.blank)),
            RuleKind::Asked(item) => self.every(&[*item], |_| (true, false)),
            RuleKind::NotTaken(_) => Truths::ALL,
        }
    }

    /// A statement about the response to a question; false where it is not asked.
    fn about(&self, item: usize, statement: impl FnOnce(&Domain, Possible) -> Truths) -> Truths {
        let (Some(seen), Some(item)) = (self.items.get(item), self.form.items.get(item)) else { return Truths::ALL };
        let asked = seen.asked.has(Truths::YES);
        let said = if asked { statement(&seen.domain, Possible::all(&item.ask)) } else { Truths::NONE };
        said.with(Truths::NO, seen.asked.has(Truths::NO))
    }

    /// A statement that is certain about every one of these questions.
    fn every(&self, items: &[usize], statement: impl Fn(&Domain) -> (bool, bool)) -> Truths {
        items.iter().fold(Truths::YES, |truths, item| {
            let one = self.about(*item, |domain, _| {
                let (can_be, can_not) = statement(domain);
                Truths::either(can_be, can_not)
            });
            truths.join(one, Truth::and)
        })
    }

    fn count(&self, least: usize, most: usize, of: &[Rule]) -> Truths {
        let truths: Vec<Truths> = of.iter().map(|rule| self.rule(rule)).collect();
        let count = |wanted: fn(&Truths) -> bool| truths.iter().filter(|it| wanted(it)).count();
        // How many hold, and how many hold or cannot be told: at least, at most.
        let hold = (count(|it| !it.has(Truths::NOT_YES)), count(|it| it.has(Truths::YES)));
        let may = (count(|it| !it.has(Truths::NO)), count(|it| it.has(Truths::YES) || it.has(Truths::UNKNOWN)));
        let undecided = hold.0 <= most && may.1 >= least && (hold.0 < least || may.1 > most);
        Truths::either(hold.1 >= least && may.0 <= most, hold.1 > most || may.0 < least)
            .with(Truths::UNKNOWN, undecided && truths.iter().any(|it| it.has(Truths::UNKNOWN)))
    }

    fn band(&self, score: usize, bands: u64) -> Truths {
        let (Some(reach), Some(score)) = (self.scores.get(score), self.form.scores.get(score)) else {
            return Truths::ALL;
        };
        if !reach.present {
            return Truths::NO;
        }
        let (low, high) = reach.ends();
        let possible = score.bands.iter().enumerate().filter(|(_, band)| band.from <= high && band.to >= low);
        let possible = possible.fold(0_u64, |bits, (at, _)| bits | 1 << at);
        let (inside, outside) = (possible & bands != 0, possible & !bands != 0);
        Truths::either(inside, outside || reach.absent).with(Truths::UNKNOWN, inside && outside && reach.open)
    }

    /// A number; `None` where it belongs to a questionnaire that is not here.
    fn quantity(&self, quantity: &Quantity) -> Option<Reach> {
        let score = |at: &usize| self.scores.get(*at).copied().unwrap_or(Reach::NOWHERE);
        Some(match quantity {
            Quantity::Number(number) => Reach::points(*number, *number),
            Quantity::Item(item) | Quantity::Points(item) => self.seen(*item, |domain, item| points(domain, &item.ask)),
            Quantity::Ticked(item) => self.seen(*item, |domain, item| ticked(domain, &item.ask)),
            Quantity::Counted(finding) => self.findings.get(*finding).map_or(Reach::NOWHERE, |it| it.count),
            Quantity::Score(at) => score(at),
            Quantity::Low(at) => Reach { high: score(at).low, open: false, ..score(at) },
            Quantity::High(at) => Reach { low: score(at).high, open: false, ..score(at) },
            Quantity::Sum(parts) => self.fold(parts, |a, b| a + b)?,
            Quantity::Min(parts) => self.fold(parts, f64::min)?,
            Quantity::Max(parts) => self.fold(parts, f64::max)?,
            Quantity::NotTaken(_) => return None,
        })
    }

    fn fold(&self, parts: &[Quantity], join: fn(f64, f64) -> f64) -> Option<Reach> {
        parts.iter().try_fold(Reach::NOWHERE, |all, part| Some(all.fold(self.quantity(part)?, join)))
    }
}

fn answer(domain: &Domain, whole: Possible, options: u64) -> Truths {
    let truths = |possible: Possible| match possible {
        Possible::Options(bits) => (bits & options != 0, bits & !options != 0),
        _ => (true, true),
    };
    let unknown = Truth::possible(truths(whole).0, truths(whole).1);
    let known = domain.known.map_or(Truths::NONE, |known| Truths::either(truths(known).0, truths(known).1));
    known.with(Truths::one(unknown), domain.may_be_unknown())
}

fn ticks(domain: &Domain, whole: Possible, options: u64, how: Has) -> Truths {
    let any = |possible: Possible| match possible {
        // Something is ticked: where only these are open, one of them is.
        Possible::Ticks { must, may } => (may & options != 0, must & options == 0 && may & !options != 0),
        _ => (true, true),
    };
    let all = |possible: Possible| match possible {
        Possible::Ticks { must, may } => (may & options == options, must & options != options),
        _ => (true, true),
    };
    let can = |possible: Possible| if how == Has::All { all(possible) } else { any(possible) };
    let known = domain.known.map_or(Truths::NONE, |known| Truths::either(can(known).0, can(known).1));
    // Of an unknown response nothing is certain, not even that something is ticked.
    let unknown = Truth::possible(can(whole).0, true);
    let truths = known.with(Truths::one(unknown), domain.may_be_unknown());
    if how == Has::None { !truths } else { truths }
}
