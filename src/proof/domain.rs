//! The responses to a question that are still open, and how to narrow them down.

use crate::answers::Response;
use crate::evaluation::Possible;
use crate::questionnaire::{Ask, Item};

/// A decimal number is not narrowed down further than this.
const LEAST_WIDTH: f64 = 0.005;

/// Responses that are still open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Domain {
    /// May be left blank.
    pub(super) blank: bool,
    /// May be "I don't know".
    pub(super) dont_know: bool,
    /// May be "I would rather not say".
    pub(super) prefer_not: bool,
    /// May be one of these answers.
    pub(super) known: Option<Possible>,
}

impl Domain {
    /// Every response to a question.
    pub(super) fn all(item: &Item) -> Self {
        Self {
            blank: true,
            dont_know: item.ask.offers_dont_know(),
            prefer_not: item.prefer_not,
            known: Some(Possible::all(&item.ask)),
        }
    }

    /// True if nothing may be known.
    pub(super) fn may_be_unknown(&self) -> bool {
        self.blank || self.dont_know || self.prefer_not
    }

    fn only(known: Possible) -> Self {
        Self { blank: false, dont_know: false, prefer_not: false, known: Some(known) }
    }

    /// Smaller sets that make up this one, the most telling first; none where it cannot be narrowed down. `telling` are
    /// the ticks that any rule looks at.
    pub(super) fn split(&self, item: &Item, telling: u64) -> Vec<Self> {
        let unknown = Self { known: None, ..*self };
        match self.known {
            Some(known) if self.may_be_unknown() => vec![Self::only(known), unknown],
            Some(known) => halves(known, &item.ask, telling).into_iter().map(Self::only).collect(),
            None => unknown.singles(),
        }
    }

    /// The ways of not knowing, one by one, where there are several.
    fn singles(&self) -> Vec<Self> {
        let none = Self { blank: false, dont_know: false, prefer_not: false, known: None };
        let ways = [
            (self.dont_know, Self { dont_know: true, ..none }),
            (self.prefer_not, Self { prefer_not: true, ..none }),
            (self.blank, Self { blank: true, ..none }),
        ];
        let ways: Vec<Self> = ways.into_iter().filter(|(open, _)| *open).map(|(_, way)| way).collect();
        if ways.len() > 1 { ways } else { Vec::new() }
    }

    /// One response of the set, the one that says least.
    pub(super) fn plainest(&self, item: &Item) -> Response {
        let Some(known) = self.known.filter(|_| !self.blank) else {
            return match (self.blank, self.dont_know) {
                (true, _) => Response::Blank,
                (false, true) => Response::DontKnow,
                (false, false) => Response::PreferNot,
            };
        };
        match known {
            Possible::Options(bits) => Response::Option(u8::try_from(bits.trailing_zeros()).unwrap_or_default()),
            Possible::Ticks { must: 0, may } => Response::Ticks(1 << may.trailing_zeros().min(63)),
            Possible::Ticks { must, .. } => Response::Ticks(must),
            Possible::Range(low, _) => Response::Number(low),
            Possible::Free if item.ask == Ask::Date => Response::Date("2026-01-01".to_owned()),
            Possible::Free => Response::Text("…".to_owned()),
        }
    }
}

/// Two sets that make up one; none where it holds a single answer.
fn halves(known: Possible, ask: &Ask, telling: u64) -> Vec<Possible> {
    match known {
        Possible::Options(bits) if bits.count_ones() > 1 => {
            let half = bits.count_ones() / 2;
            let low = (0..64).map(|at| 1_u64 << at).filter(|bit| bits & bit != 0).take(half as usize).sum();
            vec![Possible::Options(low), Possible::Options(bits & !low)]
        }
        Possible::Ticks { must, may } => {
            let Ask::Choices { exclusive, .. } = ask else { return Vec::new() };
            ticked_or_not(must, may, *exclusive, telling)
        }
        Possible::Range(low, high) if low < high => {
            let decimals = matches!(ask, Ask::Number { decimals: true, .. });
            let middle = f64::midpoint(low, high);
            if decimals {
                let wide = high - low > LEAST_WIDTH;
                let parts = [Possible::Range(low, low), Possible::Range(high, high)];
                if !wide {
                    return parts.to_vec();
                }
                vec![Possible::Range(low, middle), Possible::Range(middle, high)]
            } else {
                vec![Possible::Range(low, middle.floor()), Possible::Range(middle.floor() + 1.0, high)]
            }
        }
        _ => Vec::new(),
    }
}

/// Splits by the first telling tick that is open. An exclusive one stands alone.
fn ticked_or_not(must: u64, may: u64, exclusive: u64, telling: u64) -> Vec<Possible> {
    let open = may & !must & telling;
    if open == 0 {
        return Vec::new();
    }
    let bit = 1_u64 << open.trailing_zeros();
    let ticked = if bit & exclusive != 0 {
        (must == 0).then_some(Possible::Ticks { must: bit, may: bit })
    } else {
        Some(Possible::Ticks { must: must | bit, may: may & !exclusive })
    };
    let not_ticked = (may & !bit != 0).then_some(Possible::Ticks { must, may: may & !bit });
    not_ticked.into_iter().chain(ticked).collect()
}
