//! How memory fades, by FSRS 6 with its published default parameters
//! (<https://github.com/open-spaced-repetition/fsrs-rs>).

use std::sync::LazyLock;

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};

use super::{Grade, Trace};
use crate::domain::time::Day;

/// The longest interval, in days.
pub const LONGEST: i32 = 365;
static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// What a grade would make of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    /// What is remembered.
    pub trace: Trace,
    /// The day on which it comes back; today after "again".
    pub due: Day,
}

/// What each grade would make of a card today, from [`Grade::Again`] up. `retention` is the chance of recall at which
/// it is to come back, 0.7 to 0.97.
pub fn next(trace: Option<Trace>, today: Day, retention: f64) -> [Next; 4] {
    let state = trace.map(|trace| MemoryState { stability: trace.stability, difficulty: trace.difficulty });
    let elapsed = trace.map_or(0, |trace| (today.0 - trace.last.0).max(0));
    let retention = retention.clamp(0.7, 0.97) as f32;
    let outcome = MODEL.next_states(state, retention, elapsed as u32);
    Grade::ALL.map(|grade| {
        let item = outcome.as_ref().ok().map(|states| match grade {
            Grade::Again => &states.again,
            Grade::Hard => &states.hard,
            Grade::Good => &states.good,
            Grade::Easy => &states.easy,
        });
        // The model refuses only what is no number; such a trace begins anew.
        let (stability, difficulty, interval) = item
            .map_or((0.5, 5.0, 1.0), |item| (item.memory.stability, item.memory.difficulty, item.interval));
        let trace = Trace { stability, difficulty, last: today };
        let days = if grade == Grade::Again { 0 } else { (interval.round() as i32).clamp(1, LONGEST) };
        Next { trace, due: Day(today.0 + days) }
    })
}

/// The chance of recall on a day, 0 to 1; 0 for a card never graded.
pub fn recall(trace: Option<Trace>, on: Day) -> f64 {
    trace.map_or(0.0, |trace| {
        let state = MemoryState { stability: trace.stability, difficulty: trace.difficulty };
        let elapsed = (on.0 - trace.last.0).max(0) as f32;
        f64::from(current_retrievability(state, elapsed, FSRS6_DEFAULT_DECAY)).clamp(0.0, 1.0)
    })
}

/// `<10 min`, `3 d`, `2 months`: how long until a card comes back.
pub fn interval_words(today: Day, due: Day) -> String {
    match due.0 - today.0 {
        ..=0 => "<10 min".to_owned(),
        days @ 1..=59 => format!("{days} d"),
        days @ 60..=364 => format!("{} months", (f64::from(days) / 30.4).round()),
        _ => "1 year".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The vectors in the documentation of `FSRS::next_states`.
    #[test]
    fn a_new_card_gets_the_published_states() {
        let states = next(None, Day(100), 0.9);
        let published = [(0.212, 6.4133), (1.2931, 5.112_170_7), (2.3065, 2.118_104), (8.2956, 1.0)];
        for (next, (stability, difficulty)) in states.iter().zip(published) {
            assert!((next.trace.stability - stability).abs() < 1e-4, "{next:?}");
            assert!((next.trace.difficulty - difficulty).abs() < 1e-4, "{next:?}");
        }
        assert_eq!(states.map(|next| next.due.0), [100, 101, 102, 108]);
    }

    /// The history of the crate's own `test_next_states` and `test_memo_state`: again, good, good, good, good, good
    /// after 0, 1, 3, 8, 21 days, with the default parameters.
    #[test]
    fn a_history_gets_the_state_that_the_crate_gives_for_it() {
        let history = [
            (Grade::Again, 0_u32),
            (Grade::Good, 0),
            (Grade::Good, 1),
            (Grade::Good, 3),
            (Grade::Good, 8),
            (Grade::Good, 21),
        ];
        let (mut trace, mut today) = (None, Day(0));
        for (grade, delta) in history {
            today = Day(today.0 + delta as i32);
            trace = Some(next(trace, today, 0.9)[grade as usize].trace);
        }
        let reviews = history
            .iter()
            .map(|(grade, delta)| fsrs::FSRSReview { rating: u32::from(grade.number()), delta_t: *delta });
        let item = fsrs::FSRSItem { reviews: reviews.collect() };
        let expected = FSRS::default().memory_state(item, None).unwrap();
        let trace = trace.unwrap();
        assert_eq!((trace.stability, trace.difficulty), (expected.stability, expected.difficulty));
    }

    #[test]
    fn recall_is_ninety_percent_after_the_stability() {
        let trace = Trace { stability: 12.0, difficulty: 5.0, last: Day(10) };
        assert!((recall(Some(trace), Day(22)) - 0.9).abs() < 1e-4);
        assert!((recall(Some(trace), Day(10)) - 1.0).abs() < 1e-6);
        assert!((recall(Some(trace), Day(-400)) - 1.0).abs() < 1e-6, "a clock set back forgets nothing");
    }

    #[test]
    fn intervals_are_told_in_words() {
        let words = |days| interval_words(Day(5), Day(5 + days));
        assert_eq!(
            [words(0), words(1), words(59), words(91), words(365)],
            ["<10 min", "1 d", "59 d", "3 months", "1 year"]
        );
    }

    proptest! {
        #[test]
        fn a_better_grade_never_comes_back_sooner(
            stability in 0.001..36_500.0_f32,
            difficulty in 1.0..10.0_f32,
            elapsed in -10..20_000_i32,
            retention in 0.0..1.0_f64,
        ) {
            let trace = Trace { stability, difficulty, last: Day(1_000) };
            let states = next(Some(trace), Day(1_000 + elapsed), retention);
            let due = states.map(|next| next.due.0);
            prop_assert!(due.is_sorted(), "{due:?}");
            prop_assert!(due[3] - (1_000 + elapsed) <= LONGEST);
            for next in states {
                prop_assert!(next.trace.stability > 0.0 && next.trace.stability.is_finite());
                prop_assert!((1.0..=10.0).contains(&next.trace.difficulty));
            }
        }
    }
}
