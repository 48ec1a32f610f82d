//! What to do today in so many minutes, and why.

use std::collections::BTreeMap;

use super::plan::{self, Forecast};
use super::queue::{Hidden, Wish, pace, queue};
use super::{Deck, forgetting};
use crate::domain::drill::DrillKind;
use crate::domain::drill::catalog::Entry;
use crate::domain::id::CaseId;
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::playbook::Playbook;
use crate::domain::rubric::Dimension;
use crate::domain::sitting::SittingRow;
use crate::domain::step::Step;
use crate::domain::time::Day;

/// From so many minutes on, a whole case fits.
const WHOLE_CASE: u32 = 45;
/// A step shorter than this is not worth opening a case for.
const SHORTEST_STEP: u32 = 4;
/// The length of a usual sitting, from which a step's share is taken.
const SITTING: u32 = 45;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// The cards of the day.
    Cards {
        /// That are due.
        due: usize,
        /// That are new.
        new: usize,
        /// About how long.
        minutes: u32,
    },
    /// A drill of what went worst.
    Drill {
        /// Which.
        kind: DrillKind,
        /// What it trains, where that is known.
        dimension: Option<Dimension>,
        /// About how long.
        minutes: u32,
    },
    /// A case, or one step of it.
    Case {
        /// Which.
        case: CaseId,
        /// Its title.
        title: String,
        /// The only step, where the time is short.
        step: Option<Step>,
        /// The length of the sitting to ask for.
        sitting: u32,
        /// About how long.
        minutes: u32,
        /// Whether it was never sat.
        is_new: bool,
    },
}

/// A plan for today.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    /// For so many minutes.
    pub minutes: u32,
    /// In this order.
    pub items: Vec<Item>,
    /// What the limits of the day keep back.
    pub hidden: Hidden,
    /// Days until the interview.
    pub days_left: Option<i32>,
    /// Whether it is the evening before.
    pub is_rest: bool,
    /// The chance of recall at which cards come back today.
    pub retention: f64,
    /// What is to be expected on the day.
    pub forecast: Option<Forecast>,
    /// Minutes a day under which everything would be seen and known by then, where today's cap is not enough.
    pub needed: Option<u32>,
}

/// Plans so many minutes of today. `sittings` are those of before, newest first.
pub fn agenda(
    playbook: &Playbook,
    entries: &[Entry],
    deck: &Deck,
    sittings: &[SittingRow],
    (today, minutes): (Day, u32),
) -> Agenda {
    let interview = deck.settings.interview;
    let is_rest = plan::is_rest(interview, today);
    let mut agenda = Agenda {
        minutes,
        items: Vec::new(),
        hidden: Hidden::default(),
        days_left: interview.map(|day| day.since(today)).filter(|days| *days >= 0),
        is_rest,
        retention: plan::retention(&deck.settings, today),
        forecast: plan::forecast(deck, entries, today),
        needed: None,
    };
    if agenda.forecast.is_some_and(|told| !told.reaches_aim() || told.seen < told.all) {
        agenda.needed = plan::minutes_needed(deck, entries, today);
    }
    if is_rest {
        return agenda;
    }
    let weakest = weakest(entries, deck, today);
    let for_cards = if minutes < 15 { minutes * 3 / 5 } else { (minutes * 2 / 5).min(12) };
    let left = deck.left(today).minutes;
    let wish = Wish { minutes: Some(for_cards.min(left)), ..Wish::default() };
    let found = queue(deck, entries, &wish, today);
    agenda.hidden = queue(deck, entries, &Wish::default(), today).hidden;
    let mut used = 0;
    if !found.cards.is_empty() {
        used = found.seconds.div_ceil(60);
        agenda.items.push(Item::Cards { due: found.due, new: found.new, minutes: used });
    }
    let kind = kind_for(entries, weakest);
    let rest = minutes.saturating_sub(used);
    let for_drill = if minutes < 15 { rest } else { (minutes / 6).max(pace(deck, kind).div_ceil(60)) };
    if for_drill > 0 && rest > 0 {
        agenda.items.push(Item::Drill { kind, dimension: weakest, minutes: for_drill.min(rest) });
        used += for_drill.min(rest);
    }
    let rest = minutes.saturating_sub(used);
    agenda.items.extend(case(playbook, sittings, weakest, rest));
    agenda
}

/// The dimension in which most went wrong lately: points and facts that interviews missed and that are not known yet
/// count twice, cards that were forgotten once.
pub fn weakest(entries: &[Entry], deck: &Deck, today: Day) -> Option<Dimension> {
    let mut wrong: BTreeMap<Dimension, u32> = BTreeMap::new();
    for entry in entries {
        let (Some(dimension), Some(card)) = (entry.dimension, deck.card(&entry.id)) else { continue };
        let is_missed = card.origin.is_some() && forgetting::recall(card.trace, today) < plan::AIM;
        let forgotten =
            deck.reviews.iter().filter(|review| review.card == entry.id && !review.grade.is_recalled());
        let weight = if is_missed { 2 } else { 0 } + forgotten.count() as u32;
        *wrong.entry(dimension).or_default() += weight;
    }
    let worst = wrong.into_iter().filter(|(_, weight)| *weight > 0).max_by_key(|(_, weight)| *weight);
    worst.map(|(dimension, _)| dimension)
}

/// The kind of drill that trains a dimension best: the one with most cards for it, recall aside.
fn kind_for(entries: &[Entry], dimension: Option<Dimension>) -> DrillKind {
    let Some(dimension) = dimension else { return DrillKind::Tradeoff };
    let count = |kind: DrillKind| {
        entries.iter().filter(|entry| entry.kind == kind && entry.dimension == Some(dimension)).count()
    };
    let kinds = DrillKind::ALL.into_iter().filter(|kind| *kind != DrillKind::Recall && count(*kind) > 0);
    kinds.max_by_key(|kind| count(*kind)).unwrap_or(DrillKind::Tradeoff)
}

/// The case that was tried longest ago, whole where there is time, else the step in which the weakest dimension
/// counts.
fn case(
    playbook: &Playbook,
    sittings: &[SittingRow],
    weakest: Option<Dimension>,
    minutes: u32,
) -> Option<Item> {
    if minutes < SHORTEST_STEP {
        return None;
    }
    let tried = |id: &CaseId| sittings.iter().filter(|row| row.case == *id).map(|row| row.opened).max();
    let case = playbook.cases.values().min_by_key(|case| tried(&case.id))?;
    let (step, sitting) = if minutes >= WHOLE_CASE {
        (None, minutes.min(60))
    } else {
        let guide = weakest.and_then(|dimension| playbook.rubric.guide(dimension));
        let step = guide.map_or(Step::DeepDive, |guide| guide.step);
        let plan = Plan::whole(&playbook.framework, SITTING, BudgetScale::Normal);
        let usual = (plan.budget(step).whole_seconds() / 60).max(1) as u32;
        (Some(step), (SITTING * minutes / usual).clamp(5, 60))
    };
    let planned = Plan::whole(&playbook.framework, sitting, BudgetScale::Normal);
    let takes = step.map_or(sitting, |step| (planned.budget(step).whole_seconds().div_ceil(60)) as u32);
    let (id, title) = (case.id.clone(), case.title.clone());
    let is_new = tried(&id).is_none();
    Some(Item::Case { case: id, title, step, sitting, minutes: takes, is_new })
}
