//! A questionnaire being filled in: answers, how far the person is, and what they want on the sheet. No pixels here.

use crate::answers::{Answers, Response};
use crate::evaluation::Evaluation;
use crate::files::{Given, Visit};
use crate::questionnaire::{Ask, Form, Part};
use crate::summary::{FileMark, Wishes};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroize;

/// Everything about what is being filled in.
#[derive(Debug, Clone)]
pub(super) struct Filling {
    /// Id of what was begun on the home screen.
    pub(super) started: String,
    /// Its name.
    pub(super) title: String,
    /// The form that it is part of.
    pub(super) form: Form,
    /// Which parts of the form are filled in, by place.
    pub(super) taken: Vec<bool>,
    /// The answers.
    pub(super) answers: Answers,
    /// The section on the screen, by place.
    pub(super) section: usize,
    /// Sections that were gone through: what is blank there was skipped.
    pub(super) passed: BTreeSet<usize>,
    /// What the person wants on the sheet.
    pub(super) wishes: Wishes,
    /// Answers of another version of the questionnaire that have no place in this one, by the id of their question.
    pub(super) unfit: BTreeMap<String, Given>,
    /// The visit as it was last kept.
    pub(super) kept: Visit,
    /// The sheet says what changed since the visit before.
    pub(super) says_since: bool,
    /// True after a draft was opened: private answers were not kept in it.
    pub(super) reopened: bool,
    /// Minutes that a question takes: those that the files give, shared among the questions asked at first.
    pace: f64,
}

/// Why a question has no known answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GapKind {
    /// Left blank.
    Skipped,
    /// "I don't know".
    DontKnow,
    /// "I would rather not say".
    PreferNot,
    /// A private answer, which is not kept on disk.
    NotKept,
}

impl GapKind {
    /// How the screen says it.
    #[must_use]
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Skipped => "Skipped",
            Self::DontKnow => "I don’t know",
            Self::PreferNot => "I would rather not say",
            Self::NotKept => "Not kept when you left",
        }
    }
}

impl Filling {
    /// Begins a panel, or one questionnaire with those that it asks first, in the form that joins it with others.
    #[must_use]
    pub(super) fn begin(started: &str, form: Form) -> Self {
        let taken = taken(&form, started);
        let title = form.part(started).and_then(|part| form.parts.get(part)).map(|part| part.title.clone());
        let mut filling = Self {
            started: started.to_owned(),
            title: title.unwrap_or_else(|| form.title.clone()),
            answers: Answers::new(&form),
            section: 0,
            passed: BTreeSet::new(),
            wishes: Wishes::default(),
            unfit: BTreeMap::new(),
            kept: Visit::default(),
            says_since: false,
            reopened: false,
            pace: 0.0,
            taken,
            form,
        };
        let evaluation = filling.evaluation();
        let asked_at_first = filling.left(&evaluation).max(1);
        let first = filling.sections(&evaluation).first().copied().unwrap_or_default();
        filling.section = first;
        filling.pace = filling.minutes() / in_f64(asked_at_first);
        filling
    }

    /// Goes on with a visit.
    #[must_use]
    pub(super) fn reopen(draft: &Visit, form: Form) -> Self {
        let mut filling = Self::begin(&draft.started, form);
        (filling.answers, filling.unfit) = draft.take_answers(&filling.form);
        filling.kept = draft.clone();
        let names: Vec<String> = (0..filling.form.sections.len()).map(|at| filling.section_name(at)).collect();
        let place = |name: &String| names.iter().position(|known| known == name);
        filling.passed = draft.passed.iter().filter_map(place).collect();
        let open = place(&draft.section).filter(|at| filling.sections(&filling.evaluation()).contains(at));
        filling.section = open.unwrap_or(filling.section);
        filling.wishes = Wishes {
            name: draft.name.clone(),
            born: draft.born.clone(),
            left_off: draft.left_off.iter().filter_map(|id| filling.form.item(id)).collect(),
            topics_off: draft.topics_off.clone(),
            topic_order: draft.topic_order.clone(),
            own_questions: draft.own_questions.clone(),
            own_medicines: draft.own_medicines.clone(),
            own_notes: draft.own_notes.clone(),
            print_private: draft.print_private,
            ..Wishes::default()
        };
        filling.says_since = draft.says_since;
        filling.reopened = true;
        filling
    }

    /// What is written to disk.
    #[must_use]
    pub(super) fn visit(&self, changed: String) -> Visit {
        let id_of = |at: usize| self.form.items.get(at).map(|item| item.id.clone());
        let parts = self.form.parts.iter().zip(&self.taken).filter(|(_, taken)| **taken);
        let mark = |part: &Part| FileMark {
            title: part.title.clone(),
            id: part.id.clone(),
            version: part.version.clone(),
            fingerprint: part.fingerprint.clone(),
        };
        let root = self.form.part(&self.started).and_then(|at| self.form.parts.get(at)).or(self.form.parts.last());
        let begun = if self.kept.begun.is_empty() { changed.clone() } else { self.kept.begun.clone() };
        let mut visit = Visit {
            started: self.started.clone(),
            title: self.title.clone(),
            form: self.form.id.clone(),
            language: root.map(|part| part.language.clone()).unwrap_or_default(),
            questionnaires: parts.map(|(part, _)| mark(part)).collect(),
            begun,
            gaps: self.gaps(&self.evaluation()).len(),
            section: self.section_name(self.section),
            passed: self.passed.iter().map(|at| self.section_name(*at)).collect(),
            changed,
            unfit: self.unfit.clone(),
            left_off: self.wishes.left_off.iter().filter_map(|at| id_of(*at)).collect(),
            print_private: self.wishes.print_private,
            says_since: self.says_since,
            name: self.wishes.name.clone(),
            born: self.wishes.born.clone(),
            topics_off: self.wishes.topics_off.clone(),
            topic_order: self.wishes.topic_order.clone(),
            own_questions: self.wishes.own_questions.clone(),
            own_medicines: self.wishes.own_medicines.clone(),
            own_notes: self.wishes.own_notes.clone(),
            ..self.kept.clone()
        };
        visit.put_answers(&self.form, &self.answers);
        visit
    }

    /// Wipes the person's own words from memory, before what is filled in is let go of.
    pub(super) fn wipe(&mut self) {
        let (wishes, kept) = (&mut self.wishes, &mut self.kept);
        let typed = [&mut wishes.name, &mut wishes.born, &mut wishes.own_questions, &mut wishes.own_medicines];
        let kept_words = [&mut kept.name, &mut kept.born, &mut kept.own_questions, &mut kept.own_medicines];
        let notes = [&mut wishes.own_notes, &mut kept.own_notes];
        let shown = kept.answers.values_mut().map(|given| &mut given.shown);
        typed.into_iter().chain(kept_words).chain(notes).chain(shown).for_each(Zeroize::zeroize);
    }

    /// True where there is something to keep.
    #[must_use]
    pub(super) fn has_begun(&self) -> bool {
        !(self.answers.is_blank() && self.passed.is_empty() && self.unfit.is_empty())
    }

    /// The same answers in a changed form. What no longer fits is listed.
    #[must_use]
    pub(super) fn onto(&self, form: Form, today: String) -> Self {
        // Nothing is written to disk here: private answers come along.
        let wishes = Wishes { print_private: true, ..self.wishes.clone() };
        let visit = Self { wishes, ..self.clone() }.visit(today);
        let mut filling = Self::reopen(&visit, form);
        filling.kept = self.kept.clone();
        filling.wishes.print_private = self.wishes.print_private;
        Self { reopened: self.reopened, ..filling }
    }

    fn section_name(&self, at: usize) -> String {
        let section = self.form.sections.get(at);
        let part = section.and_then(|section| self.form.parts.get(section.part));
        section.zip(part).map_or_else(String::new, |(section, part)| format!("{}.{}", part.id, section.id))
    }

    /// What the answers mean as they are now.
    #[must_use]
    pub(super) fn evaluation(&self) -> Evaluation<'_> {
        Evaluation::new(&self.form).only(|part| self.taken.get(part).copied().unwrap_or_default()).of(&self.answers)
    }

    /// The sections with something to ask now, in order.
    #[must_use]
    pub(super) fn sections(&self, evaluation: &Evaluation) -> Vec<usize> {
        let asks =
            |section: &crate::questionnaire::Section| section.items.clone().any(|item| evaluation.is_asked(item));
        self.form.sections.iter().enumerate().filter(|(_, section)| asks(section)).map(|(at, _)| at).collect()
    }

    /// The questions of a section that are asked now.
    #[must_use]
    pub(super) fn asked_in(&self, section: usize, evaluation: &Evaluation) -> Vec<usize> {
        let items = self.form.sections.get(section).map(|section| section.items.clone()).unwrap_or_default();
        items.filter(|item| evaluation.is_asked(*item)).collect()
    }

    /// The section before or after the one on the screen.
    #[must_use]
    pub(super) fn neighbour(&self, evaluation: &Evaluation, forward: bool) -> Option<usize> {
        let sections = self.sections(evaluation);
        if forward {
            sections.into_iter().find(|at| *at > self.section)
        } else {
            sections.into_iter().rev().find(|at| *at < self.section)
        }
    }

    /// True where a question still waits for an answer. Free words and dates may stay blank.
    #[must_use]
    pub(super) fn is_open(&self, item: usize) -> bool {
        let waits = self.form.items.get(item).is_some_and(|it| !matches!(it.ask, Ask::Text { .. } | Ask::Date));
        waits && *self.answers.get(item) == Response::Blank
    }

    /// How many questions are asked in a section, and how many of them are done with: answered, or skipped.
    #[must_use]
    pub(super) fn progress_of(&self, section: usize, evaluation: &Evaluation) -> (usize, usize) {
        let asked = self.asked_in(section, evaluation);
        let passed = self.passed.contains(&section);
        let done = asked.iter().filter(|item| passed || !self.is_open(**item)).count();
        (asked.len(), done)
    }

    /// How many questions are left.
    #[must_use]
    pub(super) fn left(&self, evaluation: &Evaluation) -> usize {
        self.sections(evaluation)
            .into_iter()
            .map(|section| self.progress_of(section, evaluation))
            .map(|(asked, done)| asked - done)
            .sum()
    }

    /// About how many minutes are left, at the pace that the files give; 0 for less than half a minute.
    #[must_use]
    pub(super) fn minutes_left(&self, evaluation: &Evaluation) -> u32 {
        let minutes = self.pace * in_f64(self.left(evaluation));
        if minutes < 0.5 { 0 } else { round_minutes(minutes) }
    }

    /// Which part of how many the section on the screen belongs to; nothing where there is only one.
    #[must_use]
    pub(super) fn part_in_words(&self, evaluation: &Evaluation) -> Option<String> {
        let part_of = |section: usize| self.form.sections.get(section).map(|section| section.part);
        let mut parts: Vec<usize> = self.sections(evaluation).into_iter().filter_map(part_of).collect();
        parts.dedup();
        let here = part_of(self.section)?;
        let at = parts.iter().position(|part| *part == here)?;
        let title = &self.form.parts.get(here)?.title;
        (parts.len() > 1).then(|| format!("Part {} of {}: {title}", at + 1, parts.len()))
    }

    /// About how many minutes all of it takes.
    #[must_use]
    pub(super) fn minutes(&self) -> f64 {
        if self.started == self.form.id && self.form.minutes > 0.0 {
            return self.form.minutes;
        }
        let taken = self.form.parts.iter().zip(&self.taken).filter(|(part, taken)| **taken && !part.is_panel);
        taken.map(|(part, _)| part.minutes).sum()
    }

    /// All questions that are asked now, in order.
    #[must_use]
    pub(super) fn asked(&self, evaluation: &Evaluation) -> Vec<usize> {
        (0..self.form.items.len()).filter(|item| evaluation.is_asked(*item)).collect()
    }

    /// The questions without a known answer, in order.
    #[must_use]
    pub(super) fn gaps(&self, evaluation: &Evaluation) -> Vec<(usize, GapKind)> {
        let asked = self.asked(evaluation).into_iter();
        asked.filter_map(|item| self.gap(item).map(|kind| (item, kind))).collect()
    }

    /// Why a question has no known answer, if so.
    #[must_use]
    pub(super) fn gap(&self, item: usize) -> Option<GapKind> {
        let private = self.form.items.get(item).is_some_and(|item| item.private);
        match self.answers.get(item) {
            Response::Blank if private && self.reopened && !self.wishes.print_private => Some(GapKind::NotKept),
            Response::Blank if self.is_open(item) => Some(GapKind::Skipped),
            Response::DontKnow => Some(GapKind::DontKnow),
            Response::PreferNot => Some(GapKind::PreferNot),
            _ => None,
        }
    }
}

fn in_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Minutes in whole numbers, at least one.
#[must_use]
pub(super) fn round_minutes(minutes: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small positive number")]
    let rounded = minutes.round().clamp(1.0, 999.0) as u32;
    rounded
}

/// The parts that are filled in when something is begun: a panel with all its parts, or one questionnaire with those that
/// it asks first.
fn taken(form: &Form, started: &str) -> Vec<bool> {
    let Some(root) = form.part(started).filter(|root| form.parts.get(*root).is_some_and(|part| !part.is_panel)) else {
        return vec![true; form.parts.len()];
    };
    let mut wanted = vec![root];
    let mut at = 0;
    while let Some(part) = wanted.get(at).and_then(|part| form.parts.get(*part)) {
        let more: Vec<usize> = part.asks_first.iter().copied().filter(|first| !wanted.contains(first)).collect();
        wanted.extend(more);
        at += 1;
    }
    let is_wanted = |(at, part): (usize, &crate::questionnaire::Part)| part.is_panel || wanted.contains(&at);
    form.parts.iter().enumerate().map(is_wanted).collect()
}
