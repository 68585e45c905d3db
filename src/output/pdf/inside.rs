//! Taking the answers out of a sheet again.

use super::super::words::ATTACHED;
use lopdf::{Dictionary, Document, LoadOptions, Object};

/// What stands uncompressed in every sheet, see `metadata.xml`.
const OUR_MARK: &[u8] = b"<pdf:Producer>Anteroom</pdf:Producer>";

/// What a PDF file holds for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// The answers, as JSON.
    Answers(Vec<u8>),
    /// It is a sheet made here, without answers inside.
    NoAnswers,
    /// Another program made it, or changed it since.
    NotOurs,
}

/// Looks for the answers in the bytes of a PDF file. Nothing in it may unpack to more than `most` bytes.
#[must_use]
pub fn answers_inside(file: &[u8], most: usize) -> Inside {
    if !file.windows(OUR_MARK.len()).any(|stretch| stretch == OUR_MARK) {
        return Inside::NotOurs;
    }
    let options = LoadOptions { max_decompressed_size: Some(most), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(file, options) else { return Inside::NotOurs };
    attached(&document, most).map_or(Inside::NoAnswers, Inside::Answers)
}

fn attached(document: &Document, most: usize) -> Option<Vec<u8>> {
    let files = entry(document, document.catalog().ok()?, b"AF")?.as_array().ok()?;
    let file = files.iter().filter_map(|file| resolved(document, file)?.as_dict().ok()).find(|file| {
        let name = entry(document, file, b"F").and_then(|name| name.as_str().ok());
        name == Some(ATTACHED.as_bytes())
    })?;
    let content = entry(document, entry(document, file, b"EF")?.as_dict().ok()?, b"F")?;
    content.as_stream().ok()?.get_plain_content_with_limit(most).ok()
}

fn entry<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    resolved(document, dictionary.get(key).ok()?)
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}
