//! Earlier answers in what is being filled in now: "since last time" on the sheet, and "same as last time?" while
//! answering. Nothing is copied before the person says so.

use super::{Act, words};
use crate::answers::{Answers, Response};
use crate::files::{Head, Visit};
use crate::questionnaire::Form;
use crate::summary::{Earlier, Length, answer_in_words};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::buttons::{Button, Weight};
use crate::ui::callouts;
use crate::ui::filling::Filling;
use crate::ui::rows;
use crate::ui::state::Screen;
use crate::ui::text::{self, HELP, HELP_BOLD};
use crate::ui::theme::palette;
use egui::{Id, Ui, vec2};
use std::collections::BTreeSet;

/// The answers of a visit, to compare with those to a form.
#[must_use]
pub(super) fn as_earlier(visit: &Visit, form: &Form) -> Earlier {
    let was_taken = |id: &str| visit.questionnaires.iter().any(|mark| mark.id == id);
    let taken = form.parts.iter().enumerate().filter(|(_, part)| was_taken(&part.id)).map(|(at, _)| at).collect();
    Earlier {
        day: visit.day().to_owned(),
        answers: visit.take_answers(form).0,
        taken,
        files: visit.questionnaires.clone(),
        left_off: visit.left_off.iter().filter_map(|id| form.item(id)).collect(),
        print_private: visit.print_private,
    }
}

/// The tick box on the sheet screen: whether the sheet says what changed since this day. True where it was pressed.
pub(in crate::ui) fn since_tick(ui: &mut Ui, day: &str, is_on: bool) -> bool {
    let words = format!("Say what changed since {}", words::day_in_words(day));
    rows::tick(ui, Id::unique("since last time"), is_on, &words, &words).clicked()
}

/// Answers of an earlier visit that could be used in a section that is still blank.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Offer {
    /// The section, by place.
    pub(in crate::ui) section: usize,
    day: String,
    answers: Vec<(usize, Response)>,
    /// Question and answer in words.
    rows: Vec<(String, String)>,
}

impl Offer {
    /// What an earlier visit has for the section on the screen. Private answers are only there if they were kept.
    fn of(filling: &Filling, earlier: &Answers, day: &str) -> Option<Self> {
        let section = filling.form.sections.get(filling.section)?;
        let mut would_be = filling.clone();
        for item in section.items.clone().filter(|item| earlier.get(*item).is_known()) {
            would_be.answers.set(item, earlier.get(item).clone());
        }
        let (evaluation, answers) = (would_be.evaluation(), &would_be.answers);
        let (mut used, mut rows) = (Vec::new(), Vec::new());
        for at in section.items.clone().filter(|at| evaluation.is_asked(*at) && answers.get(*at).is_known()) {
            let Some(item) = filling.form.items.get(at) else { continue };
            let shown = answer_in_words(item, answers.get(at), Length::Full).unwrap_or_default();
            rows.push((item.short.clone(), shown));
            used.push((at, answers.get(at).clone()));
        }
        let offer = Self { section: filling.section, day: day.to_owned(), answers: used, rows };
        (!offer.answers.is_empty()).then_some(offer)
    }

    /// Shows what it would fill in, and the two ways to go on.
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let day = words::day_in_words(&self.day);
        callouts::info(ui, |ui| {
            text::heading(ui, "Same as last time?", HELP_BOLD, 2);
            text::say(ui, &format!("On {day} you answered here:"), HELP);
            ui.add_space(4.0);
            let ink = palette(ui).ink;
            for (question, answer) in &self.rows {
                let question = format!("{question}: ");
                text::say_pieces(ui, &[(&question, HELP, ink), (answer, HELP_BOLD, ink)]);
            }
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(12.0, 8.0);
                if Button::new("Use these answers", Weight::Secondary).low().show(ui).clicked() {
                    actions.push(Action::Visits(Act::UseEarlier));
                }
                if Button::new("No, answer anew", Weight::Quiet).low().show(ui).clicked() {
                    actions.push(Action::Visits(Act::AnswerAnew));
                }
            });
            text::whisper(ui, "You can change each of them afterwards.");
        });
        ui.add_space(20.0);
    }
}

/// What was found for the section on the screen, and what it was found for.
#[derive(Debug, Default)]
pub(in crate::ui) struct Offers {
    /// What is offered now.
    pub(in crate::ui) offer: Option<Offer>,
    /// Section, state of the visits, and the form's fingerprint that it was looked for with.
    looked_for: Option<(usize, u64, String)>,
    /// Sections for which nothing is offered any more.
    declined: BTreeSet<usize>,
}

impl App {
    /// The visit before the one on the screen, of the same thing.
    pub(in crate::ui) fn visit_before(&self) -> Option<&Head> {
        let filling = self.filling.as_ref()?;
        self.past.before(&filling.kept.id, |head| head.started == filling.started)
    }

    /// Says on the sheet, or no longer, what changed since the visit before.
    pub(super) fn say_since(&mut self, says: bool) {
        if let Some(filling) = &mut self.filling {
            filling.says_since = says;
            filling.wishes.earlier = None;
        }
        self.take_up_earlier();
        self.keep();
    }

    /// Reads the visit before where the sheet is to say what changed since.
    pub(in crate::ui) fn take_up_earlier(&mut self) {
        let is_wanted = |it: &&Filling| it.says_since && it.wishes.earlier.is_none();
        let Some(before) = self.filling.as_ref().filter(is_wanted).and(self.visit_before()) else { return };
        let read = self.visits.as_ref().and_then(|visits| visits.load(&before.id).ok());
        match (read, &mut self.filling) {
            (Some(visit), Some(filling)) => filling.wishes.earlier = Some(as_earlier(&visit, &filling.form)),
            (None, Some(filling)) => {
                filling.says_since = false;
                self.tell("The earlier visit cannot be read, so nothing is compared.".to_owned(), true);
            }
            (_, None) => {}
        }
    }

    /// Looks for earlier answers to the section on the screen while it is blank.
    pub(in crate::ui) fn look_for_offer(&mut self) {
        let may_offer = self.screen == Screen::Answering && self.past.count() > 0;
        let Some(filling) = self.filling.as_ref().filter(|_| may_offer) else { return };
        let part = filling.form.sections.get(filling.section).and_then(|section| filling.form.parts.get(section.part));
        let Some(part) = part else { return };
        let evaluation = filling.evaluation();
        let asked = filling.asked_in(filling.section, &evaluation);
        let is_blank = asked.iter().all(|item| *filling.answers.get(*item) == Response::Blank);
        let is_passed = filling.passed.contains(&filling.section);
        if !is_blank || is_passed || self.offers.declined.contains(&filling.section) {
            self.offers.offer = None;
            self.offers.looked_for = None;
            return;
        }
        let looked_for = (filling.section, self.past.number, part.fingerprint.clone());
        if self.offers.looked_for.as_ref() == Some(&looked_for) {
            return;
        }
        let has_part = |head: &Head| head.questionnaires.iter().any(|mark| mark.id == part.id);
        let before = self.past.before(&filling.kept.id, has_part);
        let visit = before.zip(self.visits.as_ref()).and_then(|(before, visits)| visits.load(&before.id).ok());
        let offer = visit.and_then(|visit| Offer::of(filling, &visit.take_answers(&filling.form).0, visit.day()));
        self.offers.offer = offer;
        self.offers.looked_for = Some(looked_for);
    }

    /// Uses the answers that are offered.
    pub(super) fn use_earlier(&mut self) {
        let Some((offer, filling)) = self.offers.offer.take().zip(self.filling.as_mut()) else { return };
        for (item, response) in offer.answers {
            filling.answers.set(item, response);
        }
        self.focus = self.first_of_screen();
        self.keep();
    }

    /// Offers nothing for this section any more.
    pub(super) fn answer_anew(&mut self) {
        if let Some(offer) = self.offers.offer.take() {
            self.offers.declined.insert(offer.section);
            self.focus = self.first_of_screen();
        }
    }
}
