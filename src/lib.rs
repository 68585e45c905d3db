//! Anteroom: questionnaires in plain files, and a sheet of paper to take to the appointment.

pub mod source;
pub mod definition;
pub mod rule;
pub mod questionnaire;
pub mod answers;
pub mod evaluation;
pub mod summary;
pub mod output;
pub mod files;
pub mod cli;
