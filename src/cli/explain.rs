//! `anteroom explain`: why each result came out as it did.

use super::arguments::Explain;
use super::{Done, Failure, Outcome, answers_file, print, say};
use crate::answers::Answers;
use crate::evaluation::{Evaluation, FindingState, GateResult, Reason, level_name, topics_in_print_order};
use crate::questionnaire::{FindingKind, Form, Rule, Symbol, rule_in_words};
use crate::summary::{finding_in_words, reason_in_words, score_in_words, truth_in_words};
use std::fmt::Write;

pub(super) fn run(arguments: &Explain) -> Done {
    let (form, _) = answers_file::form_in(&arguments.which.panel, &arguments.language)?;
    let answers = answers_file::answers(&arguments.answers, &form)?;
    let evaluation = answers_file::evaluation(&form, &answers);
    match evaluation.gate(&answers) {
        GateResult::Open => {}
        GateResult::Closed(gate) => {
            say(&format!("anteroom: nothing was worked out: {}", form.gates.get(gate).map_or("", |gate| &gate.text)));
            return Ok(Outcome::Faulty);
        }
        GateResult::Invalid(faults) => {
            for fault in faults {
                let names: Vec<&str> =
                    fault.items.iter().filter_map(|at| form.items.get(*at)).map(|item| item.id.as_str()).collect();
                say(&format!("anteroom: {}: {}", names.join(", "), fault.text));
            }
            return Ok(Outcome::Faulty);
        }
    }
    let mut explainer = Explainer {
        form: &form,
        evaluation: &evaluation,
        answers: &answers,
        text: String::new(),
        only: arguments.only.as_deref(),
    };
    explainer.all();
    if explainer.text.is_empty() {
        return Err(Failure::usage(match &arguments.only {
            Some(only) => format!("`{only}` is not among the results of these answers"),
            None => "these answers lead to no results".to_owned(),
        }));
    }
    print(&explainer.text)?;
    Ok(Outcome::Fine)
}

struct Explainer<'a> {
    form: &'a Form,
    evaluation: &'a Evaluation<'a>,
    answers: &'a Answers,
    text: String,
    only: Option<&'a str>,
}

impl Explainer<'_> {
    fn all(&mut self) {
        for at in 0..self.form.findings.len() {
            self.finding(at);
        }
        for at in 0..self.form.scores.len() {
            self.score(at);
        }
        for at in 0..self.form.flags.len() {
            self.flag(at);
        }
        for at in topics_in_print_order(self.evaluation) {
            self.topic(at);
        }
    }

    fn is_wanted(&self, id: &str) -> bool {
        self.only.is_none_or(|only| only == id || id.rsplit('.').next() == Some(only))
    }

    fn line(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            // Writing to a text cannot fail.
            writeln!(self.text, "    {label:<9}{words}").ok();
        }
    }

    fn head(&mut self, id: &str, words: &str) {
        writeln!(self.text, "{id}: {words}").ok();
    }

    fn reasons(&mut self, reasons: &[Reason]) {
        let words: Vec<String> =
            reasons.iter().map(|reason| reason_in_words(self.evaluation, self.answers, *reason)).collect();
        self.line("answers", &words.join("; "));
    }

    fn rule(&mut self, rule: Option<&Rule>) {
        let Some(rule) = rule else { return };
        self.line("rule", &rule_in_words(rule, self.form));
        self.building_blocks(rule, &mut Vec::new());
    }

    /// What the building blocks of a rule say, each once, those within them too.
    fn building_blocks(&mut self, rule: &Rule, told: &mut Vec<usize>) {
        let mut criteria = Vec::new();
        rule.each_symbol(&mut |symbol| {
            if let Symbol::Criterion(at) = symbol {
                criteria.push(at);
            }
        });
        for at in criteria {
            let Some(criterion) = self.form.criteria.get(at).filter(|_| !told.contains(&at)) else { continue };
            told.push(at);
            let truth = truth_in_words(self.evaluation.criterion(at));
            let when = rule_in_words(&criterion.test.when, self.form);
            self.line("where", &format!("{} ({truth}): {when}", criterion.name));
            self.building_blocks(&criterion.test.when, told);
        }
    }

    fn sources(&mut self, sources: &[usize]) {
        for source in sources.iter().filter_map(|at| self.form.sources.get(*at)) {
            self.line("source", &source.cite);
        }
        self.text.push('\n');
    }

    fn finding(&mut self, at: usize) {
        let Some(finding) = self.form.findings.get(at).filter(|finding| self.is_wanted(&finding.id)) else { return };
        let state = self.evaluation.finding(at);
        let Some(words) = finding_in_words(self.form, at, state) else { return };
        self.head(&finding.id, &words);
        let (rule, own_sources) = match (&finding.kind, state) {
            (FindingKind::States(states), FindingState::State(state)) => {
                let state = states.get(state);
                (
                    state.and_then(|state| state.when.as_ref()),
                    state.map(|state| state.sources.clone()).unwrap_or_default(),
                )
            }
            (FindingKind::YesNo { test, .. }, _) => (Some(&test.when), Vec::new()),
            _ => (None, Vec::new()),
        };
        match rule {
            Some(rule) => self.rule(Some(rule)),
            None if matches!(finding.kind, FindingKind::States(_)) => {
                self.line("rule", "none of the other states holds");
            }
            None => {}
        }
        let reasons = self.evaluation.reasons_for_finding(at);
        self.reasons(&reasons);
        let sources: Vec<usize> = own_sources.iter().chain(&finding.sources).copied().collect();
        self.sources(&sources);
    }

    fn score(&mut self, at: usize) {
        let (Some(score), Some(state)) = (self.form.scores.get(at), self.evaluation.score(at)) else { return };
        if !self.is_wanted(&score.id) {
            return;
        }
        let band = state.band.and_then(|band| score.bands.get(band)).map_or("no band is certain", |band| &band.name);
        let number = score_in_words(state);
        let said = if state.is_answered() { format!("{number} of {} ({band})", score.range.1) } else { number };
        self.head(&score.id, &said);
        self.line("answered", &format!("{} of {}", state.asked - state.unanswered, state.asked));
        let reasons: Vec<Reason> = score
            .sum
            .iter()
            .filter(|item| self.evaluation.item(**item).answered)
            .map(|item| Reason::Answer(*item))
            .collect();
        self.reasons(&reasons);
        self.sources(&score.sources);
    }

    fn flag(&mut self, at: usize) {
        let (Some(flag), Some(level)) = (self.form.flags.get(at), self.evaluation.flag(at)) else { return };
        if !self.is_wanted(&flag.id) {
            return;
        }
        self.head(&flag.id, &format!("warning sign, {} ({})", level_name(level).replace('_', " "), flag.text));
        let rule = flag.levels.iter().find(|(at, _)| *at == level).map(|(_, rule)| rule);
        self.rule(rule);
        let reasons = rule.map(|rule| self.evaluation.reasons(rule)).unwrap_or_default();
        self.reasons(&reasons);
        self.sources(&flag.sources);
    }

    fn topic(&mut self, at: usize) {
        let Some(topic) = self.form.topics.get(at).filter(|topic| self.is_wanted(&topic.id)) else { return };
        self.head(&topic.id, &topic.title);
        self.line("why", &topic.why);
        self.rule(Some(&topic.when));
        let reasons = self.evaluation.reasons(&topic.when);
        self.reasons(&reasons);
        self.sources(&topic.sources);
    }
}
