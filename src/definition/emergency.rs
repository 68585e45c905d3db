//! The words shown at a warning sign, and whom to call, region by region.

use super::fields::{Faults, Fields, Read};
use super::value::Value;
use super::{Words, parse};
use crate::source::{Diagnostic, Source, SourceId};

/// The emergency wording file.
#[derive(Debug, Clone)]
pub struct Emergency {
    /// The day on which the numbers were last checked, as written.
    pub checked: String,
    /// Tag of the language of its words.
    pub language: String,
    /// "Please get help now".
    pub title: String,
    /// The line under the title.
    pub lead: String,
    /// Whom to call or where to go.
    pub call: String,
    /// What else to do.
    pub also: String,
    /// The safety line of every sheet.
    pub safety: String,
    /// Used where no region is chosen.
    pub elsewhere: Region,
    /// The regions to choose from.
    pub regions: Vec<Region>,
}

/// Whom to call in one region.
#[derive(Debug, Clone)]
pub struct Region {
    /// Its name in settings.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Emergency numbers, the first one first; or words such as "your local emergency number".
    pub emergency: Vec<String>,
    /// Someone to talk to at any hour.
    pub crisis_line: String,
}

impl Emergency {
    /// The region of that id, or the words for anywhere else.
    #[must_use]
    pub fn region(&self, id: &str) -> &Region {
        self.regions.iter().find(|region| region.id == id).unwrap_or(&self.elsewhere)
    }
}

impl Region {
    /// The emergency numbers that are numbers.
    #[must_use]
    pub fn numbers(&self) -> Vec<&str> {
        let is_number = |words: &&str| words.chars().all(|sign| sign.is_ascii_digit() || sign == ' ');
        self.emergency.iter().map(String::as_str).filter(is_number).collect()
    }
}

/// Reads the emergency wording.
#[must_use]
pub fn read_emergency(text: &Source, id: SourceId) -> (Option<Emergency>, Vec<Diagnostic>) {
    let (value, diagnostics) = parse(text, id);
    let mut faults = Faults { diagnostics, ..Faults::default() };
    let emergency = value.and_then(|value| Emergency::read(&value, &mut faults));
    let whole = faults.diagnostics.is_empty();
    (emergency.filter(|_| whole), faults.diagnostics)
}

impl Read for Emergency {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let known = ["format", "checked", "title", "lead", "call", "also", "safety", "elsewhere", "regions"];
        let mut fields = Fields::open(value, "Emergency", &known, faults)?;
        let mut words = |field| fields.need::<Words>(field).map(|words| words.value);
        let (checked, title, lead) = (words("checked"), words("title"), words("lead"));
        let (call, also, safety) = (words("call"), words("also"), words("safety"));
        let (elsewhere, regions) = (fields.need("elsewhere"), fields.list("regions"));
        Some(Self {
            language: "en".to_owned(),
            checked: checked?,
            title: title?,
            lead: lead?,
            call: call?,
            also: also?,
            safety: safety?,
            elsewhere: elsewhere?,
            regions,
        })
    }
}

impl Read for Region {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Region", &["id", "name", "emergency", "crisis_line"], faults)?;
        let (id, name) = (fields.need::<Words>("id"), fields.need::<Words>("name"));
        let (emergency, crisis_line) = (fields.list::<Words>("emergency"), fields.need::<Words>("crisis_line"));
        Some(Self {
            id: id?.value,
            name: name?.value,
            emergency: emergency.into_iter().map(|number| number.value).collect(),
            crisis_line: crisis_line?.value,
        })
    }
}
