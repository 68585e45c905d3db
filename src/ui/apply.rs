//! Where every [`Action`] is done.

use super::action::{Action, Resize};
use super::answer_rows;
use super::answering;
use super::app::App;
use super::dialogs::{After, Purpose};
use super::editor;
use super::filling::Filling;
use super::home;
use super::overlays;
use super::passphrase::Place;
use super::question;
use super::review;
use super::saving::in_words;
use super::settings;
use super::state::{Met, Notice, Overlay, Screen, close_notice};
use super::summary;
use super::visits;
use crate::definition::Urgency;
use crate::evaluation::GateResult;
use crate::files::Theme;
use egui::Context;

impl App {
    /// Does what a screen asked for.
    pub(super) fn apply(&mut self, action: Action, ctx: &Context, frame: &eframe::Frame) {
        match action {
            Action::Open(id) => self.open(&id),
            Action::AskToStartAgain(id) => self.lay_over(Overlay::StartAgain(id), Some(overlays::first_button())),
            Action::StartAgain(id) => self.start_again(&id),
            Action::Answer(item, response) => self.answer(item, response),
            Action::Next { by_key } => self.next(by_key, ctx),
            Action::Skip => self.pass(),
            Action::Back => self.back(),
            Action::Leave => self.leave(),
            Action::LeaveUnkept => self.leave_unkept(ctx),
            Action::Finish => self.finish_and_leave(),
            Action::ShowItem(item) => self.show_item(item),
            Action::DoneChanging => self.done_changing(),
            Action::Review => self.go_to(Screen::Review, review::first_button()),
            Action::Sheet => {
                let focus = self.summary.entry();
                self.go_to(Screen::Sheet, focus);
            }
            Action::GoOn => self.go_on(),
            Action::Change => self.change(),
            Action::LeaveOff(item, off) => self.leave_off(item, off),
            Action::ForgetUnfit => self.forget_unfit(),
            Action::AgreePrivate(agrees) => self.agree(agrees),
            Action::WishesChanged => self.keep(),
            Action::SavePdf => self.ask_for_file(Purpose::Save(After::Nothing), ctx, frame),
            Action::SaveTo(path, after) => self.save_to(&path, after, ctx),
            Action::ShowPdf => self.with_saved(After::View, ctx, frame),
            Action::Print => self.ask_for_printers(ctx, frame),
            Action::PrintOn(printer, copies) => self.print(printer, copies, ctx),
            Action::AskForFile => self.ask_for_file(Purpose::Open, ctx, frame),
            Action::OpenFile(path) => self.open_files(vec![path]),
            Action::Forget(path) => self.forget(&path),
            Action::ForgetAll => self.forget_all(),
            Action::ReplaceWith(path) => self.open_file(&path, true),
            Action::Edit(edit) => self.edit(edit, ctx),
            Action::Visits(act) => self.act(act, ctx, frame),
            Action::CopyText => self.copy(ctx),
            Action::Dim => self.dim(),
            Action::Resize(resize) => self.resize(resize),
            Action::OpenSettings => self.lay_over(Overlay::Settings, Some(settings::entry(&self.settings))),
            Action::Set(settings) => self.set(settings),
            Action::Passphrase(wish) => self.apply_wish(wish, ctx),
            Action::ShowKeys => self.lay_over(Overlay::Keys, Some(overlays::first_button())),
            Action::Close => self.close(),
            Action::CloseNotice => self.close_notice(ctx),
        }
    }

    pub(super) fn go_to(&mut self, screen: Screen, focus: egui::Id) {
        if let Some(filling) = self.filling.as_ref().filter(|_| screen == Screen::Review) {
            self.review = review::State::enter(filling);
        }
        self.screen = screen;
        self.close_all();
        self.focus = Some(focus);
        self.keep();
    }

    pub(super) fn lay_over(&mut self, overlay: Overlay, focus: Option<egui::Id>) {
        if self.overlay.as_ref() == Some(&overlay) {
            return;
        }
        self.below.push((self.overlay.replace(overlay), self.had_focus));
        self.focus = focus;
    }

    /// Takes away what lies over the screen, and gives the keyboard back to what opened it.
    pub(super) fn close(&mut self) {
        let opener;
        (self.overlay, opener) = self.below.pop().unwrap_or_default();
        self.focus = opener.or_else(|| self.first_of_screen());
    }

    /// Takes away everything that lies over the screen.
    pub(super) fn close_all(&mut self) {
        self.overlay = None;
        self.below.clear();
    }

    fn close_notice(&mut self, ctx: &Context) {
        self.notice = None;
        if ctx.memory(|memory| memory.has_focus(close_notice())) {
            self.focus = self.first_of_screen();
        }
    }

    /// Where the keyboard comes to on the screen.
    pub(super) fn first_of_screen(&self) -> Option<egui::Id> {
        match self.screen {
            Screen::Home => Some(home::first_button()),
            Screen::Answering => self.entry(),
            Screen::Emergency(_) | Screen::Card(_) | Screen::Stopped(_) => Some(super::message::message_id()),
            Screen::Review => self.entry().or(Some(review::first_button())),
            Screen::Sheet | Screen::OldSheet => Some(summary::first_button()),
            Screen::Editor => Some(editor::text_id()),
            Screen::Visits => Some(visits::first_button()),
            Screen::Locked => Some(Place::Now.id()),
        }
    }

    /// Where the keyboard comes to among questions: the one last answered, or the first one of the section.
    fn entry(&self) -> Option<egui::Id> {
        let filling = self.filling.as_ref()?;
        if self.screen == Screen::Review {
            return self.review.open.map(|item| question::entry(filling, item));
        }
        let asked = filling.asked_in(filling.section, &filling.evaluation());
        let last = self.last_item.filter(|item| asked.contains(item));
        last.or(asked.first().copied()).map(|item| question::entry(filling, item))
    }

    pub(super) fn open(&mut self, id: &str) {
        let Ok(form) = home::form_for(&self.library_in_language(), id) else { return };
        let drafts = self.drafts();
        let draft = drafts.of(id);
        let filling = match draft {
            Some(draft) => Filling::reopen(draft, form),
            None => Filling::begin(id, form),
        };
        let all_passed = draft.is_some() && filling.left(&filling.evaluation()) == 0;
        self.fill_in(filling);
        if all_passed {
            self.go_to(Screen::Review, review::first_button());
        }
    }

    /// Takes up a form, with the answers it has.
    pub(super) fn fill_in(&mut self, filling: Filling) {
        self.filling = Some(filling);
        self.answering = answering::State::default();
        self.summary = summary::State::default();
        self.offers = visits::Offers::default();
        self.met = Met::default();
        self.last_item = None;
        self.screen = Screen::Answering;
        self.focus_first();
    }

    fn start_again(&mut self, id: &str) {
        self.close_all();
        let drafts = self.drafts();
        if let Some((visits, draft)) = self.visits.as_ref().zip(drafts.of(id))
            && let Err(error) = visits.delete(&draft.id)
        {
            self.tell(format!("The answers cannot be deleted: {}.", in_words(&error)), true);
            return;
        }
        self.open(id);
    }

    /// The first open question of the section gets the keyboard.
    fn focus_first(&mut self) {
        let Some(filling) = &self.filling else { return };
        let asked = filling.asked_in(filling.section, &filling.evaluation());
        let open = asked.iter().find(|item| filling.is_open(**item)).or(asked.first());
        self.focus = open.map(|item| question::entry(filling, *item));
    }

    fn answer(&mut self, item: usize, response: crate::answers::Response) {
        if let Some(filling) = &mut self.filling {
            filling.answers.set(item, response);
            self.last_item = Some(item);
            self.keep();
        }
    }

    fn next(&mut self, by_key: bool, ctx: &Context) {
        let Some(filling) = &self.filling else { return };
        let evaluation = filling.evaluation();
        let asked = filling.asked_in(filling.section, &evaluation);
        if let Some(fault) = self.answering.first_fault(filling, &evaluation) {
            let field = question::entry(filling, fault);
            // It comes to the field anew, also from itself, so that a screen reader says again what is wrong.
            ctx.memory_mut(|memory| memory.surrender_focus(field));
            self.focus = Some(field);
            return;
        }
        let focused = ctx.memory(egui::Memory::focused);
        let has_keyboard = |item: &usize| {
            let places = filling.form.items.get(*item).map(|it| question::places(*item, it)).unwrap_or_default();
            focused.is_some_and(|focused| places.contains(&focused))
        };
        let here = asked.iter().position(has_keyboard);
        let open = |item: &&usize| filling.is_open(**item);
        if let Some(later) = here.filter(|_| by_key).and_then(|here| asked.iter().skip(here + 1).find(open)) {
            self.focus = Some(question::entry(filling, *later));
            return;
        }
        if let Some(first) = asked.iter().find(open)
            && self.answering.reminded != Some(filling.section)
        {
            self.answering.reminded = Some(filling.section);
            self.focus = Some(question::entry(filling, *first));
            return;
        }
        self.pass();
    }

    /// On to the next section, whatever is open in this one.
    fn pass(&mut self) {
        let Some(filling) = &mut self.filling else { return };
        self.met.gate = None;
        if matches!(filling.evaluation().gate(&filling.answers), GateResult::Closed(_)) {
            return;
        }
        filling.passed.insert(filling.section);
        self.answering.notes.way_back = None;
        let next = filling.neighbour(&filling.evaluation(), true);
        match next {
            Some(section) => {
                filling.section = section;
                self.last_item = None;
                self.focus_first();
                self.keep();
            }
            None => self.go_to(Screen::Review, review::first_button()),
        }
    }

    fn back(&mut self) {
        let Some(filling) = &mut self.filling else { return };
        let evaluation = filling.evaluation();
        let section = match self.screen {
            Screen::Review => filling.sections(&evaluation).last().copied(),
            _ => filling.neighbour(&evaluation, false),
        };
        match section {
            Some(section) => {
                filling.section = section;
                self.screen = Screen::Answering;
                self.last_item = None;
                self.focus = self.entry();
                self.keep();
            }
            None => self.leave(),
        }
    }

    fn show_item(&mut self, item: usize) {
        let from_sheet = self.screen == Screen::Sheet;
        if from_sheet {
            self.go_to(Screen::Review, review::first_button());
            self.review.from_sheet = true;
        }
        let Some(filling) = &mut self.filling else { return };
        let Some(definition) = filling.form.items.get(item) else { return };
        if self.screen == Screen::Review {
            self.review.open(item, filling);
        } else {
            filling.section = definition.section;
        }
        self.last_item = Some(item);
        self.focus = Some(question::entry(filling, item));
    }

    /// Words that cannot be read keep their question open.
    fn done_changing(&mut self) {
        let Some((filling, item)) = self.filling.as_ref().zip(self.review.open) else { return };
        let typed = self.answering.notes.typed.get(&item).zip(filling.form.items.get(item));
        if typed.is_some_and(|(typed, definition)| question::typing_fault(definition, typed).is_some()) {
            self.focus = Some(question::entry(filling, item));
            return;
        }
        self.review.open = None;
        self.focus = Some(answer_rows::change_button(item));
    }

    fn go_on(&mut self) {
        self.meet();
        self.screen = std::mem::replace(&mut self.before, Screen::Answering);
        self.focus = self.first_of_screen();
    }

    fn change(&mut self) {
        self.meet();
        if let Screen::Stopped(gate) = self.screen {
            self.met.gate = Some(gate);
        }
        self.screen = if self.before == Screen::Review { Screen::Review } else { Screen::Answering };
        self.focus = self.first_of_screen();
    }

    /// The message on the screen has been met, and what it says along with it.
    fn meet(&mut self) {
        let Some(filling) = &self.filling else { return };
        match &self.screen {
            Screen::Emergency(topics) => self.met.topics.extend(topics),
            Screen::Card(card) => {
                self.met.cards.insert(*card);
                let told = filling
                    .form
                    .topics
                    .iter()
                    .enumerate()
                    .filter(|(_, topic)| topic.card == Some(*card) && topic.urgency == Urgency::Emergency);
                let evaluation = filling.evaluation();
                self.met.topics.extend(told.map(|(at, _)| at).filter(|at| evaluation.topic(*at)));
            }
            _ => {}
        }
    }

    fn leave_off(&mut self, item: usize, off: bool) {
        if let Some(filling) = &mut self.filling {
            if off {
                filling.wishes.left_off.insert(item);
            } else {
                filling.wishes.left_off.remove(&item);
            }
            self.keep();
        }
    }

    fn agree(&mut self, agrees: bool) {
        if let Some(filling) = &mut self.filling {
            filling.wishes.print_private = agrees;
            self.keep();
        }
    }

    fn forget_unfit(&mut self) {
        if let Some(filling) = &mut self.filling {
            filling.unfit.clear();
            self.keep();
            self.focus = self.first_of_screen();
        }
    }

    pub(super) fn keep_settings(&mut self) {
        if let Some(folders) = &self.folders
            && let Err(error) = self.settings.save(&folders.settings)
        {
            self.tell(format!("The settings cannot be kept: {}.", in_words(&error)), true);
        }
    }

    fn resize(&mut self, resize: Resize) {
        if matches!(self.screen, Screen::Sheet | Screen::OldSheet) && self.overlay.is_none() {
            self.summary.resize(resize);
        } else {
            self.settings.text_percent = settings::resized(self.settings.text_percent, resize);
            self.keep_settings();
        }
    }

    fn dim(&mut self) {
        self.settings.theme = if self.settings.theme == Theme::Dim { Theme::System } else { Theme::Dim };
        self.keep_settings();
    }

    pub(super) fn tell(&mut self, words: String, is_fault: bool) {
        let number = self.notice.as_ref().map_or(0, |before| before.number + 1);
        self.notice = Some(Notice { words, is_fault, number });
    }
}
