//! The way to the interview: how well things are to be remembered, what a day holds, and whether that will do.

use super::forgetting::{self, Next};
use super::queue::{Wish, queue};
use super::{Card, CardId, Deck, Grade, Graded, Limits, Settings};
use crate::domain::chance::Chance;
use crate::domain::drill::catalog::Entry;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::time::{Day, Timestamp};

/// The chance of recall aimed at on the day of the interview.
pub const AIM: f64 = 0.9;
/// From so many days before the interview the target rises, from [`FAR`] to [`NEAR`].
const RISE: i32 = 28;
const FAR: f64 = 0.85;
const NEAR: f64 = 0.95;
/// In the last days, whatever would fall below the aim on the day itself is wanted.
const LAST_DAYS: i32 = 5;
/// By so many days before the interview everything new should have been seen, so that it can settle. What has not
/// comes all the same, as much as the limits allow: a card seen once is worth more than one never seen.
const SETTLES: i32 = 6;

/// The chance of recall at which cards come back: rising towards the interview, and as set while none is ahead.
pub fn retention(settings: &Settings, today: Day) -> f64 {
    match settings.interview.map(|day| day.since(today)) {
        Some(left @ 0..RISE) => FAR + (NEAR - FAR) * f64::from(RISE - left) / f64::from(RISE),
        Some(RISE..) => FAR,
        _ => f64::from(settings.retention.0) / 100.0,
    }
}

/// Whether it is the evening before: a day to rest.
pub fn is_rest(interview: Option<Day>, today: Day) -> bool {
    interview.is_some_and(|day| day.since(today) == 1)
}

/// A card that would be forgotten by the interview comes back once more before it, in the week that ends two days
/// before; which day of that week, its name decides, so that they don't all come at once.
pub fn before_interview(next: Next, id: &CardId, interview: Option<Day>, today: Day) -> Next {
    let Some(day) = interview.filter(|day| day.since(today) > 2) else { return next };
    let last = day.plus(-2);
    if next.due <= last || forgetting::recall(Some(next.trace), day) >= AIM {
        return next;
    }
    let spread = Fingerprint::of([id.0.as_bytes()]).check_sum().rem_euclid(5) as i32;
    let due = last.plus(-spread).max(today.plus(1)).min(next.due);
    Next { due, ..next }
}

/// Whether a card that was graded before is wanted on a day.
pub fn is_wanted(card: &Card, interview: Option<Day>, today: Day) -> bool {
    if card.is_due(today) {
        return true;
    }
    let last_days = interview.filter(|day| (2..=LAST_DAYS).contains(&day.since(today)));
    let settled = card.trace.is_some_and(|trace| trace.last >= today);
    last_days.is_some_and(|day| !settled && card.is_open(today) && forgetting::recall(card.trace, day) < AIM)
}

/// How many of so many new cards a day takes: with an interview ahead, an even share of the days after which they can
/// still settle; in the last days, all that the limits allow.
pub fn new_today(deck: &Deck, unseen: usize, today: Day) -> usize {
    let Some(day) = deck.settings.interview.filter(|day| *day >= today) else { return unseen };
    let days = (day.since(today) - SETTLES).max(1);
    let share = unseen.div_ceil(days as usize);
    share.max(3).min(unseen)
}

/// Farther ahead nothing is foretold: by then much else will have changed.
const FORESIGHT: i32 = 180;

/// What is to be expected on the day of the interview.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The mean chance of recall on that day, over the cards seen by then.
    pub recall: f64,
    /// Cards seen by then.
    pub seen: usize,
    /// All cards.
    pub all: usize,
    /// Cards from interviews that will not have been seen.
    pub missed_unseen: usize,
    /// Minutes on the longest day.
    pub longest: u32,
}

impl Forecast {
    /// Whether the aim is reached, and everything that interviews showed to be missing is seen.
    pub fn reaches_aim(&self) -> bool {
        self.recall >= AIM && self.missed_unseen == 0
    }
}

/// Goes through the days up to the interview with a learner who remembers as the model says, within the limits.
/// None without a date, when it is past, or more than half a year ahead.
pub fn forecast(deck: &Deck, catalog: &[Entry], today: Day) -> Option<Forecast> {
    let day = deck.settings.interview.filter(|day| (1..=FORESIGHT).contains(&day.since(today)))?;
    let mut learner = Learner::new(deck.clone(), 1);
    let mut longest = 0;
    for at in today.0..day.0 {
        longest = longest.max(learner.day(catalog, Day(at)));
    }
    Some(learner.on_the_day(catalog, day, longest))
}

/// The smallest cap, in minutes a day, under which every card is seen and the aim is reached; none where two hours are
/// not enough either.
pub fn minutes_needed(deck: &Deck, catalog: &[Entry], today: Day) -> Option<u32> {
    const CAPS: [u32; 8] = [10, 15, 20, 30, 45, 60, 90, 120];
    CAPS.into_iter().find(|minutes| {
        let mut deck = deck.clone();
        deck.settings.limits = Limits { minutes: *minutes, new: u32::MAX, reviews: u32::MAX };
        forecast(&deck, catalog, today).is_some_and(|told| told.reaches_aim() && told.seen == told.all)
    })
}

/// A learner who remembers as FSRS says.
struct Learner {
    deck: Deck,
    chance: Chance,
    clock: i64,
}

impl Learner {
    fn new(deck: Deck, seed: u64) -> Self {
        let clock = deck.reviews.iter().map(|review| review.at.0).max().unwrap_or(0);
        Self { deck, chance: Chance::new(seed), clock }
    }

    /// Practices for a day; gives back how many minutes that took.
    fn day(&mut self, catalog: &[Entry], today: Day) -> u32 {
        let wish = Wish { seed: today.0 as u64, ..Wish::default() };
        let queue = queue(&self.deck, catalog, &wish, today);
        let share = queue.seconds * 1000 / (queue.cards.len() as u32).max(1);
        for id in queue.cards {
            self.practice(&id, today, share);
        }
        queue.seconds / 60
    }

    fn practice(&mut self, id: &CardId, today: Day, millis: u32) {
        let trace = self.deck.card(id).and_then(|card| card.trace);
        let recall = trace.map_or(0.6, |trace| forgetting::recall(Some(trace), today));
        let grade = if self.chance.share() < recall { Grade::Good } else { Grade::Again };
        let grades = if grade == Grade::Again { vec![grade, Grade::Good] } else { vec![grade] };
        for (number, grade) in grades.into_iter().enumerate() {
            self.clock += 1;
            let millis = if number == 0 { millis } else { 0 };
            let given = Graded { card: id.clone(), grade, proposed: None, millis, answer: String::new() };
            self.deck.grade(given, Timestamp(self.clock), today);
        }
    }

    fn on_the_day(&self, catalog: &[Entry], day: Day, longest: u32) -> Forecast {
        let traces = catalog.iter().filter_map(|entry| self.deck.card(&entry.id)?.trace);
        let recalls: Vec<f64> = traces.map(|trace| forgetting::recall(Some(trace), day)).collect();
        let missed = catalog.iter().filter_map(|entry| self.deck.card(&entry.id));
        let missed = missed.filter(|card| card.origin.is_some() && card.trace.is_none() && !card.suspended);
        Forecast {
            recall: recalls.iter().fold(0.0, |sum, recall| sum + recall) / recalls.len().max(1) as f64,
            seen: recalls.len(),
            all: catalog.len(),
            missed_unseen: missed.count(),
            longest,
        }
    }
}

#[cfg(test)]
mod tests;
