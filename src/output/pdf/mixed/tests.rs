//! Scripts and directions with a face made up for it, so that no font need be installed.

use std::sync::Arc;

use super::{FaceOf, Stretch};
use crate::output::pdf::fonts::{Face, Measure};
use crate::output::pdf::lines::{Line, Span, unbroken, wrap};
use crate::output::pdf::other_faces::{FaceFile, OtherFaces, Wanted};
use crate::output::pdf::paragraph::isolated;
use crate::output::pdf::{BundledOnly, PdfOptions, pdf};
use crate::output::sample;

/// Blocks that the face has, first and last character: Hebrew, Arabic, Thai, some Han.
const BLOCKS: [(u32, u32); 5] = [(0x20, 0x20), (0x590, 0x5ff), (0x600, 0x6ff), (0xe00, 0xe7f), (0x4e00, 0x4eff)];

/// Gives the bundled face with other characters on its glyphs.
struct Lender(Arc<FaceFile>);

impl Lender {
    fn new() -> Self {
        let mut groups: Vec<u8> = Vec::new();
        for ((first, last), glyph) in BLOCKS.into_iter().zip([1_u32, 20, 200, 500, 700]) {
            groups.extend([first, last, glyph].into_iter().flat_map(u32::to_be_bytes));
        }
        let length = u32::try_from(16 + groups.len()).unwrap();
        let count = u32::try_from(BLOCKS.len()).unwrap();
        // A `cmap` table of format 12, put at the end of the file.
        let mut table = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
        table.extend([length, 0, count].into_iter().flat_map(u32::to_be_bytes));
        table.extend(groups);
        let mut bytes = Face::Regular.bytes().to_vec();
        let entry = bytes.chunks(4).position(|word| word == b"cmap").unwrap() * 4;
        let place = [bytes.len(), table.len()].map(|number| u32::try_from(number).unwrap().to_be_bytes()).concat();
        bytes[entry + 8..entry + 16].copy_from_slice(&place);
        bytes.extend(table);
        Self(Arc::new(FaceFile {
            id: "made up".to_owned(),
            name: "MadeUp".to_owned(),
            bytes: Arc::new(bytes),
            index: 0,
        }))
    }

    /// Without its outlines.
    fn broken() -> Self {
        let mut file = Self::new().0.as_ref().clone();
        let bytes = Arc::make_mut(&mut file.bytes);
        let entry = bytes.chunks(4).position(|word| word == b"glyf").unwrap() * 4;
        bytes[entry..entry + 4].copy_from_slice(b"lost");
        Self(Arc::new(file))
    }

    fn measure(&self) -> Measure {
        let all = BLOCKS.into_iter().skip(1).flat_map(|(first, last)| first..=last).filter_map(char::from_u32);
        Measure::new(&all.collect::<String>(), self).unwrap()
    }
}

impl OtherFaces for Lender {
    fn find(&self, wanted: &Wanted, usable: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>> {
        let has = |sign: &char| BLOCKS.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(*sign)));
        Some(Arc::clone(&self.0)).filter(|file| wanted.signs.iter().any(has) && usable(file))
    }
}

/// Gives its face whether it is usable or not.
struct Careless(Lender);

impl OtherFaces for Careless {
    fn find(&self, wanted: &Wanted, _: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>> {
        self.0.find(wanted, &|_| true)
    }
}

fn set(text: &str, width: f64) -> Vec<Line> {
    let lines = wrap(&mut Lender::new().measure(), &[Span::regular(text)], 10.0, width);
    for line in &lines {
        assert!(line.width <= width + 0.01, "{line:?}");
    }
    lines
}

fn words(line: &Line) -> String {
    line.pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The stretches of the only piece, from left to right.
fn from_left(line: &Line) -> Vec<&str> {
    assert_eq!(line.pieces.len(), 1);
    let mut stretches: Vec<&Stretch> = line.pieces[0].stretches.iter().collect();
    stretches.sort_by(|one, other| one.x.total_cmp(&other.x));
    stretches.into_iter().map(|stretch| stretch.text.as_str()).collect()
}

#[test]
fn a_word_inside_an_english_line_is_borrowed_and_the_rest_is_not() {
    let lines = set("take 一丁 now", 200.0);
    assert_eq!(from_left(&lines[0]), ["take ", "一丁 ", "now"]);
    let faces: Vec<FaceOf> = lines[0].pieces[0].stretches.iter().map(|stretch| stretch.face).collect();
    assert!(matches!(faces.as_slice(), [FaceOf::Bundled(_), FaceOf::Other(_), FaceOf::Bundled(_)]), "{faces:?}");
    assert_eq!(words(&lines[0]), "take 一丁 now");
    assert!(!lines[0].right_to_left);
    assert!(set("no word is borrowed", 200.0)[0].pieces[0].stretches.is_empty());
}

#[test]
fn right_to_left_words_stand_in_order_and_figures_keep_theirs() {
    let lines = set("שלום abc 12 עולם", 200.0);
    assert!(lines[0].right_to_left);
    assert_eq!(words(&lines[0]), "שלום abc 12 עולם", "it is read in the order of typing");
    assert_eq!(from_left(&lines[0]), ["עולם", " ", "abc 12", "שלום "]);
    let lines = set("say שלום עולם (12) twice", 200.0);
    assert!(!lines[0].right_to_left);
    assert_eq!(from_left(&lines[0]), ["say ", ")", "12", "(", "שלום עולם ", " twice"]);
}

#[test]
fn brackets_and_glyphs_are_turned() {
    let piece = unbroken(&mut Lender::new().measure(), Face::Regular, "(אב)", 10.0);
    let glyphs = |text: &str| {
        let stretch = piece.stretches.iter().find(|stretch| stretch.text == text).unwrap();
        stretch.glyphs.iter().map(|glyph| (glyph.text.as_str(), glyph.id)).collect::<Vec<_>>()
    };
    assert_eq!(glyphs("אב").iter().map(|(text, _)| *text).collect::<Vec<_>>(), ["ב", "א"]);
    let (open, close) = (glyphs("(")[0].1, glyphs(")")[0].1);
    let plain = unbroken(&mut Lender::new().measure(), Face::Regular, "一()", 10.0);
    let [.., upright] = plain.stretches.as_slice() else { panic!("{plain:?}") };
    assert_eq!(upright.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>(), [close, open]);
}

#[test]
fn a_name_is_isolated_from_what_follows() {
    let line = &set(&format!("{} · 12 · end", isolated("שלום")), 200.0)[0];
    assert!(!line.right_to_left);
    assert_eq!(from_left(line), ["שלום", " · 12 · end"]);
    assert_eq!(words(line), "שלום · 12 · end", "the marks are not read out");
}

#[test]
fn a_long_word_is_cut_between_whole_characters_and_nothing_is_lost() {
    for word in ["กั้", "ب\u{64e}", "ש\u{5b8}\u{5c1}", "一", "ا", "w"] {
        let text = word.repeat(300);
        let lines = set(&format!("a {text}"), 60.0);
        assert!(lines.len() > 10, "{word}");
        let read: String = lines.iter().map(|line| words(line).replace(['a', ' '], "")).collect();
        assert_eq!(read, text);
        for line in &lines {
            assert!(words(line).starts_with("a ") || words(line).starts_with(word), "{line:?}");
        }
    }
}

#[test]
fn joiners_stay_with_borrowed_letters_only() {
    assert_eq!(words(&set("ب\u{200c}ب mi\u{ad}nus\u{200d}", 200.0)[0]), "ب\u{200c}ب minus");
}

#[test]
fn the_file_says_what_was_typed_and_repeats_its_bytes() {
    let mut summary = sample::nothing_to_report();
    summary.own_notes = "ש\u{5b8}לום 12 กั้ 一丁 🙂".to_owned();
    let lender = Lender::new();
    let file = || pdf(&summary, &PdfOptions::default(), &lender).unwrap();
    assert_eq!(file(), file());
    let document = lopdf::Document::load_mem(&file()).unwrap();
    let fonts =
        document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"BaseFont").ok()?.as_name().ok());
    assert!(fonts.into_iter().any(|name| name.ends_with(b"+MadeUp")));
    let typed = lopdf::text_string(&summary.own_notes.replace('🙂', "[U+1F642]"));
    let said = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"ActualText").ok());
    assert!(said.into_iter().any(|said| *said == typed));
}

#[test]
fn a_broken_face_does_not_spoil_the_sheet() {
    let mut summary = sample::nothing_to_report();
    let options = PdfOptions::default();
    summary.own_notes = "一".to_owned();
    let without = pdf(&summary, &options, &BundledOnly).unwrap();
    assert_eq!(pdf(&summary, &options, &Lender::broken()).unwrap(), without, "it is passed over");
    assert_eq!(pdf(&summary, &options, &Careless(Lender::broken())).unwrap(), without, "it breaks when it is cut");
    assert_ne!(pdf(&summary, &options, &Lender::new()).unwrap(), without);
}
