//! How a program of the bench is measured from inside; `peer.py` does the same for those in Python.

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

/// Makes a PDF once, then again until `seconds` are over; writes it to `file` and prints the milliseconds and the most
/// memory used as JSON. Without any seconds it is made once: a program that starts, makes a sheet and ends.
pub(crate) fn measure(make: impl Fn() -> Vec<u8>, seconds: f64, file: &str) {
    let pdf = make();
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    let mut times = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        black_box(make());
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    fs::write(file, pdf).expect("the PDF can be written");
    let report = serde_json::json!({ "ms": times, "peak_kb": peak() });
    writeln!(std::io::stdout(), "{report}").expect("there is a standard output");
}

/// The most memory this program has used, in kilobytes; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
