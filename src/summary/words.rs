//! Answers, results and reasons in words.

use crate::answers::{Answers, Response};
use crate::evaluation::{Evaluation, FindingState, Reason, ScoreState};
use crate::questionnaire::{Ask, Fact, FindingKind, Form, Item, Piece, Symbol, Template};
use crate::rule::Truth;

/// Which of an answer's words to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// As on the form.
    Full,
    /// As short as the file allows.
    Short,
}

/// A given answer in words; `None` where nothing known was said.
#[must_use]
pub fn answer_in_words(item: &Item, response: &Response, length: Length) -> Option<String> {
    let option = |at: usize| {
        let option = item.ask.options().get(at)?;
        Some(if length == Length::Full { option.text.clone() } else { option.short.clone() })
    };
    match response {
        Response::Blank | Response::DontKnow | Response::PreferNot => None,
        Response::Option(at) => option(usize::from(*at)),
        Response::Ticks(bits) => {
            let ticked = (0..64).filter(|at| bits & (1 << at) != 0).filter_map(option);
            Some(ticked.collect::<Vec<_>>().join("; "))
        }
        Response::Number(number) => match &item.ask {
            Ask::Number { unit, unit_of_one, .. } => Some(with_unit(*number, unit, unit_of_one)),
            _ => None,
        },
        Response::Text(text) => Some(text.clone()),
        Response::Date(date) => Some(date_in_words(date)),
    }
}

/// "5 days a month", "1 day a month", "80 %".
fn with_unit(number: f64, unit: &str, unit_of_one: &str) -> String {
    let is_one = (number - 1.0).abs() < f64::EPSILON;
    let unit = if is_one { unit_of_one } else { unit };
    format!("{} {unit}", number_in_words(number)).trim_end().to_owned()
}

/// Whole numbers without a decimal point, a real minus before negative ones.
#[must_use]
pub fn number_in_words(number: f64) -> String {
    if number < 0.0 { format!("\u{2212}{}", -number) } else { format!("{number}") }
}

/// `2026-11-22` → "22 November 2026"; anything else as it stands.
#[must_use]
pub fn date_in_words(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = date.split('-').collect();
    if let [year, month, day] = parts.as_slice()
        && let (Ok(month), Ok(day)) = (month.parse::<usize>(), day.parse::<u8>())
        && let Some(name) = month.checked_sub(1).and_then(|month| MONTHS.get(month))
    {
        return format!("{day} {name} {year}");
    }
    date.to_owned()
}

/// Stands for a score of whose questions none was answered: its full range would look like a result.
pub const NO_SCORE: &str = "not answered";

/// "12", or "9–14" where it is not certain.
#[must_use]
pub fn score_in_words(score: ScoreState) -> String {
    if !score.is_answered() {
        return NO_SCORE.to_owned();
    }
    let low = number_in_words(score.low);
    if score.unanswered == 0 { low } else { format!("{low}–{}", number_in_words(score.high)) }
}

/// A finding's state in a word or two; `None` where it does not exist.
#[must_use]
pub fn finding_in_words(form: &Form, at: usize, state: FindingState) -> Option<String> {
    let finding = form.findings.get(at)?;
    Some(match (state, &finding.kind) {
        (FindingState::State(state), FindingKind::States(states)) => states.get(state)?.name.clone(),
        (FindingState::Truth(truth), _) => truth_in_words(truth).to_owned(),
        (FindingState::Count(count), _) => count.to_string(),
        _ => return None,
    })
}

/// "yes", "no", "cannot be told".
#[must_use]
pub fn truth_in_words(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "cannot be told",
    }
}

/// A reason in words: "Days a week with leg feelings: 4 or 5".
#[must_use]
pub fn reason_in_words(evaluation: &Evaluation, answers: &Answers, reason: Reason) -> String {
    let form = evaluation.form();
    match reason {
        Reason::Answer(at) => form.items.get(at).map_or_else(String::new, |item| {
            let answer = match answers.get(at) {
                Response::DontKnow => Some("I don’t know".to_owned()),
                Response::PreferNot => Some("I would rather not say".to_owned()),
                response => answer_in_words(item, response, Length::Short),
            };
            format!("{}: {}", item.short, answer.unwrap_or_default())
        }),
        Reason::Ticks { item: at, options } => form.items.get(at).map_or_else(String::new, |item| {
            let answer = answer_in_words(item, &Response::Ticks(options), Length::Short);
            format!("{}: {}", item.short, answer.unwrap_or_default())
        }),
        Reason::Score(at) => match (form.scores.get(at), evaluation.score(at)) {
            (Some(score), Some(state)) => {
                let band = state.band.and_then(|band| score.bands.get(band));
                let band = band.map(|band| format!(" ({})", band.name)).unwrap_or_default();
                format!("{}: {}{band}", score.name, score_in_words(state))
            }
            _ => String::new(),
        },
        Reason::Finding(at) => {
            let name = form.findings.get(at).map(|finding| finding.name.as_str()).unwrap_or_default();
            match finding_in_words(form, at, evaluation.finding(at)) {
                // A name that holds says enough: "Poor sleep worth a mention".
                _ if evaluation.finding(at) == FindingState::Truth(Truth::Yes) => name.to_owned(),
                Some(state) => format!("{name}: {state}"),
                None => name.to_owned(),
            }
        }
        Reason::Flag(at) => form.flags.get(at).map(|flag| flag.text.clone()).unwrap_or_default(),
    }
}

/// A sentence with its answers and results put in; `None` where one of them is not known.
#[must_use]
pub fn fill_in(template: &Template, evaluation: &Evaluation, answers: &Answers) -> Option<String> {
    let form = evaluation.form();
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Name(symbol) => text.push_str(&named(*symbol, form, evaluation, answers)?),
        }
    }
    Some(text)
}

/// A fact's line; `None` where it does not apply or an answer in it is not known.
pub(super) fn fact_in_words(fact: &Fact, evaluation: &Evaluation, answers: &Answers) -> Option<String> {
    if evaluation.holds(fact.when.as_ref()) { fill_in(&fact.text, evaluation, answers) } else { None }
}

fn named(symbol: Symbol, form: &Form, evaluation: &Evaluation, answers: &Answers) -> Option<String> {
    match symbol {
        Symbol::Item(at) if evaluation.is_asked(at) => {
            answer_in_words(form.items.get(at)?, answers.get(at), Length::Short)
        }
        Symbol::Item(_) => None,
        Symbol::Score(at) => evaluation.score(at).filter(ScoreState::is_answered).map(score_in_words),
        Symbol::Finding(at) => finding_in_words(form, at, evaluation.finding(at)),
        Symbol::Criterion(at) => Some(truth_in_words(evaluation.criterion(at)).to_owned()),
        Symbol::Flag(at) => form.flags.get(at).filter(|_| evaluation.flag(at).is_some()).map(|flag| flag.text.clone()),
        Symbol::Topic(at) => form.topics.get(at).map(|topic| topic.title.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_with_its_unit() {
        assert_eq!(with_unit(1.0, "days a month", "day a month"), "1 day a month");
        assert_eq!(with_unit(2.5, "hours", "hour"), "2.5 hours");
        assert_eq!(with_unit(3.0, "", ""), "3");
    }

    #[test]
    fn dates_are_said_in_words() {
        assert_eq!(date_in_words("2026-11-02"), "2 November 2026");
        assert_eq!(date_in_words("soon"), "soon");
    }
}
