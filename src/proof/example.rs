//! Outcomes that no worked example shows, each with an example that does.

use super::goals::Subject;
use super::{Claim, Verdict};
use crate::answers::{Answers, Response};
use crate::definition::FlagLevel;
use crate::evaluation::{Evaluation, FindingState, GateResult, level_name};
use crate::questionnaire::{FindingKind, Form, Item, Symbol};
use std::fmt::Write as _;

impl Claim {
    /// What comes out, in words. `rule` is the text at its place, for rules that have no name.
    #[must_use]
    pub fn in_words(&self, form: &Form, rule: &str) -> String {
        let name = |symbol: Symbol| bare(form.symbol_id(symbol));
        let item = |at: usize| name(Symbol::Item(at));
        match self.subject {
            Subject::Asked(at) => format!("the question `{}` is asked", item(at)),
            Subject::NotAsked(at) => format!("the question `{}` is not asked", item(at)),
            Subject::Holds(at) => format!("`{}` holds", name(Symbol::Criterion(at))),
            Subject::Fails(at) => format!("`{}` does not hold", name(Symbol::Criterion(at))),
            Subject::Bound(at, is_most) => {
                format!("`{}` is at its {}", name(Symbol::Score(at)), if is_most { "most" } else { "least" })
            }
            Subject::Band(at, band) => {
                format!("`{}` lies in the band `{}`", name(Symbol::Score(at)), band_id(form, at, band))
            }
            Subject::State(at, state) => {
                format!("`{}` comes to `{}`", name(Symbol::Finding(at)), state_id(form, at, state))
            }
            Subject::Says(at, truth) => {
                format!("`{}` says {}", name(Symbol::Finding(at)), if truth.holds() { "yes" } else { "no" })
            }
            Subject::Level(at, level) => {
                format!("the flag `{}` is raised at {level:?}", name(Symbol::Flag(at)))
            }
            Subject::Shown(at) => format!("the topic `{}` appears", name(Symbol::Topic(at))),
            Subject::NotShown(at) => format!("the topic `{}` does not appear", name(Symbol::Topic(at))),
            Subject::Card(at) => {
                format!("the card `{}` is shown", form.cards.get(at).map_or("", |card| card.id.as_str()))
            }
            Subject::Gate(at) => {
                format!("the gate `{}` stops the form", form.gates.get(at).map_or("", |gate| gate.id.as_str()))
            }
            Subject::Contradiction(_) => "these answers contradict each other".to_owned(),
            Subject::Rule | Subject::Alternative => format!("`{}` holds", on_one_line(rule)),
            Subject::NotRule => format!("`{}` does not hold", on_one_line(rule)),
        }
    }

    /// A worked example of it under this name, as it would stand in the file of the part `own`, with what came out as the
    /// expectation: for the author to confirm. `None` unless its verdict is [`Verdict::Possible`].
    #[must_use]
    pub fn as_example(&self, form: &Form, own: &str, name: &str) -> Option<String> {
        let Verdict::Possible(witness) = &self.verdict else { return None };
        let answers = &witness.answers(form);
        let evaluation = Evaluation::new(form).of(answers);
        let expect = self.expectation(form, &evaluation, answers);
        let given = given(form, answers, own);
        Some(format!(
            "        Example(name: \"{name}\",\n            given: ({given}),\n            expect: ({expect})),\n"
        ))
    }

    fn expectation(&self, form: &Form, evaluation: &Evaluation, answers: &Answers) -> String {
        let id = |symbol: Symbol| bare(form.symbol_id(symbol));
        let gate = match evaluation.gate(answers) {
            GateResult::Open => None,
            GateResult::Closed(at) => form.gates.get(at).map(|gate| gate.id.clone()),
            GateResult::Invalid(_) => Some("invalid".to_owned()),
        };
        if let Some(gate) = gate {
            return format!("gate: {gate}");
        }
        match self.subject {
            Subject::Asked(at) => format!("shown: [\"{}\"]", id(Symbol::Item(at))),
            Subject::NotAsked(at) => format!("hidden: [\"{}\"]", id(Symbol::Item(at))),
            Subject::Holds(at) | Subject::Fails(at) => {
                format!("{}: {}", id(Symbol::Criterion(at)), truth_word(evaluation.criterion(at).known()))
            }
            Subject::Bound(at, _) | Subject::Band(at, _) => {
                let total = evaluation.score(at).and_then(|score| score.total());
                let band = evaluation.score(at).and_then(|score| score.band).map(|band| band_id(form, at, band));
                let value = total.map(|total| total.to_string()).or(band.map(str::to_owned)).unwrap_or_default();
                format!("{}: {value}", id(Symbol::Score(at)))
            }
            Subject::State(at, _) | Subject::Says(at, _) => match evaluation.finding(at) {
                FindingState::State(state) => format!("{}: {}", id(Symbol::Finding(at)), state_id(form, at, state)),
                FindingState::Truth(truth) => format!("{}: {}", id(Symbol::Finding(at)), truth_word(truth.known())),
                _ => String::new(),
            },
            Subject::Level(..) => format!("flags: ({})", flags(form, evaluation)),
            // What has no result of its own shows in the topics, if anywhere.
            _ => format!("topics: [{}]", topics(form, evaluation)),
        }
    }
}

fn on_one_line(rule: &str) -> String {
    rule.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bare(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}

fn truth_word(truth: Option<bool>) -> &'static str {
    match truth {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

fn band_id(form: &Form, score: usize, band: usize) -> &str {
    form.scores.get(score).and_then(|score| score.bands.get(band)).map_or("", |band| band.id.as_str())
}

fn state_id(form: &Form, finding: usize, state: usize) -> &str {
    match form.findings.get(finding).map(|finding| &finding.kind) {
        Some(FindingKind::States(states)) => states.get(state).map_or("", |state| state.id.as_str()),
        _ => "",
    }
}

fn flags(form: &Form, evaluation: &Evaluation) -> String {
    let raised = form.flags.iter().enumerate().filter_map(|(at, flag)| Some((flag, evaluation.flag(at)?)));
    let words = raised.map(|(flag, level): (_, FlagLevel)| format!("{}: {}", flag.id, level_name(level)));
    words.collect::<Vec<_>>().join(", ")
}

fn topics(form: &Form, evaluation: &Evaluation) -> String {
    let shown = form.topics.iter().enumerate().filter(|(at, _)| evaluation.topic(*at));
    shown.map(|(_, topic)| format!("\"{}\"", topic.id)).collect::<Vec<_>>().join(", ")
}

/// Answers as an example gives them: those of the file's own part by name, those of others in groups.
#[must_use]
pub fn given(form: &Form, answers: &Answers, own: &str) -> String {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for (at, item) in form.items.iter().enumerate() {
        let Some(value) = value(item, answers.get(at)) else { continue };
        let (part, id) = item.id.split_once('.').unwrap_or((own, item.id.as_str()));
        let place = parts.iter().position(|(known, _)| *known == part).unwrap_or_else(|| {
            parts.push((part, String::new()));
            parts.len() - 1
        });
        if let Some((_, words)) = parts.get_mut(place) {
            let comma = if words.is_empty() { "" } else { ", " };
            // Writing to a string cannot fail.
            write!(words, "{comma}{id}: {value}").ok();
        }
    }
    let group = |(part, words): (&str, String)| if part == own { words } else { format!("{part}: ({words})") };
    parts.into_iter().map(group).collect::<Vec<_>>().join(", ")
}

fn value(item: &Item, response: &Response) -> Option<String> {
    let options = item.ask.options();
    Some(match response {
        Response::Blank => return None,
        Response::DontKnow => "dont_know".to_owned(),
        Response::PreferNot => "prefer_not".to_owned(),
        Response::Option(at) => options.get(usize::from(*at))?.id.clone(),
        Response::Ticks(bits) => {
            let ticked = options.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            format!("[{}]", ticked.map(|(_, option)| option.id.as_str()).collect::<Vec<_>>().join(", "))
        }
        Response::Number(number) => number.to_string(),
        Response::Text(words) | Response::Date(words) => format!("\"{words}\""),
    })
}
