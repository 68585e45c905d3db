//! Any bytes as the file of the key open nothing, and stay as they are.

#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::key(bytes));
