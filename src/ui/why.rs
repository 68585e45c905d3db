//! "Why is this here?": the reason for a topic, its rule in words, how strong the evidence is, and what it rests on.

use super::action::Action;
use super::buttons;
use super::callouts;
use super::summary::Pen;
use super::text::{self, HELP, HELP_BOLD};
use super::theme::palette;
use super::topics::Topics;
use crate::evaluation::Reason;
use crate::questionnaire::rule_in_words;
use crate::summary::Topic;
use egui::Ui;

const LINK: &str = "Why is this here?";

fn name(topic: &Topic) -> String {
    format!("{LINK} {}", topic.title)
}

/// How wide the link is.
#[must_use]
pub(super) fn link_width(ui: &Ui) -> f32 {
    text::width(ui, LINK, HELP)
}

/// The link that opens the reason, and closes it.
pub(super) fn link(ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
    let open = &mut pen.state.list.why;
    if buttons::pressed(&buttons::link(ui, LINK, &name(topic))) && !open.remove(&topic.id) {
        open.insert(topic.id.clone());
    }
}

impl Topics<'_> {
    /// The reason, where it is open.
    pub(super) fn why(&self, ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
        if !pen.state.list.why.contains(&topic.id) {
            return;
        }
        callouts::info(ui, |ui| {
            self.reason(ui, topic);
            self.ways_on(ui, topic, pen);
        });
        ui.add_space(8.0);
    }

    fn reason(&self, ui: &mut Ui, topic: &Topic) {
        let ink = palette(ui).ink;
        text::say(ui, &topic.why, HELP);
        if !topic.because.is_empty() {
            let because = topic.because.join("; ");
            text::say_pieces(ui, &[("You told us: ", HELP, ink), (&because, HELP_BOLD, ink)]);
        }
        if let Some(definition) = self.filling.form.topics.iter().find(|it| it.id == topic.id) {
            let rule = rule_in_words(&definition.when, &self.filling.form);
            text::say(ui, &format!("Rule: {rule}."), HELP);
        }
        let note = if topic.evidence_note.is_empty() { String::new() } else { format!(" ({})", topic.evidence_note) };
        text::say(ui, &format!("Evidence: {}{note}.", topic.evidence), HELP);
        for source in self.summary.sources.iter().filter(|source| topic.sources.contains(&source.number)) {
            let doi = source.doi.as_ref().map(|doi| format!(" doi:{doi}")).unwrap_or_default();
            text::whisper(ui, &format!("{}{doi}", source.cite));
        }
    }

    fn ways_on(&self, ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
        let definition = self.filling.form.topics.iter().find(|it| it.id == topic.id);
        let first_answer = definition.and_then(|topic| self.first_answer(&self.evaluation.reasons(&topic.when)));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            if let Some(item) = first_answer
                && buttons::link(ui, "Go to these answers", &format!("Go to the answers: {}", topic.title)).clicked()
            {
                pen.state.left_at = Some(topic.id.clone());
                pen.actions.push(Action::ShowItem(item));
            }
            if buttons::link(ui, "Close", &format!("Close: why is this here? {}", topic.title)).clicked() {
                pen.state.list.why.remove(&topic.id);
                ui.memory_mut(|memory| memory.request_focus(buttons::link_id(&name(topic))));
            }
        });
    }

    /// The first answer that a list of reasons comes down to.
    fn first_answer(&self, reasons: &[Reason]) -> Option<usize> {
        reasons.iter().find_map(|reason| match reason {
            Reason::Answer(item) | Reason::Ticks { item, .. } => Some(*item),
            Reason::Finding(finding) => self.first_answer(&self.evaluation.reasons_for_finding(*finding)),
            Reason::Score(score) => self.filling.form.scores.get(*score)?.sum.first().copied(),
            Reason::Flag(flag) => {
                let raised = self.evaluation.flag(*flag);
                let levels = &self.filling.form.flags.get(*flag)?.levels;
                let (_, rule) = levels.iter().find(|(level, _)| Some(*level) == raised)?;
                self.first_answer(&self.evaluation.reasons(rule))
            }
        })
    }
}
