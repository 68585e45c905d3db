//! The words of the sheet that no questionnaire file can set: headings, and how counts and gaps are said.
//!
//! Text and PDF both take them from here, so that they cannot drift apart.

use crate::summary::{
    AnswerKind, AnswerRow, AnswerSection, Band, FileMark, Gap, NO_SCORE, Person, Scale, Source, Summary, Topic,
    number_in_words,
};

pub(super) const TITLE: &str = "My answers, for my appointment";
pub(super) const SELF_REPORTED: &str = "Self-reported; not a diagnosis";
pub(super) const EMERGENCIES: &str = "What needs help now";
pub(super) const PROMPT: &str = "Please raise this within a day or two";
pub(super) const PROMPT_MORE: &str = "Also within a day or two";
pub(super) const ALSO: &str = "Also: ";
pub(super) const WARNINGS: &str = "Warning signs";
pub(super) const RESULTS: &str = "What the answers fit";
pub(super) const RESULTS_MORE: &str = "What the other answers fit";
pub(super) const SCORES_NOTE: &str = "Scores are our own and not validated";
pub(super) const TOPICS: &str = "What I would like to talk about";
pub(super) const TOPICS_ELSEWHERE: &str = "Topics";
pub(super) const FURTHER: &str = "Further topics";
pub(super) const BACKGROUND: &str = "More about the topics on page one";
pub(super) const NOT_ANSWERED: &str = "Not answered";
pub(super) const NOT_TAKEN: &str = "Not filled in";
pub(super) const LEFT_OUT: &str = "Left out by choice";
pub(super) const KEEP_SAFE: &str = "Keep safe";
pub(super) const ABOUT_ME: &str = "About me";
pub(super) const FACTS: &str = "Facts to bring";
pub(super) const OWN_NOTES: &str = "My notes";
pub(super) const ANSWERS: &str = "All answers";
pub(super) const QUESTION: &str = "Question";
pub(super) const ANSWER: &str = "Answer";
pub(super) const VISIT: &str = "Notes from the visit";
pub(super) const SOURCES: &str = "Sources";
pub(super) const FILES: &str = "Questionnaires used";
pub(super) const ATTACHED: &str = "answers.json";
pub(super) const ATTACHED_ABOUT: &str = "The answers on this sheet, for programs";
pub(super) const INSIDE: &str =
    "The PDF file of this sheet has these answers inside it, as answers.json, for programs.";

/// Up to so many bytes, a few words that belong together stay on one line.
const LONGEST_IN_ONE: usize = 40;

/// "My question" or "My questions".
pub(super) fn own_questions_label(count: usize) -> &'static str {
    if count == 1 { "My question" } else { "My questions" }
}

/// "Answered 22 November 2026", if the day is known.
pub(super) fn answered(person: &Person) -> Option<String> {
    (!person.answered.is_empty()).then(|| format!("Answered {}", person.answered))
}

/// A number without a needless fraction.
pub(super) fn number(value: f64) -> String {
    number_in_words((value * 10.0).round() / 10.0)
}

/// "12", or "17–21" where answers are open; in words where none of its questions was answered.
#[must_use]
pub fn score(scale: &Scale) -> String {
    if !is_answered(scale) {
        return NO_SCORE.to_owned();
    }
    if is_range(scale) { format!("{}–{}", number(scale.low), number(scale.high)) } else { number(scale.low) }
}

/// Whether any of its questions was answered; one whose questions were not asked is what it is without them.
#[must_use]
pub fn is_answered(scale: &Scale) -> bool {
    scale.answered > 0 || scale.asked == 0
}

/// Whether open answers leave more than one value.
#[must_use]
pub fn is_range(scale: &Scale) -> bool {
    is_answered(scale) && scale.high - scale.low > f64::EPSILON
}

/// "6 of 7 answered, so a range", if something is open.
pub(super) fn gap(scale: &Scale) -> Option<String> {
    if !is_answered(scale) {
        return None;
    }
    let counts = format!("{} of {} answered", scale.answered, scale.asked);
    if is_range(scale) {
        Some(format!("{counts}, so a range."))
    } else {
        (scale.answered < scale.asked).then(|| format!("{counts}."))
    }
}

/// "11–15", or "21+" for a band without a natural end.
#[must_use]
pub fn band_range(band: &Band) -> String {
    if band.open {
        format!("{}+", number(band.from))
    } else if (band.to - band.from).abs() < f64::EPSILON {
        number(band.from)
    } else {
        format!("{}–{}", number(band.from), number(band.to))
    }
}

/// The whole scale in a sentence; what a screen reader says for the bar.
pub(super) fn scale_sentence(scale: &Scale) -> String {
    let unit = if scale.unit.is_empty() || !is_answered(scale) { String::new() } else { format!(" {}", scale.unit) };
    let band = scale.band.and_then(|index| scale.bands.get(index));
    let band = band.map_or_else(String::new, |band| format!(", in the band “{}”", band.name));
    let bands: Vec<String> = scale.bands.iter().map(|band| format!("{} {}", band.name, band_range(band))).collect();
    let bands = if bands.is_empty() { String::new() } else { format!(". Bands: {}", bands.join(", ")) };
    format!("{}: {}{unit}{band}{bands}.", scale.name, score(scale))
}

/// The score in a few words, on one line: "Leg impact 15 of 20: high."
pub(super) fn short_score(scale: &Scale) -> String {
    let unit = if scale.unit.is_empty() { String::new() } else { format!(" {}", scale.unit) };
    let band = scale.band.and_then(|index| scale.bands.get(index));
    let band = band.map_or_else(String::new, |band| format!(": {}", band.name));
    let words = stop(&format!("{} {}{unit}{band}", scale.name, score(scale)));
    if words.len() < LONGEST_IN_ONE { words.replace(' ', "\u{a0}") } else { words }
}

/// "3 more patterns.", where a result stands in short.
pub(super) fn more_patterns(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 more pattern.".to_owned(),
        many => format!("{many} more patterns."),
    }
}

/// Ends a phrase with a full stop, unless it ends a sentence already.
pub(super) fn stop(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', '?', '!', ':', '”']) { text.to_owned() } else { format!("{text}.") }
}

/// Several phrases as one sentence.
pub(super) fn list(phrases: &[String]) -> String {
    stop(&phrases.iter().map(|phrase| phrase.trim_end().trim_end_matches('.')).collect::<Vec<_>>().join("; "))
}

/// The question to ask, in quotation marks.
pub(super) fn quoted(topic: &Topic) -> String {
    format!("“{}”", topic.ask)
}

/// "evidence strong · 1, 2": stands beside a topic's title.
pub(super) fn evidence_mark(topic: &Topic) -> String {
    let mut parts = Vec::new();
    if !topic.evidence.is_empty() {
        parts.push(format!("evidence {}", topic.evidence.to_lowercase()));
    }
    if !topic.sources.is_empty() {
        parts.push(numbers(&topic.sources));
    }
    parts.join(" · ")
}

/// "Sources 1, 2 · evidence strong": stands under a topic.
pub(super) fn evidence_line(topic: &Topic) -> String {
    let sources = match topic.sources.len() {
        0 => return evidence_mark(topic),
        1 => "Source",
        _ => "Sources",
    };
    let evidence = topic.evidence.to_lowercase();
    let evidence = if evidence.is_empty() { evidence } else { format!(" · evidence {evidence}") };
    format!("{sources} {}{evidence}", numbers(&topic.sources))
}

fn numbers(sources: &[usize]) -> String {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What the evidence word rests on, if the file says so.
pub(super) fn evidence_note(topic: &Topic) -> Option<String> {
    (!topic.evidence_note.is_empty()).then(|| format!("Evidence: {}", stop(&topic.evidence_note)))
}

/// What made a routine topic appear, the signs reported, and why it matters.
pub(super) fn reasons(topic: &Topic) -> String {
    let parts = [list(&topic.because), list(&topic.signs), stop(&topic.why)];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a topic that the short form on page one leaves out. `shown` notes are on page one already.
pub(super) fn background(topic: &Topic, shown: usize) -> Vec<String> {
    topic.notes.iter().skip(shown).map(|note| stop(note)).chain(evidence_note(topic)).collect()
}

/// The paragraphs that a topic in the box "within a day or two" leaves out.
pub(super) fn prompt_background(topic: &Topic) -> Vec<String> {
    let reasons = [list(&topic.because), stop(&topic.why)].join(" ");
    let reasons = reasons.trim().to_owned();
    (!reasons.is_empty()).then_some(reasons).into_iter().chain(background(topic, 1)).collect()
}

/// Topics of page one with what was left out there, `topics` of them routine ones.
pub(super) fn backgrounds(summary: &Summary, topics: usize) -> Vec<(&Topic, Vec<String>)> {
    let emergencies = summary.emergencies.iter().map(|topic| (topic, background(topic, 0)));
    let prompt = summary.prompt.iter().map(|topic| (topic, prompt_background(topic)));
    let routine = summary.topics.iter().take(topics).map(|topic| (topic, background(topic, 0)));
    emergencies.chain(prompt).chain(routine).filter(|(_, paragraphs)| !paragraphs.is_empty()).collect()
}

/// Questions without a known answer, a sentence for each kind, at most `limit` of them.
pub(super) fn gaps(gaps: &[Gap], limit: usize) -> Vec<String> {
    let kinds = [AnswerKind::Skipped, AnswerKind::DontKnow, AnswerKind::PreferNot, AnswerKind::NotAsked];
    let mut left = limit;
    let mut sentences = Vec::new();
    for kind in kinds {
        let labels: Vec<String> =
            gaps.iter().filter(|gap| gap.kind == kind).take(left).map(|gap| gap.label.clone()).collect();
        left -= labels.len();
        if let (false, Some(words)) = (labels.is_empty(), kind.words()) {
            sentences.push(format!("{words}: {}", list(&labels)));
        }
    }
    sentences
}

/// "And 7 more, see page 3.", if only `shown` of `all` stand on page one.
pub(super) fn more(all: usize, shown: usize, page: usize) -> Option<String> {
    let hidden = all.checked_sub(shown).filter(|hidden| *hidden > 0)?;
    Some(if shown == 0 {
        format!("{hidden}, see page\u{a0}{page}.")
    } else {
        format!("And {hidden} more, see page\u{a0}{page}.")
    })
}

/// "And 7 more, see page 3.", or where all of them, having been named, stand in full.
pub(super) fn rest(all: usize, shown: usize, page: usize) -> String {
    more(all, shown, page).unwrap_or_else(|| in_full(all, page))
}

/// "In full on page 3.", or "All in full on page 3." of several.
pub(super) fn in_full(count: usize, page: usize) -> String {
    let all = if count > 1 { "All in" } else { "In" };
    format!("{all} full on page\u{a0}{page}.")
}

/// Titles of topics that stand on later pages, `shown` of them by name: "Iron blood tests. And 7 more, see page 3."
pub(super) fn elsewhere(topics: &[&Topic], shown: usize, page: usize) -> String {
    let titles: Vec<String> = topics.iter().take(shown).map(|topic| topic.title.clone()).collect();
    format!("{} {}", list(&titles), rest(topics.len(), shown, page)).trim_start().to_owned()
}

/// The routine topics that page one has no room for, and those that were to follow anyway.
pub(super) fn further(summary: &Summary, on_page_one: usize) -> Vec<&Topic> {
    summary.topics.iter().skip(on_page_one).chain(&summary.further_topics).collect()
}

/// "3 answers".
pub(super) fn left_out(count: usize) -> String {
    if count == 1 { "1 answer.".to_owned() } else { format!("{count} answers.") }
}

/// What a row of "All answers" says as the answer.
pub(super) fn answer(row: &AnswerRow) -> &str {
    row.kind.words().unwrap_or(if row.answer.trim().is_empty() { "–" } else { &row.answer })
}

/// "Restless legs: How often"; "About you" where a section is called like its questionnaire.
pub(super) fn section_title(section: &AnswerSection) -> String {
    if section.questionnaire == section.title {
        return section.title.clone();
    }
    match (section.questionnaire.is_empty(), section.title.is_empty()) {
        (_, true) => section.questionnaire.clone(),
        (true, false) => section.title.clone(),
        (false, false) => format!("{}: {}", section.questionnaire, section.title),
    }
}

/// Where a source can be found.
pub(super) fn doi(source: &Source) -> Option<String> {
    source.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"))
}

/// "restless-legs, version 1.2, fingerprint 3f9a…".
pub(super) fn file(mark: &FileMark) -> String {
    format!("{}, version {}, fingerprint {}", mark.id, mark.version, mark.fingerprint)
}

/// What follows page one, on which `shown` topics stand: "5 further topics and all answers follow."
pub(super) fn follows(shown: usize, topics: usize, answers: bool) -> String {
    let further = if shown > 0 { "further " } else { "" };
    let topics = match topics {
        0 => None,
        1 => Some(format!("1 {further}topic")),
        many => Some(format!("{many} {further}topics")),
    };
    match (topics, answers) {
        (None, false) => String::new(),
        (None, true) => "All answers follow.".to_owned(),
        (Some(topics), false) if topics.starts_with("1 ") => format!("{topics} follows."),
        (Some(topics), false) => format!("{topics} follow."),
        (Some(topics), true) => format!("{topics} and all answers follow."),
    }
}
