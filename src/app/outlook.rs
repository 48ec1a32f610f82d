//! What the day holds, in a few numbers for the home screen.

use crate::domain::drill::catalog::catalog;
use crate::domain::playbook::Playbook;
use crate::domain::schedule::queue::{Hidden, Wish, queue};
use crate::domain::schedule::{Deck, plan};
use crate::domain::time::Now;

/// What the day holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outlook {
    /// Cards that are due, within the limits.
    pub due: usize,
    /// New cards, within the limits.
    pub new: usize,
    /// About how long both take, in minutes.
    pub minutes: u32,
    /// What the limits keep back.
    pub hidden: Hidden,
    /// Days until the interview, if its date is set and not past.
    pub days_left: Option<i32>,
    /// Whether it is the evening before.
    pub is_rest: bool,
}

impl Outlook {
    /// As of now.
    pub fn of(playbook: &Playbook, deck: &Deck, now: Now) -> Self {
        let today = now.day();
        let found = queue(deck, &catalog(playbook, deck), &Wish::default(), today);
        let interview = deck.settings.interview;
        Self {
            due: found.due,
            new: found.new,
            minutes: found.seconds.div_ceil(60),
            hidden: found.hidden,
            days_left: interview.map(|day| day.since(today)).filter(|days| *days >= 0),
            is_rest: plan::is_rest(interview, today),
        }
    }
}
