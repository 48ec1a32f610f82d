//! How the drills go: what was recalled week by week, and what the coming days bring.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Record;
use crate::domain::time::Day;

/// How many weeks are told.
const WEEKS: i32 = 12;
/// How many days ahead are told.
const AHEAD: i32 = 14;

/// The grades of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ReviewDay {
    /// The learner's day.
    pub day: Day,
    /// Grades given.
    pub grades: u32,
    /// Those of cards that had been seen before.
    pub repeated: u32,
    /// Those among them that were recalled.
    pub recalled: u32,
    /// Time they took, in milliseconds.
    pub millis: u64,
}

/// Seven days that end today, or a week or more before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Its first day.
    pub from: Day,
    /// Grades of cards that had been seen before.
    pub repeated: u32,
    /// Those among them that were recalled.
    pub recalled: u32,
}

impl Week {
    /// The share that was recalled, in percent; none where nothing came back.
    pub fn percent(&self) -> Option<u32> {
        (self.repeated > 0).then(|| (self.recalled * 100 + self.repeated / 2) / self.repeated)
    }
}

/// Cards that come back on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ahead {
    /// Which.
    pub day: Day,
    /// How many.
    pub cards: u32,
}

/// How the drills go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Drills {
    /// Cards with a state.
    pub cards: usize,
    /// Cards that wait today, those that are overdue included.
    pub due: u32,
    /// Twelve weeks, oldest first.
    pub weeks: Vec<Week>,
    /// From today on, fourteen days; today has what is overdue.
    pub ahead: Vec<Ahead>,
}

/// Reads the record as of a day.
pub fn read(record: &Record, today: Day) -> Drills {
    let open = record.deck.cards.values().filter(|card| card.trace.is_some() && !card.suspended);
    let mut by_day: BTreeMap<Day, u32> = BTreeMap::new();
    for card in open {
        *by_day.entry(card.due.max(today)).or_default() += 1;
    }
    let cards = |day: Day| by_day.get(&day).copied().unwrap_or(0);
    let ahead = (0..AHEAD).map(|days| today.plus(days));
    Drills {
        cards: record.deck.cards.values().filter(|card| card.trace.is_some()).count(),
        due: record.deck.cards.values().filter(|card| card.is_due(today)).count() as u32,
        weeks: (0..WEEKS).rev().map(|back| week(record, today.plus(-7 * back - 6))).collect(),
        ahead: ahead.map(|day| Ahead { day, cards: cards(day) }).collect(),
    }
}

fn week(record: &Record, from: Day) -> Week {
    let days = record.reviews.iter().filter(|review| (0..7).contains(&review.day.since(from)));
    days.fold(Week { from, repeated: 0, recalled: 0 }, |week, day| Week {
        repeated: week.repeated + day.repeated,
        recalled: week.recalled + day.recalled,
        ..week
    })
}
