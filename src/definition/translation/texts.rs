//! What people read in a file, each text with the key that names it for a translator. Ids, rules, numbers and references
//! are not among them, so that no translation can change one.

use crate::definition::{
    AnswerOption, Ask, Card, Definition, Emergency, Fact, Finding, FindingKind, Item, Region, Scale, Score, Section,
    State, Topic, Words,
};
use crate::source::Spanned;

/// Shows each text of a file with its key: `items.urge.help`, `topics.iron_tests.notes.1`. What has no id is numbered.
pub(super) type Visit<'v> = dyn FnMut(&str, &mut String) + 'v;

/// All texts of a questionnaire or panel, in its order.
pub(super) fn of_definition(definition: &mut Definition, visit: &mut Visit) {
    visit("title", &mut definition.title.value);
    maybe("short", &mut definition.short, visit);
    maybe("about", &mut definition.about, visit);
    definition.scales.iter_mut().for_each(|scale| of_scale(scale, visit));
    definition.sections.iter_mut().for_each(|section| of_section(section, visit));
    for gate in &mut definition.gates {
        visit(&format!("gates.{}.text", gate.id.value), &mut gate.text.value);
    }
    for (at, constraint) in definition.constraints.iter_mut().enumerate() {
        visit(&format!("constraints.{}.text", at + 1), &mut constraint.text.value);
    }
    for criterion in &mut definition.criteria {
        visit(&format!("criteria.{}.name", criterion.id.value), &mut criterion.name.value);
    }
    definition.scores.iter_mut().for_each(|score| of_score(score, visit));
    definition.findings.iter_mut().for_each(|finding| of_finding(finding, visit));
    for flag in &mut definition.flags {
        visit(&format!("flags.{}.text", flag.id.value), &mut flag.text.value);
    }
    definition.facts.iter_mut().enumerate().for_each(|(at, fact)| of_fact(at + 1, fact, visit));
    definition.topics.iter_mut().for_each(|topic| of_topic(topic, visit));
    definition.cards.iter_mut().for_each(|card| of_card(card, visit));
}

/// All texts of the emergency wording. The numbers to call and whom to talk to in a region are none of them.
pub(super) fn of_emergency(emergency: &mut Emergency, visit: &mut Visit) {
    visit("title", &mut emergency.title);
    visit("lead", &mut emergency.lead);
    visit("call", &mut emergency.call);
    visit("also", &mut emergency.also);
    visit("safety", &mut emergency.safety);
    let Region { name, emergency: calls, crisis_line, .. } = &mut emergency.elsewhere;
    visit("elsewhere.name", name);
    for (at, call) in
        calls.iter_mut().enumerate().filter(|(_, call)| !call.contains(|sign: char| sign.is_ascii_digit()))
    {
        visit(&format!("elsewhere.emergency.{}", at + 1), call);
    }
    visit("elsewhere.crisis_line", crisis_line);
    for region in &mut emergency.regions {
        visit(&format!("regions.{}.name", region.id), &mut region.name);
    }
}

fn maybe(key: &str, words: &mut Option<Words>, visit: &mut Visit) {
    if let Some(words) = words {
        visit(key, &mut words.value);
    }
}

fn of_scale(scale: &mut Scale, visit: &mut Visit) {
    of_options(&format!("scales.{}", scale.id.value), &mut scale.options, visit);
}

fn of_options(owner: &str, options: &mut [AnswerOption], visit: &mut Visit) {
    for option in options {
        let owner = format!("{owner}.{}", option.id.value);
        visit(&format!("{owner}.text"), &mut option.text.value);
        maybe(&format!("{owner}.short"), &mut option.short, visit);
    }
}

fn of_section(section: &mut Section, visit: &mut Visit) {
    let owner = format!("sections.{}", section.id.value);
    visit(&format!("{owner}.title"), &mut section.title.value);
    maybe(&format!("{owner}.about"), &mut section.about, visit);
    section.items.iter_mut().for_each(|item| of_item(item, visit));
}

fn of_item(item: &mut Item, visit: &mut Visit) {
    let owner = format!("items.{}", item.id.value);
    visit(&format!("{owner}.text"), &mut item.text.value);
    maybe(&format!("{owner}.short"), &mut item.short, visit);
    maybe(&format!("{owner}.help"), &mut item.help, visit);
    maybe(&format!("{owner}.why"), &mut item.why, visit);
    match &mut item.ask.value {
        Ask::Choice(options) | Ask::Choices(options, _) => of_options(&owner, options, visit),
        Ask::Number(number) => maybe(&format!("{owner}.unit"), &mut number.unit, visit),
        Ask::YesNo | Ask::Scale(_) | Ask::Text(_) | Ask::Date => {}
    }
}

fn of_score(score: &mut Score, visit: &mut Visit) {
    let owner = format!("scores.{}", score.id.value);
    visit(&format!("{owner}.name"), &mut score.name.value);
    maybe(&format!("{owner}.unit"), &mut score.unit, visit);
    for band in &mut score.bands {
        visit(&format!("{owner}.{}.name", band.id.value), &mut band.name.value);
    }
}

fn of_finding(finding: &mut Finding, visit: &mut Visit) {
    let owner = format!("findings.{}", finding.id.value);
    visit(&format!("{owner}.name"), &mut finding.name.value);
    match &mut finding.kind {
        FindingKind::States { states, otherwise } => {
            states.iter_mut().chain([&mut **otherwise]).for_each(|state| of_state(&owner, state, visit));
        }
        FindingKind::YesNo { yes, no, open, .. } => {
            maybe(&format!("{owner}.yes"), yes, visit);
            maybe(&format!("{owner}.no"), no, visit);
            maybe(&format!("{owner}.open"), open, visit);
        }
        FindingKind::Count(_) => {}
    }
}

fn of_state(finding: &str, state: &mut State, visit: &mut Visit) {
    let owner = format!("{finding}.{}", state.id.value);
    let name = state.name_in_words();
    let name = state.name.get_or_insert(Spanned::new(name, state.id.span));
    visit(&format!("{owner}.name"), &mut name.value);
    maybe(&format!("{owner}.text"), &mut state.text, visit);
}

fn of_fact(number: usize, fact: &mut Fact, visit: &mut Visit) {
    maybe(&format!("facts.{number}.label"), &mut fact.label, visit);
    visit(&format!("facts.{number}.text"), &mut fact.text.value);
}

fn of_topic(topic: &mut Topic, visit: &mut Visit) {
    let owner = format!("topics.{}", topic.id.value);
    visit(&format!("{owner}.title"), &mut topic.title.value);
    maybe(&format!("{owner}.evidence_note"), &mut topic.evidence_note, visit);
    visit(&format!("{owner}.why"), &mut topic.why.value);
    visit(&format!("{owner}.ask"), &mut topic.ask.value);
    for (at, note) in topic.notes.iter_mut().enumerate() {
        visit(&format!("{owner}.notes.{}", at + 1), &mut note.text.value);
    }
}

fn of_card(card: &mut Card, visit: &mut Visit) {
    let owner = format!("cards.{}", card.id.value);
    visit(&format!("{owner}.title"), &mut card.title.value);
    maybe(&format!("{owner}.urgent"), &mut card.urgent, visit);
    for (at, text) in card.text.iter_mut().enumerate() {
        visit(&format!("{owner}.text.{}", at + 1), &mut text.value);
    }
    maybe(&format!("{owner}.consent"), &mut card.consent, visit);
}
