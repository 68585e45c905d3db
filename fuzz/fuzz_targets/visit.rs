//! Any bytes in a file of answers are read or set aside.

#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::visit(bytes));
