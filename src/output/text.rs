//! The sheet as plain text, 78 columns wide.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{changes, words};
use crate::summary::{AnswerSection, FactGroup, QuestionnaireResult, SinceLastTime, Summary, Topic};

const COLUMNS: usize = 78;

/// The whole sheet as plain text: the sentences of the PDF, in its order.
#[must_use]
pub fn text(summary: &Summary) -> String {
    in_columns(summary, COLUMNS)
}

/// The same with each paragraph on a line of its own, however long.
pub(super) fn unbroken(summary: &Summary) -> String {
    in_columns(summary, usize::MAX)
}

fn in_columns(summary: &Summary, columns: usize) -> String {
    let mut sheet = Sheet { lines: Vec::new(), columns };
    sheet.head(summary);
    if let Some(stopped) = &summary.stopped {
        sheet.heading(&stopped.title);
        for paragraph in &stopped.text {
            sheet.paragraph(paragraph);
            sheet.gap();
        }
        sheet.labelled(words::KEEP_SAFE, std::slice::from_ref(&summary.safety));
    } else {
        sheet.urgent(summary);
        sheet.results(&summary.results);
        sheet.topics(summary);
        sheet.tail(summary);
        sheet.later(summary);
    }
    sheet.finish()
}

struct Sheet {
    lines: Vec<String>,
    columns: usize,
}

impl Sheet {
    fn finish(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.push(String::new());
        self.lines.join("\n")
    }

    fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
    }

    /// One blank line, never two.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.gap();
        self.paragraph(text);
        let width = self.lines.last().map_or(0, |line| line.chars().count());
        self.line("-".repeat(width));
    }

    fn paragraph(&mut self, text: &str) {
        self.indented("", "", text);
    }

    /// Wraps `text` with `first` before its first line and `rest` before the others.
    fn indented(&mut self, first: &str, rest: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let room = self.columns.saturating_sub(rest.chars().count().max(first.chars().count()));
        for (index, line) in wrap(text, room).into_iter().enumerate() {
            let before = if index == 0 { first } else { rest };
            self.line(format!("{before}{line}").trim_end());
        }
    }

    fn item(&mut self, text: &str) {
        self.indented("  ", "  ", text);
    }

    fn head(&mut self, summary: &Summary) {
        self.paragraph(&summary.form_title);
        self.paragraph(words::SELF_REPORTED);
        self.line("=".repeat(COLUMNS));
        self.paragraph(words::TITLE);
        self.gap();
        let person = &summary.person;
        let blank = |typed: &str| {
            if typed.is_empty() { "_".repeat(24) } else { typed.to_owned() }
        };
        self.indented("Name: ", "      ", &blank(&person.name));
        self.indented("Born: ", "      ", &blank(&person.born));
        self.paragraph(&words::answered(person).unwrap_or_default());
        // A sheet that was stopped says nothing that was worked out or answered.
        for fact in person.facts.iter().filter(|_| summary.stopped.is_none()) {
            self.paragraph(fact);
        }
    }

    fn urgent(&mut self, summary: &Summary) {
        if let Some(call) = &summary.emergency_call {
            self.heading(&call.title);
            self.paragraph(&call.lead);
            self.paragraph(&call.call);
            self.item(&call.region);
            for number in &call.numbers {
                self.item(number);
            }
            self.paragraph(&call.also);
        }
        for topic in &summary.emergencies {
            self.gap();
            self.paragraph(&words::stop(&topic.title));
            self.item(&words::list(&topic.signs));
            self.item(&words::stop(&topic.why));
            self.item(&format!("Ask: {}", words::quoted(topic)));
        }
        if !summary.prompt.is_empty() {
            self.heading(words::PROMPT);
        }
        for topic in &summary.prompt {
            self.paragraph(&words::stop(&topic.title));
            self.item(&words::list(&topic.signs));
            self.item(&topic.notes.first().map(|note| words::stop(note)).unwrap_or_default());
            self.item(&format!("Ask: {}", words::quoted(topic)));
            self.gap();
        }
        self.gap();
        for warning in &summary.warnings {
            self.paragraph(warning);
        }
    }

    fn results(&mut self, results: &[QuestionnaireResult]) {
        if results.is_empty() {
            return;
        }
        self.heading(words::RESULTS);
        self.paragraph(&words::stop(words::SCORES_NOTE));
        for result in results {
            self.gap();
            self.paragraph(&words::stop(&result.name));
            for sentence in result.patterns.iter().chain(&result.facts) {
                self.item(&words::stop(sentence));
            }
            for scale in &result.scores {
                self.item(&words::gap(scale).unwrap_or_default());
                self.item(&words::scale_sentence(scale));
            }
        }
    }

    fn topics(&mut self, summary: &Summary) {
        if summary.topics.is_empty() {
            return;
        }
        self.heading(words::TOPICS);
        for topic in &summary.topics {
            self.topic(topic);
            self.gap();
        }
    }

    fn topic(&mut self, topic: &Topic) {
        self.indented("[ ] ", "    ", &words::stop(&topic.title));
        self.indented("    ", "    ", &words::evidence_mark(topic));
        self.indented("    ", "    ", &words::reasons(topic));
        self.indented("    ", "    ", &words::quoted(topic));
    }

    fn labelled(&mut self, label: &str, paragraphs: &[String]) {
        if paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
            return;
        }
        self.heading(label);
        for paragraph in paragraphs {
            self.paragraph(paragraph);
        }
    }

    fn tail(&mut self, summary: &Summary) {
        self.labelled(words::own_questions_label(summary.own_questions.len()), &summary.own_questions);
        self.labelled(words::NOT_ANSWERED, &[words::gaps(&summary.not_answered, usize::MAX).join(" ")]);
        self.labelled(words::NOT_TAKEN, &[words::list(&summary.not_taken)]);
        if summary.left_out > 0 {
            self.labelled(words::LEFT_OUT, &[words::left_out(summary.left_out)]);
        }
        self.labelled(words::KEEP_SAFE, std::slice::from_ref(&summary.safety));
    }

    fn later(&mut self, summary: &Summary) {
        if !summary.further_topics.is_empty() {
            self.heading(words::FURTHER);
        }
        for topic in &summary.further_topics {
            self.topic(topic);
            for paragraph in words::background(topic, 0) {
                self.indented("    ", "    ", &paragraph);
            }
            self.gap();
        }
        let backgrounds = words::backgrounds(summary, usize::MAX);
        if !backgrounds.is_empty() {
            self.heading(words::BACKGROUND);
        }
        for (topic, paragraphs) in backgrounds {
            self.paragraph(&words::stop(&topic.title));
            for paragraph in paragraphs {
                self.item(&paragraph);
            }
            self.gap();
        }
        self.facts(summary);
        for section in &summary.answers {
            self.answers(section);
        }
        self.sources(summary);
    }

    fn since_last_time(&mut self, since: &SinceLastTime) {
        self.heading(changes::SINCE);
        for paragraph in changes::opening(since) {
            self.paragraph(&paragraph);
        }
        self.gap();
        for row in changes::rows(since) {
            self.paragraph(&words::stop(&row.what));
            self.item(&words::stop(&format!("{}: {}", changes::THEN, row.then.join(" "))));
            self.item(&words::stop(&format!("{}: {}", changes::NOW, row.now.join(" "))));
        }
        self.groups(&changes::groups(since));
    }

    fn facts(&mut self, summary: &Summary) {
        if !summary.facts.is_empty() {
            self.heading(words::FACTS);
        }
        self.groups(&summary.facts);
        if let Some(since) = &summary.since_last_time {
            self.since_last_time(since);
        }
        let notes: Vec<String> = summary.own_notes.lines().map(str::to_owned).collect();
        self.labelled(words::OWN_NOTES, &notes);
        if !summary.answers.is_empty() {
            self.heading(words::ANSWERS);
        }
    }

    fn groups(&mut self, groups: &[FactGroup]) {
        for group in groups {
            self.paragraph(&words::stop(&group.label));
            for line in &group.lines {
                self.item(&words::stop(line));
            }
        }
    }

    fn answers(&mut self, section: &AnswerSection) {
        self.gap();
        self.paragraph(&words::section_title(section));
        for row in &section.rows {
            self.indented("  ", "  ", &row.question);
            self.indented("    - ", "      ", words::answer(row));
        }
    }

    fn sources(&mut self, summary: &Summary) {
        if !summary.sources.is_empty() {
            self.heading(words::SOURCES);
        }
        for source in &summary.sources {
            let first = format!("{:>3}  ", source.number);
            self.indented(&first, "     ", &source.cite);
            self.indented("     ", "     ", &words::doi(source).unwrap_or_default());
        }
        if !summary.files.is_empty() {
            self.heading(words::FILES);
        }
        for mark in &summary.files {
            self.paragraph(&words::stop(&mark.title));
            self.item(&words::file(mark));
        }
    }
}

/// Breaks a paragraph into lines of at most `width` characters; a longer word is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    if text.len() <= width && !text.contains(|sign: char| sign.is_control() || sign == '\u{ad}') {
        return vec![text.to_owned()];
    }
    let text: String = text.chars().filter(|sign| *sign != '\u{ad}').collect();
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut from = 0;
    for (to, opportunity) in linebreaks(&text) {
        let piece = text.get(from..to).unwrap_or_default();
        // A range such as 15–21 stays on one line.
        if piece.ends_with('–') {
            continue;
        }
        from = to;
        if line.chars().count() + piece.trim_end().chars().count() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for sign in piece.chars().filter(|sign| !sign.is_control()) {
            if line.chars().count() >= width && !sign.is_whitespace() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(sign);
        }
        if opportunity == BreakOpportunity::Mandatory {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests;
