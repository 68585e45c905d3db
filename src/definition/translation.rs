//! Translations: a file beside a questionnaire that has its texts in another language, each with the original that it was
//! made for. It holds nothing else, so that no translation can touch a rule, a number or an id.

mod check;
mod texts;
mod write;

use super::fields::{Faults, Fields, LostNames, Read, nearest, report_type};
use super::lexer::first_word;
use super::read::{fingerprint, format};
use super::value::{Group, Kind, Value};
use super::{Definition, Emergency, Name, Words, parse};
use crate::source::{Diagnostic, Source, SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};

pub use write::renamed_in_translation;

/// What a translation of the emergency wording calls it.
pub const EMERGENCY_ID: &str = "emergency";

/// A translation, as its file says it.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The id of what it translates.
    pub of: Name,
    /// The version that it was made for.
    pub version: Words,
    /// Tag of its language, such as `de` or `pt-BR`.
    pub language: Words,
    /// What the language calls itself: "Deutsch".
    pub name: Option<Words>,
    /// The texts in the order of the file.
    pub texts: Vec<TranslatedText>,
    /// SHA-256 of the file, in hexadecimal.
    pub fingerprint: String,
    /// The texts with their brackets.
    list: Span,
    /// Names that could not be read.
    lost: LostNames,
}

/// One text of a translation.
#[derive(Debug, Clone)]
pub struct TranslatedText {
    /// Which text: `items.urge.help`.
    pub key: Name,
    /// The words that it was made for.
    pub original: Words,
    /// The words in the other language; empty where there are none yet.
    pub text: Words,
}

/// What can be translated of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translatable {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The tag of its language.
    pub language: String,
    /// Its texts in order, each with its key.
    pub texts: Vec<(String, String)>,
}

/// True for the tag of English, of any country.
#[must_use]
pub fn is_english(tag: &str) -> bool {
    tag.split('-').next() == Some("en")
}

/// True for a text that is meant to be a translation.
#[must_use]
pub fn is_translation(text: &str) -> bool {
    let kinds = ["Questionnaire", "Panel", "Emergency", "Translation"];
    first_word(text).is_some_and(|word| nearest(&word, kinds.into_iter()) == Some("Translation"))
}

/// Reads a translation. One with faults still holds what could be read, for its check; it must not be used otherwise.
#[must_use]
pub fn read_translation(text: &Source, id: SourceId) -> (Option<Translation>, Vec<Diagnostic>) {
    let (value, diagnostics) = parse(text, id);
    let mut faults = Faults { diagnostics, ..Faults::default() };
    let mut translation = value.and_then(|value| Translation::read(&value, &mut faults));
    if let Some(translation) = &mut translation {
        translation.fingerprint = fingerprint(&text.text);
        translation.lost = faults.lost;
    }
    (translation, faults.diagnostics)
}

impl Read for Translation {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["format", "of", "version", "language", "name", "texts"];
        let mut fields = Fields::open(value, "Translation", &known, faults)?;
        format(&mut fields);
        let (of, version) = (fields.need("of"), fields.need("version"));
        let (language, name) = (fields.need("language"), fields.may("name"));
        let texts: Option<Texts> = fields.need("texts");
        if let Some(tag) = language.as_ref().filter(|tag: &&Words| !is_language_tag(tag)) {
            let message = format!("`{}` is not the tag of a language", tag.value);
            let diagnostic = Diagnostic::error("bad_language", tag.span, message);
            fields.faults.push(diagnostic.help("write it like `de`, `fr` or `pt-BR`"));
        }
        let (of, version, language, name, texts) = (of?, version?, language?, name?, texts?);
        Some(Self {
            of,
            version,
            language,
            name,
            texts: texts.texts,
            fingerprint: String::new(),
            list: texts.list,
            lost: LostNames::default(),
        })
    }
}

/// A language of two or three letters, perhaps with more behind hyphens: `de`, `pt-BR`.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language = |part: &str| matches!(part.len(), 2 | 3) && part.chars().all(|sign| sign.is_ascii_lowercase());
    let is_more = |part: &str| matches!(part.len(), 1..=8) && part.chars().all(|sign| sign.is_ascii_alphanumeric());
    parts.next().is_some_and(is_language) && parts.all(is_more)
}

struct Texts {
    texts: Vec<TranslatedText>,
    list: Span,
}

impl Read for Texts {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let Kind::Map(pairs) = &value.kind else {
            report_type(value, "texts in `{ }`, each as `\"key\": (\"original\", \"translation\")`", faults);
            return None;
        };
        let mut texts: Vec<TranslatedText> = Vec::new();
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for (key, pair) in pairs {
            let Some(key) = text_of(key, faults) else {
                faults.lose(pair);
                continue;
            };
            if let Some(first) = places.get(key.0) {
                let message = format!("the text `{}` stands here twice", key.0);
                faults.push(Diagnostic::error("duplicate_text", key.1, message).related(*first, "first here"));
                continue;
            }
            places.insert(key.0, key.1);
            match pair_of(pair, faults) {
                Some((original, text)) => {
                    let key = Name::new(key.0.to_owned(), key.1);
                    texts.push(TranslatedText { key, original, text });
                }
                None => faults.lose_name(key.0),
            }
        }
        Some(Self { texts, list: value.span })
    }
}

/// A text in quotation marks and its place.
fn text_of<'v>(value: &'v Value, faults: &mut Faults) -> Option<(&'v str, Span)> {
    if let Kind::Text(text) = &value.kind {
        return Some((text, value.span));
    }
    report_type(value, "the key of a text in quotation marks, such as `\"title\"`", faults);
    None
}

/// `("original", "translation")`.
fn pair_of(value: &Value, faults: &mut Faults) -> Option<(Words, Words)> {
    if let Kind::Group(Group { name: None, fields, items }) = &value.kind
        && let ([], [original, text]) = (fields.as_slice(), items.as_slice())
    {
        let (original, text) = (Words::read(original, faults), Words::read(text, faults));
        return Some((original?, text?));
    }
    report_type(value, "`(\"original\", \"translation\")`", faults);
    None
}

impl Translation {
    /// What its language calls itself, or else its tag.
    #[must_use]
    pub fn language_name(&self) -> &str {
        self.name.as_ref().map_or(&self.language.value, |name| &name.value)
    }

    /// Puts its words in the place of those originals that they were made for and can stand for. What has only a number is
    /// known by its words as well, as the number changes when another one is put before it.
    fn translate(&self, walk: impl FnOnce(&mut texts::Visit)) {
        let ready = || self.texts.iter().filter(|text| text.is_ready());
        let by_key: BTreeMap<&str, &TranslatedText> = ready().map(|text| (text.key.as_str(), text)).collect();
        let by_words: BTreeMap<(String, &str), &TranslatedText> =
            ready().filter_map(|text| Some(((numbered(&text.key)?, text.original.as_str()), text))).collect();
        walk(&mut |key, words| {
            let in_place = by_key.get(key).filter(|text| text.original.value == *words);
            let text = in_place.or_else(|| by_words.get(&(numbered(key)?, words.as_str())));
            if let Some(text) = text {
                words.clone_from(&text.text.value);
            }
        });
    }
}

/// The key of something that has a number in the place of an id, without the number: `topics.iron_tests.notes.`.
fn numbered(key: &str) -> Option<String> {
    let is_number = |part: &str| part.chars().all(|sign| sign.is_ascii_digit());
    let has_number = key.split('.').any(is_number);
    has_number.then(|| key.split('.').map(|part| if is_number(part) { "" } else { part }).collect::<Vec<_>>().join("."))
}

impl TranslatedText {
    /// True where there are words, with the same places for answers as in the original.
    fn is_ready(&self) -> bool {
        !self.text.trim().is_empty() && places(&self.original) == places(&self.text)
    }
}

/// The names in curly brackets: `{age}`.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.trim()).collect()
}

impl Definition {
    /// What can be translated of it.
    #[must_use]
    pub fn translatable(&self) -> Translatable {
        let mut texts = Vec::new();
        texts::of_definition(&mut self.clone(), &mut |key, words| {
            if !words.trim().is_empty() {
                texts.push((key.to_owned(), words.clone()));
            }
        });
        Translatable {
            id: self.id.value.clone(),
            version: self.version.value.clone(),
            language: self.language.clone(),
            texts,
        }
    }

    /// The same with the words of a translation, as far as they were made for the words that are here. Whatever is missing
    /// stays as it is.
    #[must_use]
    pub fn translated(&self, translation: &Translation) -> Self {
        let mut translated = self.clone();
        translation.translate(|visit| texts::of_definition(&mut translated, visit));
        translated.language.clone_from(&translation.language.value);
        translated.translation.clone_from(&translation.fingerprint);
        translated
    }
}

impl Emergency {
    /// What can be translated of it.
    #[must_use]
    pub fn translatable(&self) -> Translatable {
        let mut texts = Vec::new();
        texts::of_emergency(&mut self.clone(), &mut |key, words| {
            if !words.trim().is_empty() {
                texts.push((key.to_owned(), words.clone()));
            }
        });
        let (version, language) = (self.checked.clone(), self.language.clone());
        Translatable { id: EMERGENCY_ID.to_owned(), version, language, texts }
    }

    /// The same with the words of a translation, see [`Definition::translated`].
    #[must_use]
    pub fn translated(&self, translation: &Translation) -> Self {
        let mut translated = self.clone();
        translation.translate(|visit| texts::of_emergency(&mut translated, visit));
        translated.language.clone_from(&translation.language.value);
        translated
    }
}
