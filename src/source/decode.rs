//! Bytes of a file → text, or one clear message why not.

use super::{Diagnostic, Source, SourceId, Span};

/// Larger files are refused: a questionnaire of 10,000 questions has about 6 MB.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// Reads the bytes of a questionnaire file as text.
///
/// UTF-8 is read, with or without a byte order mark (which is warned of, because other RON programs stumble over it).
///
/// # Errors
/// Anything else gets one message; the text returned beside it is what can be shown of the place.
#[must_use]
pub fn decode(name: &str, bytes: Vec<u8>, id: SourceId) -> (Source, Option<Diagnostic>) {
    let at_start = |text: &str| Span::new(id, 0, text.chars().next().map_or(0, char::len_utf8));
    let refuse = |code, message: String, help: &str| {
        let source = Source { name: name.to_owned(), text: String::new() };
        (source, Some(Diagnostic::error(code, Span::new(id, 0, 0), message).help(help)))
    };
    if bytes.len() as u64 > LARGEST_FILE {
        let megabytes = bytes.len() / (1024 * 1024);
        return refuse(
            "too_large",
            format!("this file has {megabytes} MB; a questionnaire has at most 32 MB"),
            TEXT_HELP,
        );
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "this file is saved as UTF-16; questionnaires are UTF-8 text";
        return refuse("utf_16", message.to_owned(), "in your editor choose “Save as…” and the encoding UTF-8");
    }
    if bytes.contains(&0) {
        return refuse("binary", "this file is not text".to_owned(), TEXT_HELP);
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{FEFF}') {
            Some(rest) => {
                let source = Source { name: name.to_owned(), text: rest.to_owned() };
                let warning = Diagnostic::warning(
                    "byte_order_mark",
                    at_start(rest),
                    "this file begins with an invisible byte order mark",
                );
                (source, Some(warning.help("save it as “UTF-8” without “BOM”; other RON programs stumble over it")))
            }
            None => (Source { name: name.to_owned(), text }, None),
        },
        Err(error) => bad_byte(name, &error, id),
    }
}

const TEXT_HELP: &str = "open a questionnaire file, a text that begins with `Questionnaire(` or `Panel(`";

fn bad_byte(name: &str, error: &std::string::FromUtf8Error, id: SourceId) -> (Source, Option<Diagnostic>) {
    let good = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(good).copied().unwrap_or_default();
    // What can be shown: the text with each bad byte read as the old Western encoding would.
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let likely = char::from(byte);
    let span = Span::new(id, good, good + '\u{FFFD}'.len_utf8());
    let diagnostic = Diagnostic::error("not_utf_8", span, format!("this byte (0x{byte:02X}) is not UTF-8 text"))
        .label(if likely.is_alphabetic() { format!("perhaps `{likely}` from an older editor") } else { String::new() })
        .help("in your editor choose “Save as…” and the encoding UTF-8");
    (Source { name: name.to_owned(), text }, Some(diagnostic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<&'static str> {
        decode("t.ron", bytes.to_vec(), SourceId(0)).1.map(|d| d.code)
    }

    #[test]
    fn every_wrong_encoding_has_its_own_message() {
        assert_eq!(code("Tür".as_bytes()), None);
        assert_eq!(code("\u{FEFF}a".as_bytes()), Some("byte_order_mark"));
        assert_eq!(code(&[0xFF, 0xFE, b'a', 0]), Some("utf_16"));
        assert_eq!(code(&[b'a', 0, b'b']), Some("binary"));
        assert_eq!(code(b"ab\xFCc"), Some("not_utf_8"));
    }

    #[test]
    fn a_latin_1_letter_is_named_at_its_place() {
        let (source, diagnostic) = decode("t.ron", b"ok\nT\xFCr".to_vec(), SourceId(0));
        let diagnostic = diagnostic.unwrap();
        assert_eq!(source.line_and_column(diagnostic.span.start), (2, 2));
        assert!(diagnostic.label.contains('ü'));
    }
}
