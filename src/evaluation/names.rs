//! The ids of outcomes in results and examples.

use super::gate::GateResult;
use super::state::FindingState;
use crate::definition::{FlagLevel, Urgency};
use crate::questionnaire::{FindingKind, Form};
use crate::rule::Truth;

pub(super) fn gate_name<'f>(form: &'f Form, gate: &GateResult) -> &'f str {
    match gate {
        GateResult::Open => "ok",
        GateResult::Closed(at) => form.gates.get(*at).map_or("closed", |gate| gate.id.as_str()),
        GateResult::Invalid(_) => "invalid",
    }
}

pub(super) fn truth_name(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

pub(super) fn finding_name(kind: &FindingKind, state: FindingState) -> &str {
    match (state, kind) {
        (FindingState::State(at), FindingKind::States(states)) => {
            states.get(at).map_or("absent", |state| state.id.as_str())
        }
        (FindingState::Truth(truth), _) => truth_name(truth),
        _ => "absent",
    }
}

/// The id of an urgency in results.
#[must_use]
pub fn urgency_name(urgency: Option<Urgency>) -> &'static str {
    match urgency {
        None => "none",
        Some(Urgency::Routine) => "routine",
        Some(Urgency::Prompt) => "prompt",
        Some(Urgency::Emergency) => "emergency",
    }
}

/// The id of a flag's level in results.
#[must_use]
pub fn level_name(level: FlagLevel) -> &'static str {
    match level {
        FlagLevel::Mention => "mention",
        FlagLevel::SameDay => "same_day",
        FlagLevel::Emergency => "emergency",
    }
}
