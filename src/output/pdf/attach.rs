//! A file that travels inside the PDF, by the rules for files that are kept for many years (PDF/A-3).

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::PdfError;
use super::file::{failed, words};
use super::layout::Attachment;

/// Puts the file into the document, where viewers list it and programs find it.
pub(super) fn add(document: &mut Document, attachment: &Attachment) -> Result<(), PdfError> {
    let content = document.add_object(content(attachment));
    let name = words(&attachment.name);
    let file = document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(attachment.name.as_str()),
        "UF" => name.clone(),
        "Desc" => words(&attachment.about),
        // What the sheet was worked out from.
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => content, "UF" => content },
    });
    let catalog = document.catalog_mut().map_err(failed)?;
    catalog.set("AF", vec![file.into()]);
    let names: Vec<Object> = vec![name, file.into()];
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}

fn content(attachment: &Attachment) -> Stream {
    let size = i64::try_from(attachment.content.len()).unwrap_or_default();
    let mut about: Dictionary = dictionary! { "Size" => size };
    if let Some(day) = pdf_day(&attachment.day) {
        about.set("ModDate", Object::string_literal(day));
    }
    let entries = dictionary! { "Type" => "EmbeddedFile", "Subtype" => attachment.kind.as_str(), "Params" => about };
    Stream::new(entries, attachment.content.clone().into_bytes())
}

/// `2026-11-22` → `D:20261122`; never the clock of the machine, so that the same sheet is the same file.
fn pdf_day(day: &str) -> Option<String> {
    let digits: String = day.split('-').collect();
    (digits.len() == 8 && digits.chars().all(|digit| digit.is_ascii_digit())).then(|| format!("D:{digits}"))
}
