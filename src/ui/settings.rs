//! The settings: colours, size, region, paper.

use super::action::{Action, Resize};
use super::buttons::{Button, Weight};
use super::layout::{self, Columns};
use super::passphrase::{self, Offer};
use super::rows::{Row, Rows, row_id};
use super::text::{self, BODY, QUESTION, SCREEN, STRONG};
use super::top::{self, Left};
use crate::definition::Emergency;
use crate::files::{Language, PaperSize, Settings, Theme};
use egui::accesskit::Live;
use egui::{Id, Ui};

const THEMES: [(Theme, &str); 5] = [
    (Theme::System, "As the system"),
    (Theme::Light, "Light"),
    (Theme::Dark, "Dark"),
    (Theme::Dim, "Dim, for eyes that are sensitive to light"),
    (Theme::Contrast, "High contrast"),
];
/// The place of the first choice.
const COLOURS: usize = 1;
const LOCK_AFTER: [(u16, &str); 4] =
    [(0, "Never"), (5, "After 5 minutes"), (15, "After 15 minutes"), (30, "After 30 minutes")];
const PAPERS: [(PaperSize, &str); 2] = [(PaperSize::A4, "A4"), (PaperSize::Letter, "Letter")];

/// Where the keyboard lies at first: on the colours that are chosen.
#[must_use]
pub(super) fn entry(settings: &Settings) -> Id {
    let at = THEMES.iter().position(|(theme, _)| *theme == settings.theme);
    row_id(usize::MAX - COLOURS, at.unwrap_or_default())
}

/// What there is to choose from.
pub(super) struct Around<'a> {
    /// The regions.
    pub(super) wording: &'a Emergency,
    /// The languages that something is translated into.
    pub(super) languages: &'a [Language],
    /// What can be done to the passphrase.
    pub(super) offer: &'a Offer,
}

/// Shows the screen.
pub(super) fn ui(ui: &mut Ui, settings: &Settings, around: &Around, actions: &mut Vec<Action>) {
    let Around { wording, languages, offer } = *around;
    top::bar(ui, &Left::new("Close", Action::Close, "Settings"), actions);
    layout::middle(ui, "settings", |ui, columns| {
        ui.add_space(24.0);
        columns.plain(ui, "title", |ui| {
            text::heading(ui, "Settings", SCREEN, 1);
        });
        ui.add_space(24.0);
        let mut new = settings.clone();
        let themes = THEMES.map(|(_, words)| words);
        let at = THEMES.iter().position(|(theme, _)| *theme == settings.theme);
        if let Some((theme, _)) =
            choice(ui, columns, &Choice { place: COLOURS, name: "Colours", help: "" }, &themes, at)
                .and_then(|at| THEMES.get(at))
        {
            new.theme = *theme;
        }
        size(ui, columns, &mut new);
        regions(ui, columns, wording, &mut new);
        self::languages(ui, columns, languages, &mut new);
        let papers = PAPERS.map(|(_, words)| words);
        let at = PAPERS.iter().position(|(paper, _)| *paper == settings.paper);
        if let Some((paper, _)) = choice(ui, columns, &Choice { place: 3, name: "Paper", help: "" }, &papers, at)
            .and_then(|at| PAPERS.get(at))
        {
            new.paper = *paper;
        }
        let print = ["Usual print", "Large print"];
        let words = Choice { place: 4, name: "Print", help: "Large print takes more pages" };
        if let Some(at) = choice(ui, columns, &words, &print, Some(usize::from(settings.large_print))) {
            new.large_print = at == 1;
        }
        attachment(ui, columns, &mut new);
        if *offer != Offer::Nothing {
            passphrase::in_settings(ui, columns, offer, actions);
        }
        if *offer == Offer::Change {
            lock_after(ui, columns, &mut new);
        }
        if new != *settings {
            actions.push(Action::Set(new));
        }
    });
}

/// Heads several words of which one is chosen.
struct Choice<'a> {
    /// Tells it from the others.
    place: usize,
    name: &'a str,
    help: &'a str,
}

/// Several words to choose one of.
fn choice(ui: &mut Ui, columns: Columns, choice: &Choice, words: &[&str], chosen: Option<usize>) -> Option<usize> {
    let Choice { place, name, help } = *choice;
    let rows: Vec<Row> =
        words.iter().map(|words| Row { words: (*words).to_owned(), key: None, is_aside: false }).collect();
    let mut pressed = None;
    let side = |ui: &mut Ui| {
        text::heading(ui, name, STRONG, 2);
        if !help.is_empty() {
            text::whisper(ui, help);
        }
    };
    columns.block(ui, name, side, |ui| {
        let chosen = chosen.map_or(0, |at| 1 << at);
        pressed = Rows { item: usize::MAX - place, name, list: &rows, chosen, many: false }.show(ui);
    });
    ui.add_space(28.0);
    pressed
}

/// A box to tick: whether the answers travel inside the PDF.
fn attachment(ui: &mut Ui, columns: Columns, settings: &mut Settings) {
    const NAME: &str = "Answers in the PDF";
    const HELP: &str = "A clinician’s program can then read them. Only answers that are on the sheet are put in";
    let side = |ui: &mut Ui| {
        text::heading(ui, NAME, STRONG, 2);
        text::whisper(ui, HELP);
    };
    columns.block(ui, NAME, side, |ui| {
        let words = "Put the answers inside the PDF file too";
        let list = [Row { words: words.to_owned(), key: None, is_aside: false }];
        let chosen = u128::from(settings.attach_answers);
        if (Rows { item: usize::MAX - 5, name: NAME, list: &list, chosen, many: true }).show(ui).is_some() {
            settings.attach_answers = !settings.attach_answers;
        }
    });
    ui.add_space(28.0);
}

/// After how long visits are locked.
fn lock_after(ui: &mut Ui, columns: Columns, settings: &mut Settings) {
    let at = LOCK_AFTER.iter().position(|(minutes, _)| *minutes == settings.lock_after_minutes);
    let words = Choice { place: 7, name: "Lock by itself", help: "When nothing is pressed or moved for so long" };
    let chosen = choice(ui, columns, &words, &LOCK_AFTER.map(|(_, words)| words), at);
    if let Some((minutes, _)) = chosen.and_then(|at| LOCK_AFTER.get(at)) {
        settings.lock_after_minutes = *minutes;
    }
}

/// The size of words after a step.
#[must_use]
pub(super) fn resized(percent: u16, resize: Resize) -> u16 {
    let new = match resize {
        Resize::Larger => percent.saturating_add(10),
        Resize::Smaller => percent.saturating_sub(10),
        Resize::Usual => Settings::default().text_percent,
    };
    new.clamp(*Settings::TEXT_PERCENT.start(), *Settings::TEXT_PERCENT.end())
}

fn size(ui: &mut Ui, columns: Columns, settings: &mut Settings) {
    let side = |ui: &mut Ui| {
        text::heading(ui, "Size of text", STRONG, 2);
    };
    let percent = settings.text_percent;
    columns.block(ui, "size", side, |ui| {
        ui.horizontal(|ui| {
            for (words, resize) in [("Smaller", Resize::Smaller), ("Larger", Resize::Larger)] {
                if resize == Resize::Larger {
                    ui.add_space(8.0);
                    text::announce(&text::say(ui, &format!("{percent} %"), STRONG), Live::Polite);
                    ui.add_space(8.0);
                }
                if Button::new(words, Weight::Secondary).show(ui).clicked() {
                    settings.text_percent = resized(percent, resize);
                }
            }
        });
        ui.add_space(8.0);
        let (least, most) = (*Settings::TEXT_PERCENT.start(), *Settings::TEXT_PERCENT.end());
        match percent {
            percent if percent == most => text::whisper(ui, "This is the largest size."),
            percent if percent == least => text::whisper(ui, "This is the smallest size."),
            _ => text::whisper(ui, "Ctrl with plus, minus or 0 does the same on every screen but the sheet."),
        };
        ui.add_space(12.0);
        text::say(ui, "Can you read this with ease?", QUESTION);
        text::say(ui, "Questions and answers will be as large as this.", BODY);
    });
    ui.add_space(28.0);
}

fn regions(ui: &mut Ui, columns: Columns, wording: &Emergency, settings: &mut Settings) {
    let regions: Vec<&str> = wording.regions.iter().map(|region| region.name.as_str()).collect();
    let names: Vec<&str> = regions.iter().copied().chain([wording.elsewhere.name.as_str()]).collect();
    let chosen = wording.regions.iter().position(|region| region.id == settings.region).unwrap_or(regions.len());
    let words = Choice { place: 2, name: "Where you are", help: "For the numbers to call in an emergency" };
    if let Some(at) = choice(ui, columns, &words, &names, Some(chosen)) {
        settings.region = wording.regions.get(at).map(|region| region.id.clone()).unwrap_or_default();
    }
}

/// Nothing where there is no translation.
fn languages(ui: &mut Ui, columns: Columns, languages: &[Language], settings: &mut Settings) {
    const HELP: &str = "What is not translated stays as it was written. The program itself speaks English";
    if languages.is_empty() {
        return;
    }
    let names: Vec<&str> =
        ["As they were written"].into_iter().chain(languages.iter().map(|language| language.name.as_str())).collect();
    let tags: Vec<&str> = [""].into_iter().chain(languages.iter().map(|language| language.tag.as_str())).collect();
    let chosen = tags.iter().position(|tag| *tag == settings.language).unwrap_or_default();
    let words = Choice { place: 6, name: "Language of questionnaires", help: HELP };
    if let Some(tag) = choice(ui, columns, &words, &names, Some(chosen)).and_then(|at| tags.get(at)) {
        (*tag).clone_into(&mut settings.language);
    }
}
