//! Our laid-out sheets painted by the crate krilla. `SHEET FILE SECONDS`, with `plain` behind it for a file that is
//! neither tagged nor archival.
//!
//! Layout is ours and part of the time; shaping, tags, subsetting and writing are done here as krilla would have it:
//! the shaping plan is kept, and equal runs are shaped once.

mod paint;
#[path = "../../../sample/mod.rs"]
mod sample;
mod shape;
#[path = "../../sheets.rs"]
mod sheets;
mod tags;
#[path = "../../timing.rs"]
mod timing;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sheet, file, seconds, variant @ ..] = arguments.as_slice() else {
        panic!("wrong use: SHEET FILE SECONDS [plain]");
    };
    let summary = sheets::by_name(sheet);
    let fonts = shape::Fonts::read();
    let tagged = variant.is_empty();
    let make = || paint::paint(&sheets::laid_out(&summary), &fonts, tagged);
    timing::measure(make, seconds.parse().expect("seconds are a number"), file);
}
