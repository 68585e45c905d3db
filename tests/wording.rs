//! Every sentence of the shipped files, held to the rules of wording: a sheet prepares a talk, it never diagnoses, never
//! tells anybody what to do with a medicine, never shouts, and leaves the scales of others alone.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use anteroom::definition::Urgency;
use anteroom::files::{Library, emergency_wording};
use anteroom::questionnaire::{FindingKind, Form, Piece, Quantity, Rule, RuleKind, Symbol, Template, Topic};

/// Words that would be a verdict, and sentences that may say them nevertheless, with the reason.
const NEVER: [(&str, &[(&str, &str)]); 7] = [
    ("you have", &[("They all affect how much iron you have.", "an amount, no verdict")]),
    ("you are at risk", &[]),
    ("no warning signs", &[]),
    ("positive", &[]),
    ("negative", &[]),
    (
        "normal",
        &[
            ("In the last 12 months, and I was told it was normal", "what the person was told"),
            ("in the last 12 months, told it was normal", "what the person was told"),
            (
                "Low iron in the brain is a main factor in restless legs, and iron can be low for legs even when the lab \
                 says normal.",
                "the word of the laboratory, which the topic questions",
            ),
        ],
    ),
    ("diagnosis", &[]),
];

/// No sentence begins with one of these, and none stands behind "please", "you should" or "you must".
const NOT_TO_THE_READER: [&str; 7] = ["start", "stop", "take", "increase", "reduce", "switch", "avoid"];

/// The one sentence that begins with such a word and speaks of no medicine.
const TAKE_AN_AVERAGE: &str = "Take an average.";

/// Said with every topic that rests on a medicine.
const KEEP_TAKING_IT: &str = "Do not stop or change it because of this sheet.";

/// The questions on how many days a medicine was taken.
const MEDICINE_DAYS: [&str; 7] = ["triptan", "ergot", "opioid", "combination", "plain", "gepant", "any_medicine"];

/// Scales that belong to somebody: named in references only.
const LICENSED: [&str; 10] =
    ["insomnia severity index", "isi", "irls", "irlssg", "hit-6", "midas", "stop-bang", "id-migraine", "phq", "gad-7"];

/// Abbreviations that people know; every other word in capitals would be shouting.
const CAPITALS: [&str; 7] = ["HIV", "DSM", "SSRI", "SNRI", "CBT", "MS", "MRI"];

/// A sentence or a few words, and where they come from.
struct Said {
    place: String,
    words: String,
    /// A reference, which names things as they are called.
    is_reference: bool,
}

fn form() -> Form {
    Library::shipped().form("checkup").expect("the panel is sound")
}

#[test]
fn no_word_is_a_verdict() {
    let mut used = Vec::new();
    let faults = faults(|said, sentence| {
        let plain = sentence.to_lowercase();
        let (word, exceptions) = NEVER.iter().find(|(word, _)| holds(&plain, word))?;
        if let Some((known, _)) = exceptions.iter().find(|(known, _)| *known == sentence) {
            used.push(*known);
            return None;
        }
        let asks = *word == "you have" && sentence.ends_with('?');
        (!asks && !said.is_reference).then(|| format!("says “{word}”"))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let listed = NEVER.iter().flat_map(|(_, exceptions)| *exceptions).map(|(known, _)| *known);
    let unused: Vec<&str> = listed.filter(|known| !used.contains(known)).collect();
    assert!(unused.is_empty(), "no longer said, so no longer an exception: {unused:?}");
}

#[test]
fn nobody_is_told_what_to_do_with_a_medicine() {
    let faults = faults(|said, sentence| {
        let plain = sentence.to_lowercase();
        let commanded = ["please ", "you should ", "you must ", "you need to "];
        let verb = NOT_TO_THE_READER.iter().find(|verb| {
            let begins = plain.strip_prefix(*verb).is_some_and(|rest| rest.starts_with(' '));
            begins || commanded.iter().any(|before| plain.contains(&format!("{before}{verb} ")))
        })?;
        (!said.is_reference && sentence != TAKE_AN_AVERAGE).then(|| format!("tells the reader to {verb} something"))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_shouted() {
    let faults = faults(|said, sentence| {
        let shouted = sentence.split(|c: char| !c.is_alphanumeric()).find(|word| {
            word.chars().filter(|c| c.is_uppercase()).count() > 1
                && !word.chars().any(char::is_lowercase)
                && !CAPITALS.contains(word)
        });
        let shouted = shouted.filter(|_| !said.is_reference);
        let mark = sentence.contains('!').then(|| "has an exclamation mark".to_owned());
        mark.or_else(|| shouted.map(|word| format!("has “{word}” in capitals")))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn scales_of_others_are_named_in_references_only() {
    let faults = faults(|said, sentence| {
        let plain = sentence.to_lowercase();
        let scale = LICENSED.iter().find(|scale| holds(&plain, scale)).filter(|_| !said.is_reference)?;
        Some(format!("names the scale {scale}"))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_topic_about_a_medicine_says_to_keep_taking_it() {
    let form = form();
    for days in MEDICINE_DAYS {
        assert!(form.item(&format!("migraine.{days}_days")).is_some(), "there is no question on {days} days");
    }
    let about: Vec<&Topic> = form.topics.iter().filter(|topic| rests_on_a_medicine(&topic.when, &form)).collect();
    assert!(about.len() >= 10, "only {} topics rest on a medicine", about.len());
    let says_so = |topic: &&Topic| {
        topic.notes.iter().any(|note| note.when.is_none() && words(&note.text, &form).contains(KEEP_TAKING_IT))
    };
    let silent: Vec<&str> = about.iter().filter(|topic| !says_so(topic)).map(|topic| topic.id.as_str()).collect();
    assert!(silent.is_empty(), "these do not say “{KEEP_TAKING_IT}”: {silent:?}");
}

#[test]
fn a_topic_ends_in_a_question_to_a_clinician() {
    let form = form();
    // In a crisis there is nothing to ask at a visit: its card says whom to call now.
    let ask = form.topics.iter().filter(|topic| !(topic.urgency == Urgency::Emergency && topic.card.is_some()));
    let told: Vec<&str> = ask.filter(|topic| !topic.ask.ends_with('?')).map(|topic| topic.id.as_str()).collect();
    assert!(told.is_empty(), "these ask nothing: {told:?}");
}

/// All that is said against the sentences of the shipped files, one line each.
fn faults(mut check: impl FnMut(&Said, &str) -> Option<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let all = everything();
    assert!(all.len() > 1500, "only {} texts were found", all.len());
    for said in &all {
        for sentence in sentences(&said.words) {
            if let Some(fault) = check(said, sentence) {
                faults.push(format!("{}: {fault}: {sentence}", said.place));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// True if these words stand there as words of their own.
fn holds(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + words.len()..).unwrap_or_default());
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', ':', ';']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn words(template: &Template, form: &Form) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Name(symbol) => format!("{{{}}}", form.symbol_id(*symbol)),
    };
    template.pieces.iter().map(piece).collect()
}

/// True if a rule asks for a medicine, itself or through what it rests on.
fn rests_on_a_medicine(rule: &Rule, form: &Form) -> bool {
    let mut names = Vec::new();
    names_of(rule, &mut names);
    names.into_iter().any(|symbol| match symbol {
        Symbol::Item(at) => {
            let id = form.items[at].id.as_str();
            id == "about_you.medicines" || MEDICINE_DAYS.iter().any(|days| id == format!("migraine.{days}_days"))
        }
        Symbol::Criterion(at) => rests_on_a_medicine(&form.criteria[at].test.when, form),
        Symbol::Finding(at) => match &form.findings[at].kind {
            FindingKind::States(states) => {
                states.iter().filter_map(|state| state.when.as_ref()).any(|rule| rests_on_a_medicine(rule, form))
            }
            FindingKind::YesNo { test, .. } => rests_on_a_medicine(&test.when, form),
            FindingKind::Count(rules) => rules.iter().any(|rule| rests_on_a_medicine(rule, form)),
        },
        Symbol::Flag(at) => form.flags[at].levels.iter().any(|(_, rule)| rests_on_a_medicine(rule, form)),
        Symbol::Score(_) | Symbol::Topic(_) => false,
    })
}

fn names_of(rule: &Rule, names: &mut Vec<Symbol>) {
    match &rule.kind {
        RuleKind::All(rules) | RuleKind::Any(rules) | RuleKind::Count { of: rules, .. } => {
            for rule in rules {
                names_of(rule, names);
            }
        }
        RuleKind::Not(rule) => names_of(rule, names),
        RuleKind::Answer { item, .. } | RuleKind::Ticks { item, .. } | RuleKind::Said { item, .. } => {
            names.push(Symbol::Item(*item));
        }
        RuleKind::Compare(left, _, right) => [left, right].into_iter().for_each(|it| numbers_of(it, names)),
        RuleKind::State { finding, .. } | RuleKind::Holds(finding) => names.push(Symbol::Finding(*finding)),
        RuleKind::Level { flag, .. } => names.push(Symbol::Flag(*flag)),
        RuleKind::Criterion(criterion) => names.push(Symbol::Criterion(*criterion)),
        RuleKind::Band { .. }
        | RuleKind::Topic(_)
        | RuleKind::Known(_)
        | RuleKind::Answered(_)
        | RuleKind::Asked(_)
        | RuleKind::NotTaken(_) => {}
    }
}

fn numbers_of(quantity: &Quantity, names: &mut Vec<Symbol>) {
    match quantity {
        Quantity::Item(item) | Quantity::Points(item) | Quantity::Ticked(item) => names.push(Symbol::Item(*item)),
        Quantity::Counted(finding) => names.push(Symbol::Finding(*finding)),
        Quantity::Sum(parts) | Quantity::Min(parts) | Quantity::Max(parts) => {
            for part in parts {
                numbers_of(part, names);
            }
        }
        Quantity::Number(_) | Quantity::Score(_) | Quantity::Low(_) | Quantity::High(_) | Quantity::NotTaken(_) => {}
    }
}

/// Everything that a person can read, with its place.
fn everything() -> Vec<Said> {
    let form = form();
    let mut all = Vec::new();
    let mut say = |place: &str, all_words: &[&str]| {
        let said = |words: &&str| Said { place: place.to_owned(), words: (*words).to_owned(), is_reference: false };
        all.extend(all_words.iter().map(said));
    };
    for part in &form.parts {
        say(&part.id, &[&part.title, &part.short, &part.about]);
    }
    for section in &form.sections {
        say(&section.id, &[&section.title, &section.about]);
    }
    for item in &form.items {
        say(&item.id, &[&item.text, &item.short, &item.help, &item.why]);
        for option in item.ask.options() {
            say(&format!("{}, {}", item.id, option.id), &[&option.text, &option.short]);
        }
        if let anteroom::questionnaire::Ask::Number { unit, .. } = &item.ask {
            say(&item.id, &[unit]);
        }
    }
    form.gates.iter().for_each(|gate| say(&gate.id, &[&gate.text]));
    form.constraints.iter().for_each(|constraint| say("a constraint", &[&constraint.text]));
    form.criteria.iter().for_each(|criterion| say(&criterion.id, &[&criterion.name]));
    for score in &form.scores {
        say(&score.id, &[&score.name, &score.unit]);
        score.bands.iter().for_each(|band| say(&score.id, &[&band.name]));
    }
    for finding in &form.findings {
        say(&finding.id, &[&finding.name]);
        match &finding.kind {
            FindingKind::States(states) => {
                states.iter().flat_map(|state| [&state.name, &state.text]).for_each(|words| say(&finding.id, &[words]));
            }
            FindingKind::YesNo { words, .. } => words.iter().for_each(|words| say(&finding.id, &[words])),
            FindingKind::Count(_) => {}
        }
    }
    form.flags.iter().for_each(|flag| say(&flag.id, &[&flag.text]));
    for fact in &form.facts {
        say("a line for the sheet", &[&fact.label, &words(&fact.text, &form)]);
    }
    for topic in &form.topics {
        say(&topic.id, &[&topic.title, &topic.why, &topic.ask, &topic.evidence_note]);
        topic.notes.iter().for_each(|note| say(&topic.id, &[&words(&note.text, &form)]));
    }
    for card in &form.cards {
        say(&card.id, &[&card.title, &card.urgent, &card.consent]);
        card.text.iter().for_each(|words| say(&card.id, &[words]));
    }
    let wording = emergency_wording(None).0.expect("the emergency wording is sound");
    say("emergency", &[&wording.title, &wording.lead, &wording.call, &wording.also, &wording.safety]);
    for region in wording.regions.iter().chain([&wording.elsewhere]) {
        say(&region.id, &[&region.name, &region.crisis_line]);
        region.emergency.iter().for_each(|words| say(&region.id, &[words]));
    }
    let reference = |source: &anteroom::questionnaire::Source| Said {
        place: source.id.clone(),
        words: source.cite.clone(),
        is_reference: true,
    };
    all.extend(form.sources.iter().map(reference));
    all
}
