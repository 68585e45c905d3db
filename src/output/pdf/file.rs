//! What the file says about itself: title, language, outline, an identity that depends on the content alone.

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::layout::Pages;
use super::paint::{Marked, single};
use super::{PdfError, attach, tags};

/// How hard the file is compressed, from 1 to 9.
const EFFORT: u32 = 6;
/// How many small objects are compressed as one.
const OBJECTS_TOGETHER: usize = 1000;

/// Completes the document and writes it.
pub(super) fn finish(mut document: Document, pages: &Pages, marked: &[Marked]) -> Result<Vec<u8>, PdfError> {
    "1.7".clone_into(&mut document.version);
    let page_ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let outline = outline(&mut document, pages, &page_ids);
    tags::add(&mut document, pages, marked, &page_ids);
    if let Some(attachment) = &pages.attachment {
        attach::add(&mut document, attachment)?;
    }
    name_gray(&mut document, &page_ids);
    let metadata = document.add_object(metadata(&pages.title, &pages.languages));
    let info = dictionary! { "Title" => words(&pages.title), "Producer" => words("Anteroom") };
    let info = document.add_object(info);
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    let catalog = document.catalog_mut().map_err(failed)?;
    catalog.set("Metadata", metadata);
    catalog.set("Lang", words(language(&pages.languages)));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    identify(&mut document, pages);
    compress(&mut document).map_err(failed)?;
    let mut bytes = Vec::new();
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(OBJECTS_TOGETHER)
        .compression_level(EFFORT)
        .build();
    document.save_with_options(&mut bytes, options).map_err(failed)?;
    Ok(bytes)
}

/// Compresses what may be compressed. lopdf would do it with the highest effort, which takes three times as long for two
/// bytes in a hundred.
fn compress(document: &mut Document) -> Result<(), CompressError> {
    let mut compress = Compress::new(Compression::new(EFFORT), true);
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let packed = packed(&mut compress, &stream.content)?;
            stream.set_content(packed);
            stream.dict.set("Filter", "FlateDecode");
        }
    }
    Ok(())
}

fn packed(compress: &mut Compress, content: &[u8]) -> Result<Vec<u8>, CompressError> {
    compress.reset();
    let mut packed = Vec::with_capacity(content.len() / 2 + 64);
    loop {
        let done = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
        let rest = content.get(done..).unwrap_or_default();
        if compress.compress_vec(rest, &mut packed, FlushCompress::Finish)? == Status::StreamEnd {
            return Ok(packed);
        }
        packed.reserve(packed.capacity());
    }
}

/// Gray as a printer-independent colour, which files kept for many years must name.
fn name_gray(document: &mut Document, page_ids: &[ObjectId]) {
    let white = vec![Object::Real(0.9505), Object::Real(1.0), Object::Real(1.089)];
    let gray: Object = vec!["CalGray".into(), dictionary! { "WhitePoint" => white, "Gamma" => 2.2 }.into()].into();
    for page in page_ids {
        let resources =
            document.get_dictionary(*page).and_then(|page| page.get(b"Resources")).and_then(Object::as_reference);
        if let Ok(resources) = resources.and_then(|resources| document.get_dictionary_mut(resources)) {
            resources.set("ColorSpace", dictionary! { "DefaultGray" => gray.clone() });
        }
    }
}

/// What is said of all words together: a language if it is one, or else that there are several.
fn language(languages: &[String]) -> &str {
    match languages {
        [language] => language,
        _ => "mul",
    }
}

/// Title, languages and kind of file for programs that do not read PDF; never compressed, so that they find it.
fn metadata(title: &str, languages: &[String]) -> Stream {
    let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let languages: Vec<String> = languages.iter().map(|tag| format!("<rdf:li>{}</rdf:li>", escaped(tag))).collect();
    let text = include_str!("metadata.xml").replace("{languages}", &languages.concat());
    let text = text.replace("{title}", &escaped(title));
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, text.into_bytes()).with_compression(false)
}

pub(super) fn failed(error: impl std::fmt::Display) -> PdfError {
    PdfError::Write(error.to_string())
}

/// Words as PDF stores them outside of pages.
pub(super) fn words(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The outline, one entry for each bookmark.
fn outline(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let root = document.new_object_id();
    let entries: Vec<(ObjectId, Dictionary)> = pages
        .bookmarks
        .iter()
        .filter_map(|bookmark| {
            let page = *page_ids.get(bookmark.page)?;
            let top = Object::Real(single(pages.height - bookmark.y + 8.0));
            let place = vec![page.into(), "XYZ".into(), Object::Null, top, Object::Null];
            let entry = dictionary! { "Title" => words(&bookmark.title), "Parent" => root, "Dest" => place };
            Some((document.new_object_id(), entry))
        })
        .collect();
    let ids: Vec<ObjectId> = entries.iter().map(|(id, _)| *id).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    for (index, (id, mut entry)) in entries.into_iter().enumerate() {
        if let Some(before) = index.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", *before);
        }
        if let Some(after) = ids.get(index + 1) {
            entry.set("Next", *after);
        }
        document.set_object(id, entry);
    }
    let count = i64::try_from(ids.len()).unwrap_or_default();
    document.set_object(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    Some(root)
}

/// Names the file after its content, so that the same sheet is the same file.
fn identify(document: &mut Document, pages: &Pages) {
    let mut hash = Sha256::new();
    hash.update(pages.text());
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}
