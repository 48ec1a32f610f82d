//! Days of practice. Missing a day costs nothing; the runs are told, never held against anybody.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ReviewDay, Sat};
use crate::domain::time::Day;

/// A day on which something was practiced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Practiced {
    /// Which.
    pub day: Day,
    /// Interviews sat to the end.
    pub sittings: u32,
    /// Grades given.
    pub grades: u32,
}

/// Days of practice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Days {
    /// Oldest first.
    pub practiced: Vec<Practiced>,
    /// Days in a row up to today, or up to yesterday where today is still to come.
    pub current: u32,
    /// The longest run of days.
    pub longest: u32,
}

/// The days of sittings and grades.
pub fn read(sat: &[&Sat], reviews: &[ReviewDay], today: Day) -> Days {
    let mut days: BTreeMap<Day, (u32, u32)> = BTreeMap::new();
    for sat in sat {
        days.entry(sat.day).or_default().0 += 1;
    }
    for review in reviews.iter().filter(|review| review.grades > 0) {
        days.entry(review.day).or_default().1 += review.grades;
    }
    let practiced: Vec<Practiced> =
        days.into_iter().map(|(day, (sittings, grades))| Practiced { day, sittings, grades }).collect();
    let (mut run, mut longest, mut last) = (0, 0, None);
    for Practiced { day, .. } in &practiced {
        let follows = last.is_some_and(|last: Day| day.since(last) == 1);
        run = if follows { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(*day);
    }
    let goes_on = last.is_some_and(|last| today.since(last) <= 1);
    Days { practiced, current: if goes_on { run } else { 0 }, longest }
}
