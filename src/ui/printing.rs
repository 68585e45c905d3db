//! Printing the sheet: which printer, how many copies, and what came of it.

use super::action::Action;
use super::app::App;
use super::buttons::{Button, Weight};
use super::callouts;
use super::dialogs::{After, window};
use super::errands::News;
use super::keys::key_of_row;
use super::rows::{Row, Rows};
use super::state::Overlay;
use super::text::{self, BODY, HELP, PART, STRONG};
use crate::files::{PaperSize, PrintFault, PrintJob, Printers, installed_fonts};
use crate::output::pdf;
use egui::accesskit::{Live, Role};
use egui::{Context, Id, Sense, Ui, WidgetInfo};

/// The name of the job in the list of the printer, which others may read: it says nothing of health.
const TITLE: &str = "Anteroom sheet";
/// More copies than this are a slip of the hand.
const MOST_COPIES: u16 = 20;

/// How far printing has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// The printers are being looked for.
    Looking,
    /// There is none, and this is why.
    NoPrinter(String),
    /// The person chooses; what went wrong before, if anything did.
    Choosing(Option<PrintFault>),
    /// The sheet is on its way.
    Sending,
    /// It was taken, in these words.
    Sent(String),
}

/// What lies over the sheet while it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printing {
    stage: Stage,
    printers: Printers,
    /// The chosen one, by place.
    chosen: usize,
    copies: u16,
}

/// Where the keyboard lies while there is nothing to choose.
fn message_id() -> Id {
    Id::unique("printing message")
}

/// Where it lies else.
fn first_button() -> Id {
    Id::unique("printing first")
}

impl App {
    /// Asks on which printer, and has the printers looked for.
    pub(super) fn ask_for_printers(&mut self, ctx: &Context, frame: &eframe::Frame) {
        if cfg!(windows) {
            return self.with_saved(After::Print, ctx, frame);
        }
        let printing = Printing { stage: Stage::Looking, printers: Printers::default(), chosen: 0, copies: 1 };
        self.lay_over(Overlay::Printing(printing), Some(message_id()));
        let helpers = self.helpers.clone();
        self.errands.run(ctx, move || News::Printers(helpers.printers()));
    }

    /// Hears which printers there are.
    pub(super) fn hear_printers(&mut self, found: Result<Printers, PrintFault>) {
        let Some(Overlay::Printing(printing)) = &mut self.overlay else { return };
        printing.stage = match found {
            Ok(printers) if printers.names.is_empty() => {
                Stage::NoPrinter("No printer is set up on this computer.".to_owned())
            }
            Ok(printers) => {
                let is_usual = |name: &String| Some(name) == printers.usual.as_ref();
                printing.chosen = printers.names.iter().position(is_usual).unwrap_or_default();
                printing.printers = printers;
                Stage::Choosing(None)
            }
            Err(fault) => Stage::NoPrinter(fault.words),
        };
        self.focus = Some(first_button());
    }

    /// Sends the sheet to a printer.
    pub(super) fn print(&mut self, printer: String, copies: u16, ctx: &Context) {
        let Some(summary) = self.sheet() else { return };
        if let Some(Overlay::Printing(printing)) = &mut self.overlay {
            printing.stage = Stage::Sending;
            self.focus = Some(message_id());
        }
        let sent = format!("Sent to {printer}. {}", count_in_words(copies, self.summary.page_count()));
        let (helpers, options, paper) = (self.helpers.clone(), self.pdf_options(), self.settings.paper);
        self.errands.run(ctx, move || {
            let made = pdf(&summary, &options, installed_fonts());
            let made = made
                .map_err(|error| PrintFault { words: "The sheet cannot be made.".to_owned(), said: error.to_string() });
            let outcome = made.and_then(|pdf| helpers.print(job(printer, copies, paper, pdf)));
            News::Printed(outcome.map(|()| sent))
        });
    }

    /// Hears whether the sheet was sent.
    pub(super) fn hear_printed(&mut self, outcome: Result<String, PrintFault>) {
        if outcome.is_ok() {
            self.finish();
        }
        match (&mut self.overlay, outcome) {
            (Some(Overlay::Printing(printing)), outcome) => {
                printing.stage = outcome.map_or_else(|fault| Stage::Choosing(Some(fault)), Stage::Sent);
                self.focus = Some(first_button());
            }
            (_, Ok(sent)) => self.tell(sent, false),
            (_, Err(fault)) => self.tell(format!("The sheet was not printed. {}", fault.words), true),
        }
    }
}

fn job(printer: String, copies: u16, paper: PaperSize, pdf: Vec<u8>) -> PrintJob {
    PrintJob { printer, title: TITLE.to_owned(), copies, paper, pdf }
}

fn count_in_words(copies: u16, pages: usize) -> String {
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    if copies == 1 { format!("{pages}.") } else { format!("{copies} copies of {pages}.") }
}

impl Printing {
    /// Shows it. `how` says size of paper and print.
    pub(super) fn ui(&mut self, ctx: &Context, how: &str, actions: &mut Vec<Action>) {
        window(ctx, "printing", "Print the sheet", |ui| {
            text::heading(ui, "Print the sheet", PART, 2);
            ui.add_space(12.0);
            match self.stage.clone() {
                Stage::Looking => waiting(ui, "Looking for printers", actions),
                Stage::NoPrinter(why) => no_printer(ui, &why, actions),
                Stage::Choosing(fault) => self.choosing(ui, how, fault.as_ref(), actions),
                Stage::Sending => waiting(ui, "Sending the sheet to the printer", actions),
                Stage::Sent(words) => {
                    let said = text::say(ui, &words, BODY);
                    text::announce(&said, Live::Polite);
                    ui.add_space(20.0);
                    if Button::new("Close", Weight::Secondary).id(first_button()).show(ui).clicked() {
                        actions.push(Action::Close);
                    }
                }
            }
        });
    }

    fn choosing(&mut self, ui: &mut Ui, how: &str, fault: Option<&PrintFault>, actions: &mut Vec<Action>) {
        if let Some(fault) = fault {
            callouts::fault(ui, &fault.words);
            if !fault.said.is_empty() {
                text::whisper(ui, &format!("The printing system said: {}", fault.said));
            }
            ui.add_space(16.0);
        }
        self.show_printers(ui);
        ui.add_space(16.0);
        self.show_copies(ui);
        ui.add_space(12.0);
        text::whisper(ui, &format!("{how}, as the settings say"));
        ui.add_space(20.0);
        ui.horizontal_wrapped(|ui| {
            let print = if fault.is_some() { "Try again" } else { "Print" };
            if Button::new(print, Weight::Primary).id(first_button()).show(ui).clicked()
                && let Some(printer) = self.printers.names.get(self.chosen)
            {
                actions.push(Action::PrintOn(printer.clone(), self.copies));
            }
            if Button::new("Do not print", Weight::Quiet).show(ui).clicked() {
                actions.push(Action::Close);
            }
        });
    }

    fn show_printers(&mut self, ui: &mut Ui) {
        let usual = self.printers.usual.as_ref();
        let row = |(at, name): (usize, &String)| {
            let words = if Some(name) == usual { format!("{name} (the usual one)") } else { name.clone() };
            Row { words, key: key_of_row(at), is_aside: false }
        };
        let list: Vec<Row> = self.printers.names.iter().enumerate().map(row).collect();
        // No question of a form is as far down as this.
        let rows = Rows { item: usize::MAX - 6, name: "Printer", list: &list, chosen: 1 << self.chosen, many: false };
        if let Some(at) = rows.show(ui) {
            self.chosen = at;
        }
    }

    fn show_copies(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            if Button::new("Fewer", Weight::Secondary).named("Fewer copies").show(ui).clicked() {
                self.copies = self.copies.saturating_sub(1).max(1);
            }
            ui.add_space(8.0);
            let words = if self.copies == 1 { "1 copy".to_owned() } else { format!("{} copies", self.copies) };
            let said = text::say(ui, &words, STRONG);
            text::announce(&said, Live::Polite);
            ui.add_space(8.0);
            if Button::new("More", Weight::Secondary).named("More copies").show(ui).clicked() {
                self.copies = (self.copies + 1).min(MOST_COPIES);
            }
        });
    }
}

/// Words while nothing can be chosen. The keyboard lies on them, so that no key too many leads away.
fn waiting(ui: &mut Ui, words: &str, actions: &mut Vec<Action>) {
    let said = text::say(ui, words, BODY);
    let response = ui.interact(said.rect, message_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    ui.add_space(20.0);
    if Button::new("Close", Weight::Quiet).show(ui).clicked() {
        actions.push(Action::Close);
    }
}

fn no_printer(ui: &mut Ui, why: &str, actions: &mut Vec<Action>) {
    let said = text::say(ui, why, BODY);
    text::announce(&said, Live::Polite);
    ui.add_space(6.0);
    text::say_in(ui, "You can save the sheet and print it elsewhere.", HELP, super::theme::palette(ui).ink2);
    ui.add_space(20.0);
    ui.horizontal_wrapped(|ui| {
        if Button::new("Save PDF…", Weight::Secondary).id(first_button()).show(ui).clicked() {
            actions.extend([Action::Close, Action::SavePdf]);
        }
        if Button::new("Open in your PDF program", Weight::Secondary).show(ui).clicked() {
            actions.extend([Action::Close, Action::ShowPdf]);
        }
        if Button::new("Close", Weight::Quiet).show(ui).clicked() {
            actions.push(Action::Close);
        }
    });
}
