//! The first screen: the check-up, then one questionnaire at a time.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::editor::Edit;
use super::filling::{Filling, round_minutes};
use super::layout::{self, Columns};
use super::recent::{self, LastFile};
use super::text::{self, BODY, HELP, SCREEN, STRONG};
use super::theme::palette;
use super::top;
use super::visits::{self, Past};
use crate::definition::{Definition, DefinitionKind};
use crate::files::{Drafts, Library, Visit};
use crate::questionnaire::Form;
use crate::source::Diagnostic;
use crate::summary::date_in_words;
use egui::{CornerRadius, Frame, Id, Margin, Stroke, Ui, UiBuilder, vec2};

/// One thing that can be filled in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Its id.
    pub(super) id: String,
    /// Its name.
    pub(super) title: String,
    /// What it is about.
    pub(super) about: String,
    /// About how many minutes it takes.
    pub(super) minutes: u32,
    /// True for a panel.
    pub(super) is_panel: bool,
    /// What was begun.
    pub(super) begun: Option<Begun>,
    /// Its first fault, and how to mend it.
    pub(super) fault: Option<String>,
    /// How its text can be changed.
    pub(super) edit: Edit,
}

/// A draft in a few words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Begun {
    /// "About 4 minutes left, 11 questions".
    pub(super) left: String,
    /// "4 minutes left".
    pub(super) short: String,
    /// "You left off on 22 November 2026 at “Your nights”".
    pub(super) place: String,
}

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("home first")
}

/// The form that something is filled in with: a panel that holds the questionnaire, so that what is shared works, or its own.
///
/// # Errors
/// All that is wrong with its files.
pub(super) fn form_for(library: &Library, id: &str) -> Result<Form, Vec<Diagnostic>> {
    let own = library.form(id)?;
    let definitions = library.definitions();
    let panels = definitions.iter().filter(|it| it.kind == DefinitionKind::Panel && it.id.value != id);
    let mut holding = panels.filter(|panel| panel.order.iter().any(|name| name.value == id));
    Ok(holding.find_map(|panel| library.form(&panel.id.value).ok()).unwrap_or(own))
}

/// Everything on the home screen, with what is begun.
#[must_use]
pub(super) fn entries(library: &Library, drafts: &Drafts) -> Vec<Entry> {
    let listed = library.listed();
    // What is only asked before others is not begun by itself.
    let is_shared = |id: &str| {
        let first = |it: &&Definition| it.kind != DefinitionKind::Panel && it.order.iter().any(|name| name.value == id);
        listed.iter().any(first)
    };
    let mut entries: Vec<Entry> = listed
        .iter()
        .filter(|definition| !is_shared(&definition.id.value))
        .map(|definition| entry(library, definition, drafts.of(&definition.id.value)))
        .collect();
    // Files that cannot even be read as a questionnaire or a translation.
    for unread in library.entries.iter().filter(|entry| entry.is_unread()) {
        let name = unread.path.as_ref().and_then(|path| path.file_name());
        let title = name.map_or_else(|| "A questionnaire".to_owned(), |name| name.to_string_lossy().into_owned());
        let fault = unread.diagnostics.iter().find(|it| it.is_error()).map(|fault| fault_in_words(library, fault));
        entries.push(Entry {
            id: String::new(),
            title,
            about: String::new(),
            minutes: 0,
            is_panel: false,
            begun: None,
            fault: Some(fault.unwrap_or_else(|| "It cannot be read".to_owned())),
            edit: Edit::Open(unread.path.clone().unwrap_or_default()),
        });
    }
    entries
}

fn entry(library: &Library, definition: &Definition, draft: Option<&Visit>) -> Entry {
    let id = definition.id.value.clone();
    let form = form_for(library, &id);
    let (fault, minutes, begun) = match form {
        Ok(form) => {
            let fresh = Filling::begin(&id, form);
            let begun = draft.map(|draft| begun(&Filling::reopen(draft, fresh.form.clone()), &draft.changed));
            (None, round_minutes(fresh.minutes()), begun)
        }
        Err(faults) => {
            let first = faults.iter().find(|it| it.is_error()).or(faults.first());
            (Some(first.map_or_else(String::new, |fault| fault_in_words(library, fault))), 0, None)
        }
    };
    Entry {
        title: definition.title.value.clone(),
        about: definition.about.as_ref().map(|about| about.value.clone()).unwrap_or_default(),
        is_panel: definition.kind == DefinitionKind::Panel,
        edit: edit_of(library, &id),
        id,
        minutes,
        begun,
        fault,
    }
}

/// A file of the person is changed itself, one that ships is copied first.
fn edit_of(library: &Library, id: &str) -> Edit {
    let has_id = |definition: &Definition| definition.id.value == id;
    let own = library.entries.iter().rev().find(|entry| entry.definition.as_ref().is_some_and(has_id));
    let path = own.and_then(|entry| entry.path.clone());
    path.map_or_else(|| Edit::Copy(id.to_owned()), Edit::Open)
}

fn begun(filling: &Filling, changed: &str) -> Begun {
    let evaluation = filling.evaluation();
    let questions = match filling.left(&evaluation) {
        0 => {
            let left = "All questions gone through".to_owned();
            return Begun { left, short: "Ready to look over".to_owned(), place: kept_since(changed, None) };
        }
        1 => "1 question".to_owned(),
        left => format!("{left} questions"),
    };
    let minutes = minutes_in_words(filling.minutes_left(&evaluation));
    let section = filling.form.sections.get(filling.section).map(|section| section.title.as_str());
    Begun {
        left: format!("About {minutes} left, {questions}"),
        short: format!("{minutes} left"),
        place: kept_since(changed, section),
    }
}

fn kept_since(changed: &str, section: Option<&str>) -> String {
    let day = if changed.is_empty() { String::new() } else { format!(" on {}", date_in_words(changed)) };
    let place = section.map_or_else(String::new, |title| format!(" at “{title}”"));
    format!("You left off{day}{place}")
}

/// "Last filled in on 3 August 2026", if that is known.
fn last_in_words(past: &Past, id: &str) -> Option<String> {
    past.last_day(id).map(|day| format!("Last filled in on {}", date_in_words(day)))
}

fn minutes_in_words(minutes: u32) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// "Line 12: there is no question `late_tee`".
#[must_use]
pub(super) fn fault_in_words(library: &Library, fault: &Diagnostic) -> String {
    let line = library.sources.get(fault.span.source).map(|source| source.line_and_column(fault.span.start).0);
    match line {
        Some(line) => format!("Line {line}: {}", fault.message),
        None => fault.message.clone(),
    }
}

/// What the screen shows.
pub(super) struct Shown<'a> {
    /// What can be filled in.
    pub(super) entries: &'a [Entry],
    /// What is known of finished visits.
    pub(super) past: &'a Past,
    /// The files that were opened and saved last.
    pub(super) files: &'a [LastFile],
}

/// Shows the screen.
pub(super) fn ui(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    let Shown { entries, past, files } = *shown;
    top::home_bar(ui, actions);
    layout::middle(ui, "home", |ui, columns| {
        ui.add_space(if columns.side.is_some() { 32.0 } else { 16.0 });
        let panels = entries.iter().filter(|entry| entry.is_panel && entry.fault.is_none());
        let mut is_first = true;
        for panel in panels {
            show_panel(ui, columns, (panel, past), is_first, actions);
            is_first = false;
        }
        show_singles(ui, columns, (entries, past), is_first, actions);
        visits::show_on_home(ui, columns, past, actions);
        recent::show(ui, columns, files, actions);
        columns.plain(ui, "promise", |ui| {
            ui.add_space(32.0);
            text::whisper(
                ui,
                "Everything stays on this computer. Anteroom prepares a talk with a clinician; it does not diagnose.",
            );
        });
    });
}

fn show_panel(
    ui: &mut Ui,
    columns: Columns,
    (panel, past): (&Entry, &Past),
    is_first: bool,
    actions: &mut Vec<Action>,
) {
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 26.0 } else { 0.0 });
        text::say(ui, "Check-up", STRONG);
        text::whisper(ui, "All parts, read together");
    };
    columns.block(ui, &panel.id, side, |ui| {
        let palette = palette(ui);
        let margin = if ui.available_width() < 480.0 { 16 } else { 28 };
        let frame = Frame::new()
            .fill(palette.surface)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(CornerRadius::same(10))
            .inner_margin(Margin { top: margin - 4, ..Margin::same(margin) });
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::heading(ui, &panel.title, SCREEN, 1);
            ui.add_space(4.0);
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width().min(560.0));
                text::say(ui, &panel.about, BODY);
            });
            ui.add_space(24.0);
            start(ui, (panel, past), is_first, actions);
        });
    });
    ui.add_space(44.0);
}

fn start(ui: &mut Ui, (entry, past): (&Entry, &Past), is_first: bool, actions: &mut Vec<Action>) {
    let words = if entry.begun.is_some() { "Continue" } else { "Start" };
    let name = format!("{words}: {}", entry.title);
    let mut button = Button::new(words, Weight::Primary).named(&name);
    if is_first {
        button = button.id(first_button());
    }
    let beside = ui.available_width() >= 420.0;
    let show = |ui: &mut Ui, actions: &mut Vec<Action>| {
        if button.show(ui).clicked() {
            actions.push(Action::Open(entry.id.clone()));
        }
        ui.add_space(8.0);
        let fresh = Begun {
            left: format!("About {}", minutes_in_words(entry.minutes)),
            short: String::new(),
            place: last_in_words(past, &entry.id).unwrap_or_else(|| "You can leave at any time".to_owned()),
        };
        let begun = entry.begun.as_ref().unwrap_or(&fresh);
        ui.vertical(|ui| {
            text::say(ui, &begun.left, STRONG);
            text::whisper(ui, &format!("{}. Nothing is lost.", begun.place));
        });
    };
    if beside {
        ui.horizontal(|ui| show(ui, actions));
    } else {
        show(ui, actions);
    }
    if !seldom(ui, entry).is_empty() {
        ui.add_space(8.0);
        below(ui, entry, actions);
    }
}

/// Who fills in a form is not asked to edit it: the way to a copy of a form that ships is shown once it is asked for.
fn is_author(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(Id::unique("is author"))).unwrap_or_default()
}

/// What is done more seldom with an entry.
fn seldom(ui: &Ui, entry: &Entry) -> Vec<(&'static str, Action)> {
    let edit = match (&entry.edit, &entry.fault) {
        (Edit::Copy(_), _) if !is_author(ui) => None,
        (Edit::Copy(_), _) => Some("Edit a copy…"),
        (_, Some(_)) => Some("Open in editor"),
        (_, None) => Some("Edit…"),
    };
    let edit = edit.map(|words| (words, Action::Edit(entry.edit.clone())));
    let again = entry.begun.is_some().then(|| ("Start again…", Action::AskToStartAgain(entry.id.clone())));
    again.into_iter().chain(edit).collect()
}

fn below(ui: &mut Ui, entry: &Entry, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        for (words, action) in seldom(ui, entry) {
            let name = format!("{}: {}", words.trim_end_matches('…'), entry.title);
            if Button::new(words, Weight::Quiet).low().flush().named(&name).show(ui).clicked() {
                actions.push(action);
            }
        }
    });
}

fn show_singles(
    ui: &mut Ui,
    columns: Columns,
    (entries, past): (&[Entry], &Past),
    is_first: bool,
    actions: &mut Vec<Action>,
) {
    let singles: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_panel || entry.fault.is_some()).collect();
    columns.block(
        ui,
        "singles",
        |ui| {
            ui.add_space(if columns.side.is_some() { 8.0 } else { 0.0 });
            text::heading(ui, "One at a time", STRONG, 2);
        },
        |ui| {
            for (at, single) in singles.iter().enumerate() {
                if at > 0 {
                    layout::divider(ui);
                }
                show_single(ui, (single, past), is_first && at == 0, actions);
            }
            layout::divider(ui);
            ui.add_space(8.0);
            for_authors(ui, actions);
        },
    );
}

fn for_authors(ui: &mut Ui, actions: &mut Vec<Action>) {
    if is_author(ui) {
        if Button::new("New questionnaire…", Weight::Quiet).low().flush().show(ui).clicked() {
            actions.push(Action::Edit(Edit::New));
        }
    } else if Button::new("Write or change questionnaires…", Weight::Quiet).low().flush().show(ui).clicked() {
        ui.data_mut(|data| data.insert_temp(Id::unique("is author"), true));
        ui.ctx().request_repaint();
    }
}

fn show_single(ui: &mut Ui, (entry, past): (&Entry, &Past), is_first: bool, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    let roomy = width >= 520.0;
    let top = ui.cursor().top();
    let words_width = if roomy { 420.0_f32.min(width - 250.0) } else { width - 120.0 };
    let left = ui.cursor().left();
    let column = |x: f32, width: f32| egui::Rect::from_min_size(egui::pos2(left + x, top + 8.0), vec2(width, 10_000.0));
    let mut words = ui.new_child(UiBuilder::new().max_rect(column(0.0, words_width)));
    text::heading(&mut words, &entry.title, STRONG, 3);
    let last = last_in_words(past, &entry.id);
    let begun = entry.begun.as_ref().map(|begun| &begun.place);
    let under = entry.fault.as_ref().or(begun).or(last.as_ref()).unwrap_or(&entry.about);
    text::whisper(&mut words, under);
    let minutes = match (&entry.fault, &entry.begun) {
        (Some(_), _) => "Has a fault".to_owned(),
        (None, Some(begun)) => begun.short.clone(),
        (None, None) => minutes_in_words(entry.minutes),
    };
    if !roomy {
        text::whisper(&mut words, &minutes);
    }
    let bottom = words.min_rect().bottom().max(top + 58.0);
    if roomy {
        let ink = palette(ui).ink2;
        let galley = text::galley(ui, &minutes, HELP, ink, 150.0);
        let at = egui::pos2(left + width - 252.0, f32::midpoint(top + 8.0, bottom) - galley.size().y / 2.0);
        let said = egui::Rect::from_min_size(at, galley.size());
        ui.place(said, egui::Label::new(text::job(&[(&minutes, HELP, ink)])).wrap());
    }
    if entry.fault.is_none() {
        let label = match (&entry.begun, &last) {
            (Some(_), _) => "Continue",
            (None, Some(_)) => "Start again",
            (None, None) => "Start",
        };
        let name = format!("{label}: {}", entry.title);
        let mut button = Button::new(label, Weight::Secondary).low().named(&name);
        if is_first {
            button = button.id(first_button());
        }
        let size = button.width(ui);
        let y = f32::midpoint(top + 8.0, bottom) - 20.0;
        let place = egui::Rect::from_min_size(egui::pos2(left + width - size, y), vec2(size, 40.0));
        let mut inside = ui.new_child(UiBuilder::new().id_salt(("start", &entry.id)).max_rect(place));
        if button.show(&mut inside).clicked() {
            actions.push(Action::Open(entry.id.clone()));
        }
    }
    let mut bottom = bottom;
    if !seldom(ui, entry).is_empty() {
        let place = egui::Rect::from_min_size(egui::pos2(left, bottom), vec2(width, 40.0));
        let mut inside = ui.new_child(UiBuilder::new().id_salt(("below", &entry.id, &entry.title)).max_rect(place));
        below(&mut inside, entry, actions);
        bottom += 40.0;
    }
    ui.advance_cursor_after_rect(egui::Rect::from_min_max(
        egui::pos2(left, top),
        egui::pos2(left + width, bottom + 10.0),
    ));
}
