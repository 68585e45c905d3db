//! Answers as JSON: `{"insomnia.worry": "a_lot", "about_you.medicines": ["none"], "migraine.headache_days": 5}`.
//!
//! An answer may also come with the words that were shown, as visits are kept: `{"answer": "a_lot", "asked": "…"}`.
//! `"dont_know"` and `"prefer_not"` stand alone, also in place of a list; `null` or a missing key is a blank. What the form
//! does not know is reported, and never counted.

use super::response::{Answers, Response};
use crate::questionnaire::{Ask, Form, Item};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

/// An answer that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The question's id as given.
    pub item: String,
    /// Why.
    pub reason: String,
}

/// Reads objects of answers for one form.
#[derive(Debug)]
pub struct ReadAnswers<'f> {
    form: &'f Form,
    places: HashMap<&'f str, usize>,
}

impl<'f> ReadAnswers<'f> {
    /// A reader for this form. Ids may be given with their questionnaire (`insomnia.worry`) or, where only one question
    /// has that name, without.
    #[must_use]
    pub fn new(form: &'f Form) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut shared: Vec<&str> = Vec::new();
        for (at, item) in form.items.iter().enumerate() {
            let bare = item.id.rsplit('.').next().unwrap_or_default();
            if places.insert(bare, at).is_some() {
                shared.push(bare);
            }
        }
        for bare in shared {
            places.remove(bare);
        }
        places.extend(form.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)));
        Self { form, places }
    }

    /// A reader of one object into `answers`, which are added to.
    pub fn into_answers<'a>(&'a self, answers: &'a mut Answers, ignored: &'a mut Vec<Ignored>) -> IntoAnswers<'a, 'f> {
        IntoAnswers { reader: self, answers, ignored }
    }

    fn place(&self, key: &str, expected: usize) -> Option<usize> {
        // Answers mostly come in the order of the questions.
        match self.form.items.get(expected) {
            Some(item) if item.id == key => Some(expected),
            _ => self.places.get(key).copied(),
        }
    }
}

/// Reads one object of answers, see [`ReadAnswers`].
#[derive(Debug)]
pub struct IntoAnswers<'a, 'f> {
    reader: &'a ReadAnswers<'f>,
    answers: &'a mut Answers,
    ignored: &'a mut Vec<Ignored>,
}

impl<'de> DeserializeSeed<'de> for IntoAnswers<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for IntoAnswers<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("answers by question, such as {\"insomnia.worry\": \"a_lot\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut expected = 0;
        while let Some(place) = map.next_key_seed(Key { reader: self.reader, expected })? {
            match place {
                Ok(place) => {
                    expected = place + 1;
                    let Some(item) = self.reader.form.items.get(place) else { continue };
                    match map.next_value_seed(Answer { item })? {
                        Ok(response) => self.answers.set(place, response),
                        Err((response, reason)) => {
                            self.answers.set(place, response);
                            self.ignored.push(Ignored { item: item.id.clone(), reason });
                        }
                    }
                }
                Err(key) => {
                    map.next_value::<IgnoredAny>()?;
                    self.ignored.push(Ignored { item: key, reason: "there is no such question".to_owned() });
                }
            }
        }
        Ok(())
    }
}

/// A question's id → its place, or the id itself where it is unknown.
struct Key<'a, 'f> {
    reader: &'a ReadAnswers<'f>,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = Result<usize, String>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the id of a question")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.reader.place(key, self.expected).ok_or_else(|| key.to_owned()))
    }
}

/// The answer to one question; on a fault, what is left of it and why.
struct Answer<'f> {
    item: &'f Item,
}

type Read = Result<Response, (Response, String)>;

impl Answer<'_> {
    fn refuse(&self, found: &str) -> (Response, String) {
        let expected = match &self.item.ask {
            Ask::Choice { .. } => "the id of an answer",
            Ask::Choices { .. } => "a list of ids of answers",
            Ask::Number { .. } => "a number",
            Ask::Text { .. } => "a text",
            Ask::Date => "a date such as \"2026-11-22\"",
        };
        (Response::Blank, format!("expected {expected}, found {found}"))
    }

    fn unknown_option(&self, id: &str) -> String {
        let known: Vec<String> = self.item.ask.options().iter().map(|option| format!("`{}`", option.id)).collect();
        format!("there is no answer `{id}`; there are {}", known.join(", "))
    }

    fn option(&self, id: &str) -> Option<usize> {
        self.item.ask.options().iter().position(|option| option.id == id)
    }

    fn word(&self, word: &str) -> Read {
        match (word, &self.item.ask) {
            (text, Ask::Text { .. }) => Ok(Response::Text(text.to_owned())),
            (date, Ask::Date) if is_date(date) => Ok(Response::Date(date.to_owned())),
            ("dont_know", ask) if ask.offers_dont_know() => Ok(Response::DontKnow),
            ("prefer_not", _) if self.item.prefer_not => Ok(Response::PreferNot),
            (id, Ask::Choice { .. }) => match self.option(id) {
                Some(place) => Ok(Response::Option(u8::try_from(place).unwrap_or_default())),
                None => Err((Response::Blank, self.unknown_option(id))),
            },
            (other, _) => Err(self.refuse(&format!("\"{other}\""))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Answer<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Answer<'_> {
    type Value = Read;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an answer")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Read, E> {
        Ok(self.word(word))
    }

    fn visit_unit<E: Error>(self) -> Result<Read, E> {
        Ok(Ok(Response::Blank))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Read, E> {
        Ok(match self.item.ask {
            Ask::Number { .. } => Ok(Response::Number(number)),
            _ => Err(self.refuse(&number.to_string())),
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "a number that large is out of any range anyway")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Read, E> {
        self.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number that large is out of any range anyway")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Read, E> {
        self.visit_f64(number as f64)
    }

    fn visit_bool<E: Error>(self, on: bool) -> Result<Read, E> {
        Ok(Err(self.refuse(if on { "true" } else { "false" })))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        let mut read = None;
        while let Some(field) = map.next_key::<String>()? {
            if field == "answer" {
                read = Some(map.next_value_seed(Answer { item: self.item })?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(read.unwrap_or_else(|| Err(self.refuse("an object"))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Read, A::Error> {
        let Ask::Choices { exclusive, .. } = self.item.ask else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Err(self.refuse("a list")));
        };
        let (mut bits, mut dont_know, mut reason) = (0, false, None);
        while let Some(element) = list.next_element_seed(Tick { answer: &self })? {
            match element {
                TickRead::Option(place) => bits |= 1_u64 << place,
                TickRead::DontKnow => dont_know = true,
                TickRead::Unknown(why) => reason = reason.or(Some(why)),
            }
        }
        let response = if bits == 0 && dont_know { Response::DontKnow } else { Response::ticks(bits, exclusive) };
        Ok(match reason {
            Some(reason) => Err((response, reason)),
            None => Ok(response),
        })
    }
}

/// One tick of a list.
struct Tick<'a, 'f> {
    answer: &'a Answer<'f>,
}

enum TickRead {
    Option(usize),
    DontKnow,
    Unknown(String),
}

impl<'de> DeserializeSeed<'de> for Tick<'_, '_> {
    type Value = TickRead;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<TickRead, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Tick<'_, '_> {
    type Value = TickRead;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the id of an answer")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<TickRead, E> {
        Ok(match self.answer.option(id) {
            Some(place) => TickRead::Option(place),
            None if id == "dont_know" => TickRead::DontKnow,
            None => TickRead::Unknown(self.answer.unknown_option(id)),
        })
    }
}

/// `2026-11-22`, with a month and a day that can be.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |length: usize, range: std::ops::RangeInclusive<u32>| {
        parts
            .next()
            .is_some_and(|part| part.len() == length && part.parse().is_ok_and(|number| range.contains(&number)))
    };
    part(4, 1..=9999) && part(2, 1..=12) && part(2, 1..=31) && parts.next().is_none()
}

/// An answer as the batch format writes it; `None` for a blank.
#[must_use]
pub fn response_to_json(item: &Item, response: &Response) -> Option<serde_json::Value> {
    let options = item.ask.options();
    Some(match response {
        Response::Blank => return None,
        Response::DontKnow => "dont_know".into(),
        Response::PreferNot => "prefer_not".into(),
        Response::Option(place) => options.get(usize::from(*place))?.id.as_str().into(),
        Response::Ticks(bits) => {
            let ticked = options.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            ticked.map(|(_, option)| serde_json::Value::from(option.id.as_str())).collect()
        }
        Response::Number(number) => number_to_json(*number),
        Response::Text(text) | Response::Date(text) => text.as_str().into(),
    })
}

/// Whole numbers without a decimal point.
fn number_to_json(number: f64) -> serde_json::Value {
    #[expect(clippy::cast_possible_truncation, reason = "only where nothing is cut off")]
    if number.fract() == 0.0 && number.abs() < 1e15 { (number as i64).into() } else { number.into() }
}
