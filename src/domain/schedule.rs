//! The memory: cards, when they come back, the daily limits, and the plan towards the interview.
//!
//! A card is one drill item under an id that survives edits of its text. Its state is what FSRS keeps of it
//! ([`forgetting`]); a [`Deck`] holds all cards with the recent grades, and every change of it comes as a list of
//! [`Change`]s to be written down, and as a [`Step`] that can be taken back. Days are the learner's, from 04:00.

pub mod agenda;
mod card;
mod deck;
pub mod forgetting;
pub mod harvest;
pub mod plan;
pub mod queue;
mod settings;

pub use card::{Card, CardId, Origin, Subject, Trace};
pub use deck::{Change, Deck, Done, Graded, Review, Step};
pub use settings::{Extra, Limits, Overrides, Retention, Settings};

use serde::{Deserialize, Serialize};

/// How well a card was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Not recalled.
    Again,
    /// Recalled, with effort.
    Hard,
    /// Recalled.
    Good,
    /// Recalled at once.
    Easy,
}

impl Grade {
    /// All grades, from the lowest.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The grade of this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| i64::from(grade.number()) == number)
    }

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Whether the card was recalled.
    pub fn is_recalled(self) -> bool {
        self != Self::Again
    }
}
