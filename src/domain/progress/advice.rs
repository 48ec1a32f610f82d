//! What to do next, with the reason. Each piece of advice names the figure that it rests on.

use serde::Serialize;

use super::{DimensionLine, Pace, Progress, RECENT};
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;
use crate::domain::time::Day;

/// After so many days without an interview, another one is the first thing to do.
const LONG_AGO: i32 = 7;
/// From so many percent of its budget up, a step is worth training on its own.
const SLOW: u64 = 115;
/// From so far between own mark and level up, that is worth a word.
const BLIND: f64 = 0.75;

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "of")]
pub enum Deed {
    /// Sit an interview.
    Interview,
    /// Drill what is due.
    Review,
    /// Drill a dimension.
    Drill(Dimension),
    /// Sit one step alone.
    Sit(Step),
    /// Mark oneself again, with the descriptions of the levels at hand.
    Calibrate(Dimension),
}

/// A piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// What to do.
    pub deed: Deed,
    /// The same, in words.
    pub what: String,
    /// Why.
    pub why: String,
}

impl Advice {
    fn new(deed: Deed, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { deed, what: what.into(), why: why.into() }
    }
}

/// The most useful first. Never empty.
pub fn next(progress: &Progress) -> Vec<Advice> {
    if progress.sittings == 0 {
        let why = "Nothing is known about you yet: one sitting of 30 minutes fills this page.";
        let first = Advice::new(Deed::Interview, "Sit your first interview", why);
        return [Some(first), due(progress)].into_iter().flatten().collect();
    }
    let found = [long_ago(progress), due(progress), weakest(progress), slowest(progress), blind(progress)];
    let mut next: Vec<Advice> = found.into_iter().flatten().collect();
    if next.is_empty() {
        let why = "Nothing is due, nothing stands out as weak, and your time holds: take a harder case.";
        next.push(Advice::new(Deed::Interview, "Sit another interview", why));
    }
    next
}

fn long_ago(progress: &Progress) -> Option<Advice> {
    let last: Day = progress.last?;
    let days = progress.today.since(last);
    let why = format!("The last one was {days} days ago.");
    (days >= LONG_AGO).then(|| Advice::new(Deed::Interview, "Sit an interview", why))
}

fn due(progress: &Progress) -> Option<Advice> {
    let due = progress.drills.due;
    let (cards, wait) = if due == 1 { ("card", "waits") } else { ("cards", "wait") };
    let why = format!("{due} {cards} {wait} today.");
    (due > 0).then(|| Advice::new(Deed::Review, "Drill what is due", why))
}

/// The dimension whose gap costs the most points.
fn weakest(progress: &Progress) -> Option<Advice> {
    let cost = |line: &&DimensionLine| line.recent.map(|mean| (1.0 - mean) * f64::from(line.weight));
    let weak = progress.dimensions.iter().filter(|line| line.level.is_some_and(|level| level < 2));
    let line = weak.max_by(|one, other| cost(one).unwrap_or(0.0).total_cmp(&cost(other).unwrap_or(0.0)))?;
    let (lost, seen) = (cost(&line)?, line.dots.len().min(RECENT));
    let sittings = if seen == 1 { "sitting".to_owned() } else { format!("{seen} sittings") };
    let why = format!(
        "Level {} over the last {sittings} that reached it; that leaves {lost:.0} of its {} points.",
        line.level?, line.weight
    );
    Some(Advice::new(Deed::Drill(line.dimension), format!("Drill {}", line.title.to_lowercase()), why))
}

fn slowest(progress: &Progress) -> Option<Advice> {
    let over = |pace: &&Pace| pace.percent().filter(|percent| *percent >= SLOW);
    let pace = progress.pace.iter().filter(|pace| over(pace).is_some()).max_by_key(|pace| pace.percent())?;
    let what = format!("Sit step {} alone", pace.step.number());
    let why = format!(
        "It takes you {} of its {}, and ran over in {} of {}.",
        pace.used, pace.budget, pace.over, pace.sittings
    );
    Some(Advice::new(Deed::Sit(pace.step), what, why))
}

fn blind(progress: &Progress) -> Option<Advice> {
    let far = progress.calibration.iter().filter(|gap| gap.gap.abs() >= BLIND);
    let gap = far.max_by(|one, other| one.gap.abs().total_cmp(&other.gap.abs()))?;
    let side = if gap.gap > 0.0 { "above" } else { "below" };
    let why = format!("Your own marks are {:.1} {side} the levels.", gap.gap.abs());
    let what = format!("Read what the levels of {} mean", gap.title.to_lowercase());
    Some(Advice::new(Deed::Calibrate(gap.dimension), what, why))
}
