//! Values → [`Definition`]: every field by name, all faults at once.

use super::fields::{Faults, Fields, LostNames, Read, one_of, report_type};
use super::same_answers::same_answers;
use super::value::{Group, Kind, Value};
use super::{
    AnswerOption, Band, Card, Constraint, Criterion, Definition, DefinitionKind, Evidence, Example, Fact, FactPlace,
    Finding, FindingKind, Flag, FlagLevel, Gate, Item, Name, Note, Scale, Score, Section, Source, State, Topic,
    TopicGroup, Urgency, Words, parse,
};
use crate::source::{self, Diagnostic, SourceId, Spanned};
use sha2::{Digest, Sha256};

pub(super) const QUESTIONNAIRE: &[&str] = &[
    "format",
    "id",
    "version",
    "language",
    "title",
    "short",
    "about",
    "minutes",
    "licence",
    "asks_first",
    "sources",
    "scales",
    "sections",
    "gates",
    "constraints",
    "criteria",
    "scores",
    "findings",
    "flags",
    "facts",
    "topics",
    "cards",
    "examples",
];
pub(super) const PANEL: &[&str] = &[
    "format", "id", "version", "language", "title", "short", "about", "minutes", "licence", "order", "sources",
    "criteria", "scores", "findings", "flags", "facts", "topics", "examples",
];

/// Reads a questionnaire or panel file. A definition with faults still holds what could be read, so that what is wrong with
/// its meaning can be said in the same run; it must not be used for anything else.
#[must_use]
pub fn read(text: &source::Source, id: SourceId) -> (Option<Definition>, Vec<Diagnostic>) {
    let (value, diagnostics) = parse(text, id);
    let mut faults = Faults { diagnostics, ..Faults::default() };
    let mut definition = value.and_then(|value| definition(&value, &mut faults));
    if let Some(definition) = &mut definition {
        definition.lost = faults.lost;
        definition.fingerprint = fingerprint(&text.text);
        faults.diagnostics.extend(same_answers(definition));
    }
    (definition, faults.diagnostics)
}

/// SHA-256 of the text, in hexadecimal.
pub(super) fn fingerprint(text: &str) -> String {
    let digits = Sha256::digest(text.as_bytes()).into_iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

fn definition(value: &Value, faults: &mut Faults) -> Option<Definition> {
    let is_panel = matches!(&value.kind, Kind::Group(Group { name: Some(name), .. }) if name.value == "Panel");
    let (kind, name, known, order) = if is_panel {
        (DefinitionKind::Panel, "Panel", PANEL, "order")
    } else {
        (DefinitionKind::Questionnaire, "Questionnaire", QUESTIONNAIRE, "asks_first")
    };
    let mut fields = Fields::open(value, name, known, faults)?;
    format(&mut fields);
    let (id, version, title) = (fields.need::<Name>("id"), fields.need("version"), fields.need("title"));
    let (short, about, licence) = (fields.may("short"), fields.may("about"), fields.may("licence"));
    let (language, minutes) = (fields.may::<Words>("language"), fields.may("minutes"));
    Some(Definition {
        kind,
        order: fields.list(order),
        sources: fields.list("sources"),
        scales: fields.list("scales"),
        sections: fields.list("sections"),
        gates: fields.list("gates"),
        constraints: fields.list("constraints"),
        criteria: fields.list("criteria"),
        scores: fields.list("scores"),
        findings: fields.list("findings"),
        flags: fields.list("flags"),
        facts: fields.list("facts"),
        topics: fields.list("topics"),
        cards: fields.list("cards"),
        examples: fields.list("examples"),
        id: id?,
        version: version?,
        title: title?,
        short: short?,
        about: about?,
        licence: licence?,
        minutes: minutes?,
        fingerprint: String::new(),
        translation: String::new(),
        lost: LostNames::default(),
        language: language?.map_or_else(|| "en".to_owned(), |language| language.value),
    })
}

/// The only format there is so far.
pub(super) fn format(fields: &mut Fields) {
    if let Some(format) = fields.need::<Spanned<f64>>("format")
        && (format.value - 1.0).abs() > f64::EPSILON
    {
        let message = format!("this program reads format 1, not {}", format.value);
        fields.faults.push(Diagnostic::error("format", format.span, message).help("a newer Anteroom may read it"));
    }
}

impl Read for Source {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Source", &["id", "cite", "doi", "url", "seen"], faults)?;
        let (id, cite) = (fields.need("id"), fields.need("cite"));
        let (doi, url, seen) = (fields.may("doi"), fields.may("url"), fields.may("seen"));
        Some(Self { id: id?, cite: cite?, doi: doi?, url: url?, seen: seen? })
    }
}

impl Read for Scale {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Scale", &["id", "options"], faults)?;
        let (id, options) = (fields.need("id"), fields.list("options"));
        Some(Self { id: id?, options })
    }
}

impl Read for AnswerOption {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Option", &["id", "text", "short", "points"], faults)?;
        let (id, text) = (fields.need("id"), fields.need("text"));
        let (short, points) = (fields.may("short"), fields.may("points"));
        Some(Self { id: id?, text: text?, short: short?, points: points? })
    }
}

impl Read for Section {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["id", "title", "about", "show_when", "hide_when", "items"];
        let mut fields = Fields::open(value, "Section", &known, faults)?;
        let (id, title, about) = (fields.need("id"), fields.need("title"), fields.may("about"));
        let (show_when, hide_when) = (fields.may("show_when"), fields.may("hide_when"));
        let items = fields.list("items");
        Some(Self { id: id?, title: title?, about: about?, show_when: show_when?, hide_when: hide_when?, items })
    }
}

impl Read for Item {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["id", "ask", "text", "short", "help", "why", "show_when", "hide_when", "prefer_not", "private"];
        let mut fields = Fields::open(value, "Item", &known, faults)?;
        let (id, ask, text) = (fields.need("id"), fields.need("ask"), fields.need("text"));
        let (short, help, why) = (fields.may("short"), fields.may("help"), fields.may("why"));
        let (show_when, hide_when) = (fields.may("show_when"), fields.may("hide_when"));
        let (prefer_not, private) = (fields.switch("prefer_not"), fields.switch("private"));
        Some(Self {
            id: id?,
            ask: ask?,
            text: text?,
            short: short?,
            help: help?,
            why: why?,
            show_when: show_when?,
            hide_when: hide_when?,
            prefer_not,
            private,
        })
    }
}

impl Read for Gate {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Gate", &["id", "when", "text"], faults)?;
        let (id, when, text) = (fields.need("id"), fields.need("when"), fields.need("text"));
        Some(Self { id: id?, when: when?, text: text? })
    }
}

impl Read for Constraint {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Constraint", &["when", "items", "text"], faults)?;
        let (when, items, text) = (fields.need("when"), fields.list("items"), fields.need("text"));
        Some(Self { when: when?, items, text: text? })
    }
}

impl Read for Criterion {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Criterion", &["id", "name", "when", "fails_when", "sources"], faults)?;
        let (id, name, when) = (fields.need("id"), fields.need("name"), fields.need("when"));
        let (fails_when, sources) = (fields.may("fails_when"), fields.list("sources"));
        Some(Self { id: id?, name: name?, when: when?, fails_when: fails_when?, sources })
    }
}

impl Read for Score {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["id", "name", "unit", "sum", "range", "only_when", "bands", "sources"];
        let mut fields = Fields::open(value, "Score", &known, faults)?;
        let (id, name, unit) = (fields.need("id"), fields.need("name"), fields.may("unit"));
        let (sum, range, only_when) = (fields.list("sum"), fields.need("range"), fields.may("only_when"));
        let (bands, sources) = (fields.list("bands"), fields.list("sources"));
        Some(Self { id: id?, name: name?, unit: unit?, sum, range: range?, only_when: only_when?, bands, sources })
    }
}

/// A pair of numbers: `(0, 20)`.
impl Read for Spanned<(f64, f64)> {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        if let Kind::Group(Group { name: None, fields, items }) = &value.kind
            && let ([], [from, to]) = (fields.as_slice(), items.as_slice())
        {
            let (from, to) = (f64::read(from, faults), f64::read(to, faults));
            return Some(Self::new((from?, to?), value.span));
        }
        report_type(value, "two numbers, such as `(0, 20)`", faults);
        None
    }
}

impl Read for Band {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Band", &["id", "name", "from", "to"], faults)?;
        let (id, name) = (fields.need("id"), fields.need("name"));
        let (from, to) = (fields.need("from"), fields.need("to"));
        Some(Self { id: id?, name: name?, from: from?, to: to?, span: value.span })
    }
}

impl Read for Finding {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = [
            "id",
            "name",
            "states",
            "otherwise",
            "when",
            "fails_when",
            "yes",
            "no",
            "open",
            "count",
            "only_when",
            "sources",
        ];
        let mut fields = Fields::open(value, "Finding", &known, faults)?;
        let (id, name) = (fields.need("id"), fields.need("name"));
        let (only_when, sources) = (fields.may("only_when"), fields.list("sources"));
        let kind = if fields.has("states") {
            let otherwise = fields.need("otherwise");
            Some(FindingKind::States { states: fields.list("states"), otherwise: Box::new(otherwise?) })
        } else if fields.has("count") {
            Some(FindingKind::Count(fields.list("count")))
        } else if fields.has("when") {
            let (when, fails_when) = (fields.need("when"), fields.may("fails_when"));
            let (yes, no, open) = (fields.may("yes"), fields.may("no"), fields.may("open"));
            Some(FindingKind::YesNo { when: when?, fails_when: fails_when?, yes: yes?, no: no?, open: open? })
        } else {
            let message = "a finding has `states` and `otherwise`, or `when`, or `count`";
            fields.faults.push(Diagnostic::error("missing_field", value.span, message));
            None
        };
        Some(Self { id: id?, name: name?, kind: kind?, only_when: only_when?, sources })
    }
}

impl Read for State {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "State", &["id", "name", "when", "text", "sources"], faults)?;
        let (id, name, when) = (fields.need("id"), fields.may("name"), fields.may("when"));
        let (text, sources) = (fields.may("text"), fields.list("sources"));
        Some(Self { id: id?, name: name?, when: when?, text: text?, sources })
    }
}

impl Read for Flag {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Flag", &["id", "text", "levels", "sources"], faults)?;
        let (id, text) = (fields.need("id"), fields.need("text"));
        let (levels, sources) = (fields.list("levels"), fields.list("sources"));
        Some(Self { id: id?, text: text?, levels, sources })
    }
}

impl Read for (FlagLevel, Words) {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Level", &["at", "when"], faults)?;
        let (at, when) = (fields.need("at"), fields.need("when"));
        Some((at?, when?))
    }
}

impl Read for FlagLevel {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let words = [("Emergency", Self::Emergency), ("SameDay", Self::SameDay), ("Mention", Self::Mention)];
        one_of(value, &words, faults)
    }
}

impl Read for Fact {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Fact", &["place", "label", "text", "when"], faults)?;
        let (place, label) = (fields.need("place"), fields.may("label"));
        let (text, when) = (fields.need("text"), fields.may("when"));
        Some(Self { place: place?, label: label?, text: text?, when: when? })
    }
}

impl Read for FactPlace {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let words =
            [("Person", Self::Person), ("Result", Self::Result), ("Warnings", Self::Warnings), ("Bring", Self::Bring)];
        one_of(value, &words, faults)
    }
}

impl Read for Topic {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = [
            "id",
            "title",
            "urgency",
            "evidence",
            "evidence_note",
            "group",
            "when",
            "why",
            "ask",
            "notes",
            "sources",
            "card",
            "private",
        ];
        let mut fields = Fields::open(value, "Topic", &known, faults)?;
        let (id, title) = (fields.need("id"), fields.need("title"));
        let (urgency, evidence) = (fields.need("urgency"), fields.need("evidence"));
        let (evidence_note, group) = (fields.may("evidence_note"), fields.may("group"));
        let (when, why, ask) = (fields.need("when"), fields.need("why"), fields.need("ask"));
        let (notes, sources, card) = (fields.list("notes"), fields.list("sources"), fields.may("card"));
        let private = fields.switch("private");
        Some(Self {
            id: id?,
            title: title?,
            urgency: urgency?,
            evidence: evidence?,
            evidence_note: evidence_note?,
            group: group?.unwrap_or(TopicGroup::Other),
            when: when?,
            why: why?,
            ask: ask?,
            notes,
            sources,
            card: card?,
            private,
        })
    }
}

impl Read for Urgency {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let words = [("Emergency", Self::Emergency), ("Prompt", Self::Prompt), ("Routine", Self::Routine)];
        one_of(value, &words, faults)
    }
}

impl Read for Evidence {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let words = [
            ("Strong", Self::Strong),
            ("Moderate", Self::Moderate),
            ("Limited", Self::Limited),
            ("Expert", Self::Expert),
        ];
        one_of(value, &words, faults)
    }
}

impl Read for TopicGroup {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let words = [("Together", Self::Together), ("Treatment", Self::Treatment), ("Other", Self::Other)];
        one_of(value, &words, faults)
    }
}

impl Read for Note {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Note", &["text", "when"], faults)?;
        let (text, when) = (fields.need("text"), fields.may("when"));
        Some(Self { text: text?, when: when? })
    }
}

impl Read for Card {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["id", "when", "title", "urgent", "text", "consent"];
        let mut fields = Fields::open(value, "Card", &known, faults)?;
        let (id, when, title) = (fields.need("id"), fields.need("when"), fields.need("title"));
        let (urgent, text, consent) = (fields.may("urgent"), fields.list("text"), fields.may("consent"));
        Some(Self { id: id?, when: when?, title: title?, urgent: urgent?, text, consent: consent? })
    }
}

impl Read for Example {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Example", &["name", "like", "given", "expect"], faults)?;
        let (name, like) = (fields.need("name"), fields.may("like"));
        let (given, expect) = (fields.may("given"), fields.need("expect"));
        Some(Self { name: name?, like: like?, given: given?, expect: expect?, span: value.span })
    }
}

/// Kept as it stands; what it means depends on the questionnaire.
impl Read for Value {
    fn read(value: &Value, _: &mut Faults) -> Option<Self> {
        Some(value.clone())
    }
}
