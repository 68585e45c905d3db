//! A rule in plain words, for "why is this here?".

use super::asking::AnswerOption;
use super::form::{FindingKind, Form};
use super::rules::{Quantity, Rule, RuleKind, Said};
use crate::rule::{Comparison, Has};

/// Says a rule in words that a person can check against their own answers.
#[must_use]
pub fn rule_in_words(rule: &Rule, form: &Form) -> String {
    Speaker { form }.rule(rule, false)
}

struct Speaker<'a> {
    form: &'a Form,
}

impl Speaker<'_> {
    fn rule(&self, rule: &Rule, inner: bool) -> String {
        match &rule.kind {
            RuleKind::All(rules) => self.joined(rules, " and ", "all of these", inner),
            RuleKind::Any(rules) => self.joined(rules, " or ", "any of these", inner),
            RuleKind::Not(rule) => format!("not ({})", self.rule(rule, false)),
            RuleKind::Count { least, most, of } => self.count(*least, *most, of),
            RuleKind::Answer { item, options } => self.answer(*item, *options),
            RuleKind::Ticks { item, options, how } => {
                let word = match how {
                    Has::Any => "ticked",
                    Has::All => "all ticked",
                    Has::None => "not ticked",
                };
                format!("{word} under “{}”: {}", self.item(*item), self.options(*item, *options))
            }
            RuleKind::Said { item, response } => {
                let said = match response {
                    Said::DontKnow => "I don’t know",
                    Said::PreferNot => "I would rather not say",
                };
                format!("“{}” is “{said}”", self.item(*item))
            }
            RuleKind::Compare(left, comparison, right) => {
                format!("{} {} {}", self.quantity(left), comparison_in_words(*comparison), self.quantity(right))
            }
            RuleKind::Band { score, bands } => self.form.scores.get(*score).map_or_else(String::new, |score| {
                format!("{} is {}", score.name, named(*bands, score.bands.iter().map(|band| band.name.as_str())))
            }),
            RuleKind::State { finding, states } => self.state(*finding, *states),
            RuleKind::Level { flag, .. } => {
                self.form.flags.get(*flag).map_or_else(String::new, |flag| format!("warning sign: {}", flag.text))
            }
            RuleKind::Criterion(criterion) => {
                self.form.criteria.get(*criterion).map(|it| it.name.clone()).unwrap_or_default()
            }
            RuleKind::Holds(finding) => self.form.findings.get(*finding).map(|it| it.name.clone()).unwrap_or_default(),
            RuleKind::Topic(topic) => {
                self.form.topics.get(*topic).map_or_else(String::new, |it| format!("the topic “{}” is shown", it.title))
            }
            RuleKind::Known(items) => format!("the answer is known to {}", self.items(items)),
            RuleKind::Answered(items) => format!("there is an answer to {}", self.items(items)),
            RuleKind::Asked(item) => format!("“{}” is asked", self.item(*item)),
            RuleKind::NotTaken(name) => format!("`{name}` of a questionnaire that was not filled in"),
        }
    }

    fn joined(&self, rules: &[Rule], word: &str, long: &str, inner: bool) -> String {
        let parts: Vec<String> = rules.iter().map(|rule| self.rule(rule, true)).collect();
        if parts.len() > 3 {
            return format!("{long} ({})", parts.join("; "));
        }
        let joined = parts.join(word);
        if inner && parts.len() > 1 { format!("({joined})") } else { joined }
    }

    fn count(&self, least: u16, most: u16, of: &[Rule]) -> String {
        let amount = if most == 0 {
            "none".to_owned()
        } else if least == most {
            format!("exactly {least}")
        } else if least == 0 {
            format!("at most {most}")
        } else {
            format!("at least {least}")
        };
        let parts: Vec<String> = of.iter().map(|rule| self.rule(rule, true)).collect();
        format!("{amount} of these ({})", parts.join("; "))
    }

    fn item(&self, item: usize) -> &str {
        self.form.items.get(item).map(|item| item.short.as_str()).unwrap_or_default()
    }

    fn items(&self, items: &[usize]) -> String {
        items.iter().map(|item| format!("“{}”", self.item(*item))).collect::<Vec<_>>().join(", ")
    }

    fn options(&self, item: usize, bits: u64) -> String {
        let options = self.form.items.get(item).map(|item| item.ask.options()).unwrap_or_default();
        named(bits, options.iter().map(|option: &AnswerOption| option.short.as_str()))
    }

    fn answer(&self, item: usize, options: u64) -> String {
        format!("“{}” is {}", self.item(item), self.options(item, options))
    }

    fn state(&self, finding: usize, states: u64) -> String {
        let Some(finding) = self.form.findings.get(finding) else { return String::new() };
        let FindingKind::States(all) = &finding.kind else { return finding.name.clone() };
        format!("{}: {}", finding.name, named(states, all.iter().map(|state| state.name.as_str())))
    }

    fn quantity(&self, quantity: &Quantity) -> String {
        let list = |word: &str, parts: &[Quantity]| {
            let parts: Vec<String> = parts.iter().map(|part| self.quantity(part)).collect();
            format!("{word} ({})", parts.join("; "))
        };
        match quantity {
            Quantity::Number(number) => format!("{number}"),
            Quantity::Item(item) => format!("“{}”", self.item(*item)),
            Quantity::Points(item) => format!("the answer to “{}”, in points,", self.item(*item)),
            Quantity::Ticked(item) => format!("the number of ticks under “{}”", self.item(*item)),
            Quantity::Counted(finding) => {
                self.form.findings.get(*finding).map(|it| it.name.clone()).unwrap_or_default()
            }
            Quantity::Score(score) => self.score(*score).to_owned(),
            Quantity::Low(score) => format!("the least that {} can be", self.score(*score)),
            Quantity::High(score) => format!("the most that {} can be", self.score(*score)),
            Quantity::Sum(parts) => list("the sum of", parts),
            Quantity::Min(parts) => list("the least of", parts),
            Quantity::Max(parts) => list("the most of", parts),
            Quantity::NotTaken(name) => format!("`{name}`"),
        }
    }

    fn score(&self, score: usize) -> &str {
        self.form.scores.get(score).map(|score| score.name.as_str()).unwrap_or_default()
    }
}

/// The names whose bits are set, joined by "or".
fn named<'n>(bits: u64, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> =
        names.enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, name)| format!("“{name}”")).collect();
    names.join(" or ")
}

fn comparison_in_words(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "is",
        Comparison::Unequal => "is not",
        Comparison::Less => "is less than",
        Comparison::AtMost => "is at most",
        Comparison::More => "is more than",
        Comparison::AtLeast => "is at least",
    }
}
