//! Anteroom: screening questionnaires in plain files, and a sheet of paper to take to the appointment.
//!
//! # The way from a file to a sheet of paper
//!
//! | step | what it is | where |
//! | --- | --- | --- |
//! | text | a file with a place for every letter, and messages about it | [`source::Source`], [`source::Diagnostic`] |
//! | definition | what the file says, every value with its place | [`definition::read`] → [`definition::Definition`] |
//! | translation | the words for people in another language, and nothing else | [`definition::Translation`] → [`definition::Definition::translated`] |
//! | form | what we understood: every id resolved, every rule typed | [`questionnaire::assemble`] → [`questionnaire::Form`] |
//! | answers | what the person said | [`answers::Answers`] |
//! | evaluation | what is asked, scores, findings, flags, topics, each with its reason | [`evaluation::Evaluation`] |
//! | proof | what can come out at all, with answers that make it so | [`proof::survey`] → [`proof::Survey`] |
//! | versions | what changed in meaning from one version to the next | [`versions::compare`] → [`versions::Changes`] |
//! | summary | the reading document, in order, in words | [`summary::summarize`] → [`summary::Summary`] |
//! | paper | text, PDF, JSON, and the batch format | [`output::text()`], [`output::pdf()`], [`output::batch`] |
//! | visit | what was filled in and what came of it, kept whole, plain or sealed | [`files::Visit`], [`files::Vault`] |
//!
//! One engine serves the window, the command line, the checker and the worked examples inside the files. Up to the paper
//! it does no I/O, knows no clock, never fails on what a person typed, and gives the same result on every machine.
//!
//! # Floors
//!
//! The order of the modules below is the architecture: a floor names only floors above it in this list, and a test keeps
//! it. [`files`] is the only floor that reads and writes the disk (with the edges of [`cli`]); [`cli`] and the window are
//! two faces that never name each other.
//!
//! # What is deliberately absent
//!
//! - No clinical rule, threshold or sentence: they stand in `questionnaires/*.ron`, cited and tested by worked examples.
//! - No network. No crate in the tree is used to open a connection (`tests/no_network.rs`, `tests/private`).
//! - No SAT solver: rules are judged over sets of possible answers ([`evaluation::Possible`]), which gives the result, what
//!   is already certain, and the range of a score.
//! - No serde for questionnaires: a derived reader stops at the first fault, and authors deserve all of them at once.
//!   The crate `ron` is the judge in the tests: whatever we accept, it reads to the same values.

pub mod source;
pub mod definition;
pub mod rule;
pub mod questionnaire;
pub mod answers;
pub mod evaluation;
pub mod proof;
pub mod versions;
pub mod summary;
pub mod output;
pub mod files;
pub mod cli;
pub mod ui;
