//! Evaluation → [`Summary`].

use super::changes;
use super::document::{
    AnswerKind, AnswerRow, AnswerSection, EmergencyCall, FactGroup, FileMark, Gap, Person, QuestionnaireResult, Scale,
    SinceLastTime, Stopped, Summary, Topic,
};
use super::numbering::Numbering;
use super::record::Record;
use super::wishes::Wishes;
use super::words::{Length, answer_in_words, date_in_words, fact_in_words, fill_in, reason_in_words};
use crate::answers::{Answers, Response};
use crate::definition::{Emergency, Evidence, FactPlace, Urgency, is_english};
use crate::evaluation::{Evaluation, FindingState, GateResult, Reason, topics_in_print_order};
use crate::questionnaire::{FindingKind, Form, Item};
use crate::rule::Truth;
use std::collections::BTreeSet;

/// About as many routine topics fit on page one.
const TOPICS_ON_PAGE_ONE: usize = 8;

/// Writes the sheet.
///
/// Answers that the person left off, and private ones unless they agreed, are blank for everything on it: no result, topic or
/// gap on the paper hints at them.
#[must_use]
pub fn summarize(evaluation: &Evaluation, answers: &Answers, wording: &Emergency, wishes: &Wishes) -> Summary {
    let form = evaluation.form();
    let printed = without(form, answers, |at, item| wishes.keep_back(at, item));
    let mut evaluation = evaluation.clone();
    evaluation.run(&printed);
    let writer = Writer { form, evaluation: &evaluation, answers: &printed, wishes, numbering: Numbering::new(form) };
    writer.summary(wording)
}

/// The answers without those that are kept back.
pub(super) fn without(form: &Form, answers: &Answers, keeps_back: impl Fn(usize, &Item) -> bool) -> Answers {
    let mut left = answers.clone();
    for (at, _) in form.items.iter().enumerate().filter(|(at, item)| keeps_back(*at, item)) {
        left.set(at, Response::Blank);
    }
    left
}

struct Writer<'a> {
    form: &'a Form,
    evaluation: &'a Evaluation<'a>,
    answers: &'a Answers,
    wishes: &'a Wishes,
    numbering: Numbering<'a>,
}

impl Writer<'_> {
    fn summary(mut self, wording: &Emergency) -> Summary {
        let stopped = self.stopped();
        let open = stopped.is_none();
        let (emergencies, prompt, routine) = if open { self.topics() } else { Default::default() };
        let (topics, further_topics) = self.page_one(routine);
        let left_off = |at: &&usize| self.form.items.get(**at).is_some_and(|item| !item.private);
        Summary {
            form_title: self.form.title.clone(),
            languages: self.languages(wording),
            person: self.person(),
            emergency_call: (!emergencies.is_empty()).then(|| self.emergency_call(wording)),
            emergencies,
            prompt,
            warnings: if open { self.facts(FactPlace::Warnings, None) } else { Vec::new() },
            results: if open { self.results() } else { Vec::new() },
            own_questions: lines(&self.wishes.own_questions),
            not_answered: if open { self.gaps() } else { Vec::new() },
            not_taken: self.not_taken(),
            left_out: self.wishes.left_off.iter().filter(left_off).count(),
            safety: wording.safety.clone(),
            facts: if open { self.fact_groups() } else { Vec::new() },
            own_notes: self.wishes.own_notes.trim().to_owned(),
            answers: self.answer_sections(),
            since_last_time: if open { self.since_last_time() } else { None },
            sources: self.numbering.sources(),
            record: open.then(|| Record::of(self.evaluation, self.answers, self.wishes, self.files())),
            files: self.files(),
            topics,
            further_topics,
            stopped,
        }
    }

    fn languages(&self, wording: &Emergency) -> Vec<String> {
        let of_parts = self.form.parts.iter().map(|part| part.language.as_str());
        let all: BTreeSet<&str> = of_parts.chain([wording.language.as_str()]).filter(|tag| !is_english(tag)).collect();
        all.into_iter().map(str::to_owned).collect()
    }

    fn stopped(&self) -> Option<Stopped> {
        match self.evaluation.gate(self.answers) {
            GateResult::Open => None,
            GateResult::Closed(gate) => Some(Stopped {
                title: "Nothing was worked out".to_owned(),
                text: self.form.gates.get(gate).map(|gate| gate.text.clone()).into_iter().collect(),
            }),
            GateResult::Invalid(faults) => Some(Stopped {
                title: "Some answers need another look".to_owned(),
                text: faults
                    .iter()
                    .map(|fault| {
                        let names: Vec<&str> = fault
                            .items
                            .iter()
                            .filter_map(|at| self.form.items.get(*at))
                            .map(|item| item.short.as_str())
                            .collect();
                        format!("{}: {}", names.join(", "), fault.text)
                    })
                    .collect(),
            }),
        }
    }

    fn person(&self) -> Person {
        Person {
            name: self.wishes.name.trim().to_owned(),
            born: self.wishes.born.trim().to_owned(),
            answered: date_in_words(&self.wishes.day),
            facts: self.facts(FactPlace::Person, None).into_iter().chain(self.own_medicines()).collect(),
        }
    }

    /// Whoever reads which medicines were ticked must learn that there are others in the person's own words.
    fn own_medicines(&self) -> Option<String> {
        let count = lines(&self.wishes.own_medicines).len();
        match count {
            0 => None,
            1 => Some("Also 1 medicine in my own words, under “Facts to bring”".to_owned()),
            _ => Some(format!("Also {count} medicines in my own words, under “Facts to bring”")),
        }
    }

    fn emergency_call(&self, wording: &Emergency) -> EmergencyCall {
        let region = wording.region(&self.wishes.region);
        let numbers = region.numbers();
        EmergencyCall {
            title: wording.title.clone(),
            lead: wording.lead.clone(),
            call: wording.call.clone(),
            also: wording.also.clone(),
            region: if numbers.is_empty() { String::new() } else { region.name.clone() },
            numbers: numbers.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Emergency, prompt and routine topics, each in print order.
    fn topics(&mut self) -> (Vec<Topic>, Vec<Topic>, Vec<Topic>) {
        let (mut emergencies, mut prompt, mut routine) = (Vec::new(), Vec::new(), Vec::new());
        for at in topics_in_print_order(self.evaluation) {
            let Some(definition) = self.form.topics.get(at) else { continue };
            if definition.private && !self.wishes.print_private {
                continue;
            }
            let Some(topic) = self.topic(at) else { continue };
            match definition.urgency {
                Urgency::Emergency => emergencies.push(topic),
                Urgency::Prompt => prompt.push(topic),
                Urgency::Routine => routine.push(topic),
            }
        }
        (emergencies, prompt, routine)
    }

    fn topic(&mut self, at: usize) -> Option<Topic> {
        let topic = self.form.topics.get(at)?;
        let reasons = self.evaluation.reasons(&topic.when);
        let words = |reason: &Reason| reason_in_words(self.evaluation, self.answers, *reason);
        let is_flag = |reason: &&Reason| matches!(reason, Reason::Flag(_));
        let notes = topic.notes.iter().filter(|note| self.evaluation.holds(note.when.as_ref()));
        Some(Topic {
            id: topic.id.clone(),
            title: topic.title.clone(),
            why: topic.why.clone(),
            because: reasons.iter().filter(|reason| !is_flag(reason)).map(words).collect(),
            signs: reasons.iter().filter(is_flag).map(words).collect(),
            ask: topic.ask.clone(),
            notes: notes.filter_map(|note| fill_in(&note.text, self.evaluation, self.answers)).collect(),
            evidence: match topic.evidence {
                Evidence::Strong => "Strong",
                Evidence::Moderate => "Moderate",
                Evidence::Limited => "Limited",
                Evidence::Expert => "Expert",
            }
            .to_owned(),
            evidence_note: topic.evidence_note.clone(),
            sources: self.numbering.numbers(&topic.sources),
        })
    }

    /// Routine topics in the person's own order: those for page one, and those that follow.
    fn page_one(&self, mut routine: Vec<Topic>) -> (Vec<Topic>, Vec<Topic>) {
        let order = &self.wishes.topic_order;
        routine.sort_by_key(|topic| order.iter().position(|id| *id == topic.id).unwrap_or(order.len()));
        let (off, mut chosen): (Vec<Topic>, Vec<Topic>) =
            routine.into_iter().partition(|topic| self.wishes.topics_off.contains(&topic.id));
        let more = chosen.split_off(chosen.len().min(TOPICS_ON_PAGE_ONE));
        (chosen, more.into_iter().chain(off).collect())
    }

    /// The facts of one place, of one part or of all that were taken, that are known and wanted.
    fn facts(&self, place: FactPlace, part: Option<usize>) -> Vec<String> {
        self.labelled_facts(place, part).into_iter().map(|(_, text)| text).collect()
    }

    fn labelled_facts(&self, place: FactPlace, part: Option<usize>) -> Vec<(&str, String)> {
        let facts = self.form.facts.iter().filter(|fact| {
            fact.place == place && part.is_none_or(|part| part == fact.part) && self.evaluation.is_taken(fact.part)
        });
        facts
            .filter_map(|fact| Some((fact.label.as_str(), fact_in_words(fact, self.evaluation, self.answers)?)))
            .collect()
    }

    fn fact_groups(&self) -> Vec<FactGroup> {
        let mut groups: Vec<FactGroup> = Vec::new();
        for (label, text) in self.labelled_facts(FactPlace::Bring, None) {
            match groups.iter_mut().find(|group| group.label == label) {
                Some(group) => group.lines.push(text),
                None => groups.push(FactGroup { label: label.to_owned(), lines: vec![text] }),
            }
        }
        let own = lines(&self.wishes.own_medicines);
        if !own.is_empty() {
            groups.insert(0, FactGroup { label: "My medicines, in my words".to_owned(), lines: own });
        }
        groups
    }

    fn results(&self) -> Vec<QuestionnaireResult> {
        let parts = self.form.questionnaires().filter(|(at, _)| self.evaluation.is_taken(*at));
        parts
            .map(|(at, part)| QuestionnaireResult {
                name: part.short.clone(),
                patterns: self.patterns(at),
                facts: self.facts(FactPlace::Result, Some(at)),
                scores: self.scales(at),
            })
            .filter(|result| !(result.patterns.is_empty() && result.facts.is_empty() && result.scores.is_empty()))
            .collect()
    }

    fn patterns(&self, part: usize) -> Vec<String> {
        let findings = self.form.findings.iter().enumerate().filter(|(_, finding)| finding.part == part);
        let words = findings.filter_map(|(at, finding)| match (&finding.kind, self.evaluation.finding(at)) {
            (FindingKind::States(states), FindingState::State(state)) => {
                states.get(state).map(|state| state.text.clone())
            }
            (FindingKind::YesNo { words: [yes, no, open], .. }, FindingState::Truth(truth)) => Some(match truth {
                Truth::Yes => yes.clone(),
                Truth::No => no.clone(),
                Truth::Unknown => open.clone(),
            }),
            _ => None,
        });
        words.filter(|words| !words.is_empty()).collect()
    }

    fn scales(&self, part: usize) -> Vec<Scale> {
        let scores = self.form.scores.iter().enumerate().filter(|(_, score)| score.part == part);
        scores.filter_map(|(at, score)| Some(Scale::of(score, self.evaluation.score(at)?))).collect()
    }

    /// Questions that may stand on the paper, with their places.
    fn printed_items(&self) -> impl Iterator<Item = (usize, &Item)> {
        let items = self.form.items.iter().enumerate();
        items.filter(|(at, item)| self.evaluation.is_taken(item.part) && !self.wishes.keep_back(*at, item))
    }

    fn gaps(&self) -> Vec<Gap> {
        let asked = self.printed_items().filter(|(at, _)| self.evaluation.is_asked(*at));
        let gap = |(at, item): (usize, &Item)| match kind_of(self.answers.get(at)) {
            AnswerKind::Given => None,
            kind => Some(Gap { label: item.short.clone(), kind }),
        };
        asked.filter_map(gap).collect()
    }

    fn not_taken(&self) -> Vec<String> {
        let parts = self.form.questionnaires().filter(|(at, _)| !self.evaluation.is_taken(*at));
        parts.map(|(_, part)| part.title.clone()).collect()
    }

    fn answer_sections(&self) -> Vec<AnswerSection> {
        let mut sections: Vec<(usize, AnswerSection)> = Vec::new();
        for (at, item) in self.printed_items() {
            let kind = if self.evaluation.is_asked(at) { kind_of(self.answers.get(at)) } else { AnswerKind::NotAsked };
            let answer = if kind == AnswerKind::Given {
                answer_in_words(item, self.answers.get(at), Length::Full)
            } else {
                None
            };
            let row = AnswerRow { question: item.text.clone(), answer: answer.unwrap_or_default(), kind };
            match sections.last_mut() {
                Some((section, last)) if *section == item.section => last.rows.push(row),
                _ => sections.push((item.section, self.answer_section(item, row))),
            }
        }
        sections.into_iter().map(|(_, section)| without_rows_of_nothing(section)).collect()
    }

    fn answer_section(&self, item: &Item, row: AnswerRow) -> AnswerSection {
        let title = |found: Option<&String>| found.cloned().unwrap_or_default();
        AnswerSection {
            questionnaire: title(self.form.parts.get(item.part).map(|part| &part.title)),
            title: title(self.form.sections.get(item.section).map(|section| &section.title)),
            rows: vec![row],
        }
    }

    fn since_last_time(&self) -> Option<SinceLastTime> {
        changes::since(self.form, self.answers, |part| self.evaluation.is_taken(part), self.wishes)
    }

    fn files(&self) -> Vec<FileMark> {
        let parts = self.form.parts.iter().enumerate().filter(|(at, _)| self.evaluation.is_taken(*at));
        parts
            .map(|(_, part)| FileMark {
                title: part.title.clone(),
                id: part.id.clone(),
                version: part.version.clone(),
                fingerprint: part.fingerprint.chars().take(16).collect(),
            })
            .collect()
    }
}

/// A section of which nothing was asked is told in one row.
fn without_rows_of_nothing(mut section: AnswerSection) -> AnswerSection {
    let count = section.rows.len();
    if count > 1 && section.rows.iter().all(|row| row.kind == AnswerKind::NotAsked) {
        let question = format!("The {count} questions of this part");
        section.rows = vec![AnswerRow { question, answer: String::new(), kind: AnswerKind::NotAsked }];
    }
    section
}

fn kind_of(response: &Response) -> AnswerKind {
    match response {
        Response::Blank => AnswerKind::Skipped,
        Response::DontKnow => AnswerKind::DontKnow,
        Response::PreferNot => AnswerKind::PreferNot,
        _ => AnswerKind::Given,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
