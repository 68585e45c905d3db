//! The window's state, and which screen is shown.

use super::action::Action;
use super::answering;
use super::buttons::{Button, Weight};
use super::command::Command;
use super::dialogs::Dialogs;
use super::editor::Editor;
use super::errands::Errands;
use super::filling::Filling;
use super::fonts;
use super::home;
use super::instance::Only;
use super::keys;
use super::layout;
use super::locked;
use super::locking::Locking;
use super::message::{self, Message};
use super::opening;
use super::place;
use super::recent;
use super::review;
use super::settings;
use super::state::{Met, Notice, Overlay, Saved, Screen, close_notice};
use super::summary::{self, Sheet};
use super::text::{self, HELP};
use super::theme;
use super::top;
use super::visits::{self, OldSheet, Past};
use crate::definition::{Emergency, Urgency};
use crate::evaluation::{Evaluation, GateResult};
use crate::files::{Folders, Helpers, Library, PaperSize, RecentFiles, Settings, Theme, Visits};
use crate::output::{Paper, PdfOptions};
use crate::summary::{Wishes, summarize};
use egui::accesskit::Live;
use egui::{Context, Frame, Id, Margin, Panel, Ui};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

/// The program.
pub struct App {
    pub(super) library: Library,
    pub(super) folders: Option<Folders>,
    /// Where visits are kept, if they are.
    pub(super) visits: Option<Visits>,
    pub(super) settings: Settings,
    /// The words for emergencies, in the language that is chosen.
    pub(super) wording: Emergency,
    /// The same as they were written.
    pub(super) own_wording: Emergency,
    pub(super) dialogs: Dialogs,
    /// Today, as `2026-11-22`.
    pub(super) today: fn() -> String,
    pub(super) entries: Vec<home::Entry>,
    pub(super) screen: Screen,
    /// The screen that a message came in front of.
    pub(super) before: Screen,
    pub(super) overlay: Option<Overlay>,
    /// What each overlay came over, and what had the keyboard there.
    pub(super) below: Vec<(Option<Overlay>, Option<Id>)>,
    pub(super) filling: Option<Filling>,
    pub(super) editor: Option<Editor>,
    pub(super) answering: answering::State,
    pub(super) review: review::State,
    pub(super) summary: summary::State,
    /// What is known of finished visits.
    pub(super) past: Past,
    pub(super) visits_screen: visits::State,
    /// The visit that is looked at and cannot be changed.
    pub(super) old_sheet: Option<OldSheet>,
    /// Earlier answers to the section on the screen.
    pub(super) offers: visits::Offers,
    pub(super) met: Met,
    pub(super) last_item: Option<usize>,
    pub(super) notice: Option<Notice>,
    /// Since when what is filled in could not be kept.
    pub(super) unkept_since: Option<Instant>,
    /// The window was to be closed while answers were not kept.
    pub(super) wants_to_close: bool,
    /// It was said that an unsaved text cannot be kept.
    pub(super) told_about_text: bool,
    /// What was said once of files that cannot be read.
    pub(super) told_of: BTreeSet<String>,
    pub(super) errands: Errands,
    /// The passphrase of the visits.
    pub(super) locking: Locking,
    /// While a dialog of the system is there: what was being filled in when it was asked for.
    pub(super) asked_about: Option<String>,
    pub(super) helpers: Helpers,
    /// The sheet as it was last saved.
    pub(super) saved: Option<Saved>,
    pub(super) recent: RecentFiles,
    /// The same, as the home screen lists them.
    pub(super) last_files: Vec<recent::LastFile>,
    /// What makes this the only window.
    pub(super) only: Option<Only>,
    /// Tells when a questionnaire of the person is saved.
    pub(super) changes: Option<Receiver<()>>,
    /// Files that wait to be opened.
    pub(super) to_open: Vec<PathBuf>,
    pub(super) focus: Option<Id>,
    pub(super) focus_tries: u8,
    /// What had the keyboard in the last picture.
    pub(super) had_focus: Option<Id>,
}

impl App {
    /// The program with these questionnaires and folders.
    ///
    /// # Errors
    /// Where there is no emergency wording that can be read; without it nothing may be asked.
    pub fn new(library: Library, folders: Option<Folders>, dialogs: Dialogs) -> Result<Self, String> {
        let (wording, _) = crate::files::emergency_wording(folders.as_ref().map(|it| it.questionnaires.as_path()));
        let wording = wording.ok_or_else(|| "the emergency wording cannot be read".to_owned())?;
        let (settings, told) = folders.as_ref().map(|folders| Settings::load(&folders.settings)).unwrap_or_default();
        let recent = folders.as_ref().map(|folders| RecentFiles::load(&folders.settings)).unwrap_or_default();
        let mut app = Self {
            library,
            visits: folders.as_ref().map(|folders| Visits::in_folder(&folders.visits)),
            folders,
            settings,
            own_wording: wording.clone(),
            wording,
            dialogs,
            today: super::today,
            entries: Vec::new(),
            screen: Screen::Home,
            before: Screen::Home,
            overlay: None,
            below: Vec::new(),
            filling: None,
            editor: None,
            answering: answering::State::default(),
            review: review::State::default(),
            summary: summary::State::default(),
            past: Past::default(),
            visits_screen: visits::State::default(),
            old_sheet: None,
            offers: visits::Offers::default(),
            met: Met::default(),
            last_item: None,
            notice: told.map(|words| Notice { words, is_fault: true, number: 0 }),
            unkept_since: None,
            wants_to_close: false,
            told_about_text: false,
            told_of: BTreeSet::new(),
            errands: Errands::default(),
            locking: Locking::default(),
            asked_about: None,
            helpers: Helpers::default(),
            saved: None,
            recent,
            last_files: Vec::new(),
            only: None,
            changes: None,
            to_open: Vec::new(),
            focus: Some(home::first_button()),
            focus_tries: 0,
            had_focus: None,
        };
        app.list();
        app.begin_locked();
        Ok(app)
    }

    /// The program with other helpers than those of this computer.
    #[must_use]
    pub fn with_helpers(self, helpers: Helpers) -> Self {
        Self { helpers, ..self }
    }

    /// The same on another day, such as one that a test can rely on: `2026-11-22`.
    #[must_use]
    pub fn with_today(self, today: fn() -> String) -> Self {
        Self { today, ..self }
    }

    /// Puts the fonts in place; once, before the first picture.
    pub fn set_up(ctx: &Context) {
        ctx.set_fonts(fonts::definitions());
        // The keys for the size of words are ours: the size is remembered, and the sheet has its own.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.add_font_provider(Arc::new(fonts::Installed));
    }

    /// Reads anew what can be filled in.
    pub(super) fn list(&mut self) {
        let drafts = self.drafts();
        self.entries = home::entries(&self.library_in_language(), &drafts);
        self.wording = self.library.emergency_in_language(&self.own_wording, &self.settings.language);
        self.last_files = recent::listed(&self.recent);
    }

    fn take_over_settings(&self, ctx: &Context) {
        let system_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        theme::apply(ctx, theme::of(self.settings.theme, system_is_dark));
        top::set_lock(ctx, self.can_be_locked());
        top::set_dim(ctx, self.settings.theme == Theme::Dim);
        let zoom = f32::from(self.settings.text_percent) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(zoom);
        }
    }

    /// How the sheet prints.
    pub(super) fn pdf_options(&self) -> PdfOptions {
        let paper = match self.settings.paper {
            PaperSize::A4 => Paper::A4,
            PaperSize::Letter => Paper::Letter,
        };
        PdfOptions { paper, large_print: self.settings.large_print, attach_answers: self.settings.attach_answers }
    }

    /// What the person wants on the sheet, with today's date and the region.
    pub(super) fn wishes(&self, filling: &Filling) -> Wishes {
        let day = filling.kept.finished.clone().unwrap_or_else(self.today);
        Wishes { day, region: self.settings.region.clone(), ..filling.wishes.clone() }
    }

    /// Messages that must be shown before the next question.
    fn interrupt(&mut self, ctx: &Context) {
        let may_be_due = matches!(self.screen, Screen::Answering | Screen::Review | Screen::Sheet);
        let Some(filling) = self.filling.as_ref().filter(|_| may_be_due) else { return };
        let evaluation = filling.evaluation();
        // A number is complete when the keyboard leaves its field.
        let typing = ctx
            .memory(egui::Memory::focused)
            .is_some_and(|focused| filling.asked(&evaluation).iter().any(|at| super::fields::field_id(*at) == focused));
        if typing {
            return;
        }
        if let Some(screen) = due(filling, &evaluation, &mut self.met) {
            self.before = std::mem::replace(&mut self.screen, screen);
            self.focus = Some(message::message_id());
        }
    }

    fn show_screen(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let options = self.pdf_options();
        match (&self.screen, &self.old_sheet) {
            (Screen::Editor, _) => return self.show_editor(ui, actions),
            (Screen::Locked, _) => {
                let Locking { typed, work, .. } = &mut self.locking;
                return locked::ui(ui, typed, work.as_deref(), actions);
            }
            (Screen::Visits, _) => return self.show_visits(ui, actions),
            (Screen::OldSheet, Some(old)) => return old.ui(ui, options, &mut self.summary, actions),
            _ => {}
        }
        let before = self.visit_before().map(|head| head.day.clone());
        let sheet_wishes = self.filling.as_ref().map(|filling| self.wishes(filling));
        let Some(filling) = self.filling.as_mut().filter(|_| self.screen != Screen::Home) else {
            let shown = home::Shown { entries: &self.entries, past: &self.past, files: &self.last_files };
            return home::ui(ui, &shown, actions);
        };
        // The screen of the sheet edits the wishes; everything else only reads.
        let mut wishes = filling.wishes.clone();
        let filling = &*filling;
        let evaluation = filling.evaluation();
        let region = self.settings.region.as_str();
        let message = Message { filling, evaluation: &evaluation, wording: &self.wording, region };
        match &self.screen {
            Screen::Home | Screen::Editor | Screen::Visits | Screen::OldSheet | Screen::Locked => {}
            Screen::Answering => {
                let offer = self.offers.offer.as_ref();
                answering::ui(ui, (filling, &evaluation), offer, &mut self.answering, actions);
            }
            Screen::Emergency(topics) => message.emergency(ui, topics, actions),
            Screen::Card(card) => message.card(ui, *card, actions),
            Screen::Stopped(gate) => message.stopped(ui, *gate, actions),
            Screen::Review => review::ui(ui, filling, &evaluation, (&self.review, &mut self.answering), actions),
            Screen::Sheet => {
                let with = sheet_wishes.unwrap_or_default();
                let summary = summarize(&evaluation, &filling.answers, &self.wording, &with);
                let sheet = Sheet { filling, evaluation: &evaluation, summary: &summary, options, before };
                let state = &mut self.summary;
                sheet.ui(ui, &mut summary::Pen { wishes: &mut wishes, state, actions });
            }
        }
        if let Some(filling) = self.filling.as_mut() {
            filling.wishes = wishes;
        }
    }

    fn show_notice(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(notice) = &self.notice else { return };
        let palette = theme::palette(ui);
        let fill = if notice.is_fault { palette.soon } else { palette.info };
        let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 4));
        Panel::bottom("notice").show_separator_line(false).frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                let close = Button::new("Close", Weight::Quiet).low().named("Close the message").id(close_notice());
                let room = ui.available_width() - close.width(ui) - 16.0;
                ui.allocate_ui(egui::vec2(room, 40.0), |ui| {
                    ui.set_width(room);
                    ui.add_space(9.0);
                    // Under a new number the same words are read out again.
                    let said = ui.push_id(notice.number, |ui| text::say(ui, &notice.words, HELP)).inner;
                    text::announce(&said, if notice.is_fault { Live::Assertive } else { Live::Polite });
                });
                if close.show(ui).clicked() {
                    actions.push(Action::CloseNotice);
                }
            });
        });
    }

    fn keyboard(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        keys::still_arrows(ctx);
        actions.extend(Command::anywhere(ctx));
        if self.overlay.is_some() && Command::Close.pressed(ctx) {
            actions.push(Action::Close);
        }
        // Where there is nothing to close, the Escape key takes the keyboard from nothing.
        if self.focus.is_none() && self.screen != Screen::Editor && Command::Close.pressed(ctx) {
            self.focus = self.had_focus;
        }
        if self.overlay.is_some() {
            return;
        }
        let is_sheet = matches!(self.screen, Screen::Sheet | Screen::OldSheet) && self.sheet().is_some();
        let on_sheet = [(Command::SavePdf, Action::SavePdf), (Command::Print, Action::Print)];
        let on_sheet = on_sheet.into_iter().filter(|(command, _)| is_sheet && command.pressed(ctx));
        actions.extend(on_sheet.map(|(_, action)| action));
        if !self.must_be_met() && Command::OpenFile.pressed(ctx) {
            actions.push(Action::AskForFile);
        }
    }
}

/// The message that is due for the answers as they are: the end of the form, the card of support, an emergency.
fn due(filling: &Filling, evaluation: &Evaluation, met: &mut Met) -> Option<Screen> {
    let form = &filling.form;
    if let GateResult::Closed(gate) = evaluation.gate(&filling.answers) {
        return (met.gate != Some(gate)).then_some(Screen::Stopped(gate));
    }
    met.gate = None;
    met.cards.retain(|card| evaluation.card(*card));
    met.topics.retain(|topic| evaluation.topic(*topic));
    let card = (0..form.cards.len()).find(|card| evaluation.card(*card) && !met.cards.contains(card));
    if let Some(card) = card {
        return Some(Screen::Card(card));
    }
    let is_new = |at: &usize| {
        let urgent = form.topics.get(*at).is_some_and(|topic| topic.urgency == Urgency::Emergency);
        urgent && evaluation.topic(*at) && !met.topics.contains(at)
    };
    let new: Vec<usize> = (0..form.topics.len()).filter(is_new).collect();
    (!new.is_empty()).then_some(Screen::Emergency(new))
}

impl eframe::App for App {
    /// The window's colour is there before anything is painted: without a graphics card, to paint it takes long.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.stay_open_for_answers(ctx);
        self.take_over_settings(ctx);
        self.settings.window = place::of_window(ctx, self.settings.window);
        self.hear(ctx);
        self.hear_later_starts(ctx);
        self.hear_changes();
        self.keep_again(ctx);
        self.lock_when_left_alone(ctx);
        if let Some(visits) = &self.visits {
            self.past.read_on(visits, ctx);
        }
        self.take_up_earlier();
        self.look_for_offer();
        self.open_next();
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.keep_text();
        if let Some(folders) = &self.folders {
            // The window is gone: where its place cannot be kept, nobody can be told.
            self.settings.save(&folders.settings).ok();
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label("Anteroom"));
        // Where the theme is new, the window was cleared to the colour of the last one.
        let window = theme::palette(ui).window;
        if ui.visuals().panel_fill != window {
            ui.painter().rect_filled(ui.max_rect(), 0.0, window);
        }
        let mut actions = Vec::new();
        self.keyboard(&ctx, &mut actions);
        self.take_dropped(&ctx);
        self.interrupt(&ctx);
        // In a very low window the foot scrolls away: the keyboard does not begin there, or the top would not be seen.
        let foot = [review::first_button(), summary::first_button()];
        let wanted = self.focus.take().filter(|id| !layout::is_very_low(ui) || !foot.contains(id));
        if let Some(focus) = wanted {
            ctx.memory_mut(|memory| memory.request_focus(focus));
        }
        self.show_notice(ui, &mut actions);
        opening::show_drop_hint(ui);
        if self.overlay == Some(Overlay::Settings) {
            let languages = self.library.languages();
            let offer = self.passphrase_offer();
            let around = settings::Around { wording: &self.wording, languages: &languages, offer: &offer };
            settings::ui(ui, &self.settings, &around, &mut actions);
        } else {
            self.show_screen(ui, &mut actions);
        }
        self.show_overlay(ui, &mut actions);
        // What opens over the screen is there only from its second picture on.
        if let Some(focus) = wanted.filter(|focus| !ctx.memory(|memory| memory.has_focus(*focus))) {
            let is_last = self.focus_tries >= 4;
            // What the keyboard should come back to may be gone.
            let first = self.first_of_screen().filter(|first| self.overlay.is_none() && *first != focus);
            self.focus = if is_last { first } else { Some(focus) };
            self.focus_tries = if is_last { 0 } else { self.focus_tries + 1 };
            ctx.request_repaint();
        } else {
            self.focus_tries = 0;
        }
        self.had_focus = ctx.memory(egui::Memory::focused);
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.apply(action, &ctx, frame);
        }
    }
}
