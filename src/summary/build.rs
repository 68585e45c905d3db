//! Evaluation → [`Summary`].

use super::document::{
    AnswerKind, AnswerRow, AnswerSection, Band, EmergencyCall, FactGroup, FileMark, Gap, Person, QuestionnaireResult,
    Scale, Stopped, Summary, Topic,
};
use super::numbering::Numbering;
use super::wishes::Wishes;
use super::words::{Length, answer_in_words, fill_in, reason_in_words};
use crate::answers::{Answers, Response};
use crate::definition::{Emergency, Evidence, FactPlace, Urgency};
use crate::evaluation::{Evaluation, FindingState, GateResult, Reason, topics_in_print_order};
use crate::questionnaire::{FindingKind, Form, Item, Score};
use crate::rule::Truth;

/// About as many routine topics fit on page one.
const TOPICS_ON_PAGE_ONE: usize = 8;

/// Writes the sheet.
///
/// Answers that the person left off, and private ones unless they agreed, are blank for everything on it: no result, topic or
/// gap on the paper hints at them.
#[must_use]
pub fn summarize(evaluation: &Evaluation, answers: &Answers, wording: &Emergency, wishes: &Wishes) -> Summary {
    let form = evaluation.form();
    let printed = printed_answers(form, answers, wishes);
    let mut evaluation = evaluation.clone();
    evaluation.run(&printed);
    let writer = Writer { form, evaluation: &evaluation, answers: &printed, wishes, numbering: Numbering::new(form) };
    writer.summary(wording)
}

fn printed_answers(form: &Form, answers: &Answers, wishes: &Wishes) -> Answers {
    let mut printed = answers.clone();
    for (at, item) in form.items.iter().enumerate() {
        if is_kept_back(at, item, wishes) {
            printed.set(at, Response::Blank);
        }
    }
    printed
}

fn is_kept_back(at: usize, item: &Item, wishes: &Wishes) -> bool {
    wishes.left_off.contains(&at) || (item.private && !wishes.print_private)
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
            sources: self.numbering.sources(),
            files: self.files(),
            topics,
            further_topics,
            stopped,
        }
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
            answered: self.wishes.answered.clone(),
            facts: self.facts(FactPlace::Person, None),
        }
    }

    fn emergency_call(&self, wording: &Emergency) -> EmergencyCall {
        let region = wording.region(&self.wishes.region);
        EmergencyCall {
            title: wording.title.clone(),
            lead: wording.lead.clone(),
            call: wording.call.clone(),
            also: wording.also.clone(),
            region: if region.id == wording.elsewhere.id { String::new() } else { region.name.clone() },
            numbers: region.emergency.clone(),
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
            .filter(|fact| self.evaluation.holds(fact.when.as_ref()))
            .filter_map(|fact| Some((fact.label.as_str(), fill_in(&fact.text, self.evaluation, self.answers)?)))
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
        scores.filter_map(|(at, score)| self.scale(score, at)).collect()
    }

    fn scale(&self, score: &Score, at: usize) -> Option<Scale> {
        let state = self.evaluation.score(at)?;
        // A band that takes in more than half of the range has no natural end worth drawing.
        let (from, to) = score.range;
        let is_open = |band: &crate::questionnaire::Band| {
            (band.to - to).abs() < f64::EPSILON && band.to - band.from > (to - from) / 2.0
        };
        let band = |band: &crate::questionnaire::Band| Band {
            name: band.name.clone(),
            from: band.from,
            to: band.to,
            open: is_open(band),
        };
        Some(Scale {
            name: score.name.clone(),
            unit: score.unit.clone(),
            low: state.low,
            high: state.high,
            answered: state.asked - state.unanswered,
            asked: state.asked,
            bands: score.bands.iter().map(band).collect(),
            band: state.band,
        })
    }

    /// Questions that may stand on the paper, with their places.
    fn printed_items(&self) -> impl Iterator<Item = (usize, &Item)> {
        let items = self.form.items.iter().enumerate();
        items.filter(|(at, item)| self.evaluation.is_taken(item.part) && !is_kept_back(*at, item, self.wishes))
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
        sections.into_iter().map(|(_, section)| section).collect()
    }

    fn answer_section(&self, item: &Item, row: AnswerRow) -> AnswerSection {
        let title = |found: Option<&String>| found.cloned().unwrap_or_default();
        AnswerSection {
            questionnaire: title(self.form.parts.get(item.part).map(|part| &part.title)),
            title: title(self.form.sections.get(item.section).map(|section| &section.title)),
            rows: vec![row],
        }
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
