//! What is wrong with a translation, beside the file that it translates.

use super::{Translatable, TranslatedText, Translation, numbered, places};
use crate::definition::fields::nearest;
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Span};
use std::collections::{BTreeMap, BTreeSet};
use unicode_bidi::{BidiClass, bidi_class};

/// So many missing texts are named.
const MOST_NAMED: usize = 3;

const NOT_USED: &str = "it is not used; it can go";

/// So much of a text is quoted in a message.
const LONGEST_QUOTE: usize = 200;

impl Translation {
    /// What is wrong with it: texts that are missing, too many, not made for the words that are there now, without a place
    /// for an answer, or not translated yet.
    #[must_use]
    pub fn check(&self, original: &Translatable) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = self.same_language(original).into_iter().collect();
        let known: BTreeMap<&str, &str> =
            original.texts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        let placed = self.placed(original, &known);
        let here: BTreeSet<&str> = placed.iter().map(|it| it.key).collect();
        let stays: BTreeSet<&str> = placed.iter().filter(|it| !it.has_moved()).map(|it| it.key).collect();
        let moved: BTreeSet<&str> = placed.iter().filter(|it| it.has_moved()).map(|it| it.key).collect();
        let mut missing = known.clone();
        missing.retain(|key, _| !here.contains(key) && !self.lost.may_hold(key));
        let mut there = Vec::new();
        for it in placed {
            // Each unknown text is compared with all that are missing, and nobody is told more.
            if diagnostics.len() >= MOST_DIAGNOSTICS {
                break;
            }
            let Placed { key, text } = it;
            if !it.has_moved() && moved.contains(key) {
                diagnostics.push(gone(text, original));
            } else if let Some(now) = known.get(key) {
                diagnostics.extend(it.moved(&stays).or_else(|| of_text(text, now)));
                there.push(text);
            } else {
                let meant = meant(text, &missing);
                diagnostics.push(unknown_text(text, meant, original));
                missing.retain(|key, _| Some(*key) != meant);
            }
        }
        let changed = diagnostics.iter().filter(|it| it.code == "changed_text").count();
        diagnostics.extend(self.other_version(original, changed));
        diagnostics.extend(untranslated(&there));
        diagnostics.extend(self.right_to_left());
        let missing: Vec<&(String, String)> =
            original.texts.iter().filter(|(key, _)| missing.contains_key(key.as_str())).collect();
        diagnostics.extend(self.missing_texts(&missing, original));
        diagnostics
    }

    /// The texts with the keys that they belong to: what has only a number may have another one than when it was translated.
    fn placed<'k>(&'k self, original: &'k Translatable, known: &BTreeMap<&str, &str>) -> Vec<Placed<'k>> {
        let is_in_place = |text: &&TranslatedText| known.get(text.key.as_str()) == Some(&text.original.as_str());
        let in_place: BTreeSet<&str> = self.texts.iter().filter(is_in_place).map(|text| text.key.as_str()).collect();
        let free = original.texts.iter().filter(|(key, _)| !in_place.contains(key.as_str()));
        let mut moved: BTreeMap<(String, &str), &str> =
            free.filter_map(|(key, words)| Some(((numbered(key)?, words.as_str()), key.as_str()))).collect();
        let place = |text: &'k TranslatedText| {
            let known_by_words = numbered(&text.key).filter(|_| !in_place.contains(text.key.as_str()));
            let key = known_by_words.and_then(|list| moved.remove(&(list, text.original.as_str())));
            Placed { key: key.unwrap_or(&text.key), text }
        };
        self.texts.iter().map(place).collect()
    }

    fn same_language(&self, original: &Translatable) -> Option<Diagnostic> {
        let tag = &self.language;
        (tag.value == original.language).then(|| {
            let message = format!("`{}` is written in `{}` already", original.id, tag.value);
            let diagnostic = Diagnostic::error("same_language", tag.span, message);
            diagnostic.help("name the language that it is translated into")
        })
    }

    /// A text that differs has its own message; this one says whether all were looked at since.
    fn other_version(&self, original: &Translatable, changed: usize) -> Option<Diagnostic> {
        if self.version.value == original.version {
            return None;
        }
        let (made_for, now) = (self.version.as_str(), &original.version);
        let since = match changed {
            0 => "no text changed since".to_owned(),
            1 => "1 text changed since".to_owned(),
            changed => format!("{changed} texts changed since"),
        };
        let message = format!("this was made for version {made_for} of `{}`, which is {now} now; {since}", original.id);
        let diagnostic = Diagnostic::warning("other_version", self.version.span, message);
        Some(match changed {
            0 => diagnostic.label(format!("write `{now}`")).fix(self.version.span, super::write::quoted(now)),
            _ => diagnostic.help(format!("translate what changed, then write `{now}`")),
        })
    }

    /// Said once, where the language is named.
    fn right_to_left(&self) -> Option<Diagnostic> {
        let runs_so = |sign: char| matches!(bidi_class(sign), BidiClass::R | BidiClass::AL);
        self.texts.iter().any(|text| text.text.contains(runs_so)).then(|| {
            let message = "the window shows words that run from right to left in the wrong order";
            Diagnostic::warning("right_to_left", self.language.span, message).help("on the sheet their order is right")
        })
    }

    fn missing_texts(&self, missing: &[&(String, String)], original: &Translatable) -> Option<Diagnostic> {
        if missing.is_empty() {
            return None;
        }
        let named: Vec<String> = missing.iter().take(MOST_NAMED).map(|(key, _)| format!("`{key}`")).collect();
        let more = match missing.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("texts of `{}` are missing here: {}{more}", original.id, named.join(", "));
        let lines: String = missing.iter().map(|(key, text)| super::write::entry(key, text, "")).collect();
        // At the beginning no comma needs to be there already.
        let opening = Span { end: self.list.start + 1, ..self.list };
        let diagnostic = Diagnostic::warning("missing_text", opening, message);
        let diagnostic = diagnostic.help("the words of the original are shown in their place");
        Some(diagnostic.fix(opening.after(), format!("\n{}", lines.trim_end())))
    }
}

/// The missing text that a misspelt key was meant for: of those with the same words the one with the nearest key.
fn meant<'k>(text: &TranslatedText, missing: &BTreeMap<&'k str, &str>) -> Option<&'k str> {
    let same: Vec<&str> =
        missing.iter().filter(|(_, words)| **words == text.original.value).map(|(key, _)| *key).collect();
    if let [only] = same.as_slice() { Some(only) } else { nearest(&text.key, same.into_iter()) }
}

/// A text with the key that it belongs to.
struct Placed<'k> {
    key: &'k str,
    text: &'k TranslatedText,
}

impl Placed<'_> {
    fn has_moved(&self) -> bool {
        self.text.key.value != self.key
    }

    /// Said of a text whose number is another one now. It is used all the same. The number can be written down for certain
    /// unless another text stands under it.
    fn moved(&self, stays: &BTreeSet<&str>) -> Option<Diagnostic> {
        let Self { key, text } = self;
        if !self.has_moved() {
            return None;
        }
        let message = format!("this text is `{key}` now");
        let diagnostic = Diagnostic::warning("moved_text", text.key.span, message);
        Some(if stays.contains(key) {
            diagnostic.help(format!("remove the `{key}` that is no longer used, then write `{key}` here"))
        } else {
            diagnostic.label(format!("write `{key}`")).fix(text.key.span, super::write::quoted(key))
        })
    }
}

fn gone(text: &TranslatedText, original: &Translatable) -> Diagnostic {
    let message = format!("`{}` has no text with these words any more", original.id);
    Diagnostic::warning("unknown_text", text.key.span, message).help(NOT_USED)
}

fn unknown_text(text: &TranslatedText, meant: Option<&str>, original: &Translatable) -> Diagnostic {
    let message = format!("`{}` has no text `{}`", original.id, text.key.value);
    match meant {
        Some(meant) => Diagnostic::error("unknown_text", text.key.span, message)
            .label(format!("did you mean `{meant}`?"))
            .fix(text.key.span, super::write::quoted(meant)),
        None => Diagnostic::warning("unknown_text", text.key.span, message).help(NOT_USED),
    }
}

/// What is wrong with one text whose key is known: at most one message.
fn of_text(text: &TranslatedText, now: &str) -> Option<Diagnostic> {
    let is_empty = text.text.trim().is_empty();
    if text.original.value != now {
        let message = "the original reads differently now";
        let diagnostic = Diagnostic::warning("changed_text", text.original.span, message);
        return Some(if is_empty {
            diagnostic.label("write it as it is now").fix(text.original.span, super::write::quoted(now))
        } else {
            diagnostic
                .help(format!("this translation is not used. Change both to fit the words of now: {}", excerpt(now)))
        });
    }
    if is_empty {
        return None;
    }
    let (wanted, found) = (places(&text.original), places(&text.text));
    let lost: Vec<&str> = wanted.difference(&found).copied().collect();
    if let Some(unknown) = found.difference(&wanted).next() {
        return Some(unknown_place(text, unknown, &wanted, &lost));
    }
    if let Some(lost) = lost.first() {
        let message = format!("`{{{lost}}}` of the original is missing here");
        let help = "an answer takes its place; without it, this translation is not used";
        return Some(Diagnostic::error("lost_place", text.text.span, message).help(help));
    }
    let has_words = text.text.chars().any(char::is_alphabetic);
    (has_words && text.text.value == text.original.value).then(|| {
        Diagnostic::note("same_text", text.text.span, "this reads as the original does")
            .help("that is well where both languages use the same word")
    })
}

fn unknown_place(text: &TranslatedText, unknown: &str, wanted: &BTreeSet<&str>, lost: &[&str]) -> Diagnostic {
    let message = format!("the original has no `{{{unknown}}}`");
    let diagnostic = Diagnostic::error("unknown_place", text.text.span, message);
    let known: Vec<String> = wanted.iter().map(|name| format!("`{{{name}}}`")).collect();
    match nearest(unknown, lost.iter().copied()) {
        Some(near) => {
            let mended = text.text.replace(&format!("{{{unknown}}}"), &format!("{{{near}}}"));
            let diagnostic = diagnostic.label(format!("did you mean `{{{near}}}`?"));
            diagnostic.fix(text.text.span, super::write::quoted(&mended))
        }
        None if known.is_empty() => diagnostic.help("no answer can stand here"),
        None => diagnostic.help(format!("it has {}", known.join(", "))),
    }
}

/// One message for all texts without words, at the first one.
fn untranslated(there: &[&TranslatedText]) -> Option<Diagnostic> {
    let mut empty = there.iter().filter(|text| text.text.trim().is_empty());
    let first = empty.next()?;
    let message = match empty.count() {
        0 => "this text is not translated yet".to_owned(),
        1 => "this text is not translated yet, nor is 1 other".to_owned(),
        others => format!("this text is not translated yet, nor are {others} others"),
    };
    Some(
        Diagnostic::note("untranslated", first.text.span, message)
            .help("the words of the original are shown in its place"),
    )
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        None => format!("“{text}”"),
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or_default()),
    }
}
