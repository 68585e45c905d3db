//! How long our PDF takes, measured as its peers are; makes the content that they set, too. See `benches/peers/run`.
//!
//! `SHEET FILE SECONDS` measures one sheet, `content` writes the words of both to the working folder, and without
//! arguments both sheets are measured.

#![expect(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run has nothing to say"
)]

#[path = "peers/blocks.rs"]
mod blocks;
mod sample;
#[path = "peers/sheets.rs"]
mod sheets;
#[path = "peers/timing.rs"]
mod timing;

use anteroom::output::{BundledOnly, pdf};
use sheets::{LONG, TWO_PAGES};
use std::fs;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["content"] => [TWO_PAGES, LONG].into_iter().for_each(write_content),
        [sheet, file, seconds] => measure(sheet, file, seconds.parse().expect("seconds are a number")),
        [] => [TWO_PAGES, LONG].into_iter().for_each(|sheet| measure(sheet, "/dev/null", 1.0)),
        _ => panic!("wrong use: SHEET FILE SECONDS, or `content`, or nothing"),
    }
}

fn measure(sheet: &str, file: &str, seconds: f64) {
    let summary = sheets::by_name(sheet);
    timing::measure(|| pdf(&summary, &sheets::options(), &BundledOnly).expect("it can be drawn"), seconds, file);
}

fn write_content(sheet: &str) {
    let summary = sheets::by_name(sheet);
    let content = blocks::content(&sheets::laid_out(&summary), &summary);
    fs::write(format!("{sheet}.json"), content.to_string()).expect("the content can be written");
}
