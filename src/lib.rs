//! Anteroom: questionnaires in plain files, and a sheet of paper to take to the appointment.

pub mod summary;
pub mod output;
