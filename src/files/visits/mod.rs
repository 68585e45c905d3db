//! Visits: what a person filled in, kept on this computer.
//!
//! Each visit is one file of its own in the folder of visits, so that a damaged one costs only itself. While it is being
//! filled in it is called `draft-ID.json`, and `visit-ID.json` once its sheet was taken; ids begin with the time, so that
//! names alone tell the order. [`Vault`](super::Vault) reads and writes the files, plain or sealed. Damaged ones are set
//! aside under another name, never deleted.

mod export;
mod format_1;
mod heads;
mod id;
mod store;
mod visit;

pub use export::{ExportFormat, Exported};
pub use heads::{Head, Heads, ScoreMark};
pub use store::{Drafts, Visits};
pub(super) use visit::FORMAT;
pub use visit::{Given, Results, Visit, VisitFault};
