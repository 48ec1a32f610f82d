//! Which cards come next: what is due first, then what is new, within the limits of the day.

use std::collections::BTreeMap;

use super::{Card, CardId, Deck, forgetting, plan};
use crate::domain::chance::Chance;
use crate::domain::drill::DrillKind;
use crate::domain::drill::catalog::Entry;
use crate::domain::rubric::Dimension;
use crate::domain::time::Day;

/// How many cards a drill of one kind has, where nobody said.
const USUAL_COUNT: usize = 10;
/// After so many grades of a kind, one's own pace counts instead of the usual one.
const OWN_PACE: usize = 5;
/// The order in which kinds take turns among new cards: short ones often, long ones seldom.
const TURNS: [DrillKind; 14] = [
    DrillKind::Recall,
    DrillKind::Tradeoff,
    DrillKind::Recall,
    DrillKind::Estimate,
    DrillKind::Recall,
    DrillKind::Review,
    DrillKind::Tradeoff,
    DrillKind::Recall,
    DrillKind::Estimate,
    DrillKind::Explain,
    DrillKind::Recall,
    DrillKind::Review,
    DrillKind::Curveball,
    DrillKind::Clarify,
];

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// Only this kind. Whoever names a kind or page is not held back by the limits of the day.
    pub kind: Option<DrillKind>,
    /// Only cards of this page.
    pub page: Option<String>,
    /// Only cards that train this.
    pub dimension: Option<Dimension>,
    /// At most so many.
    pub count: Option<usize>,
    /// At most so many minutes, in place of the limit of the day.
    pub minutes: Option<u32>,
    /// Only what is due.
    pub due_only: bool,
    /// Decides the order where nothing else does, and the numbers of estimates.
    pub seed: u64,
}

impl Wish {
    /// Whether it names what it wants, rather than taking what the day brings.
    pub fn is_special(&self) -> bool {
        self.kind.is_some() || self.page.is_some() || self.dimension.is_some()
    }
}

/// What the limits of the day keep back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hidden {
    /// Cards never seen.
    pub new: usize,
    /// Cards that are due.
    pub reviews: usize,
}

/// The cards of a session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// In order.
    pub cards: Vec<CardId>,
    /// How many of them were due.
    pub due: usize,
    /// How many of them are new.
    pub new: usize,
    /// About how long they take.
    pub seconds: u32,
    /// What the limits keep back.
    pub hidden: Hidden,
}

/// How long a card of this kind takes this learner, in seconds.
pub fn pace(deck: &Deck, kind: DrillKind) -> u32 {
    let prefix = format!("{}/", kind.id());
    let own: Vec<u32> = deck
        .reviews
        .iter()
        .rev()
        .filter(|review| review.card.0.starts_with(&prefix) && review.millis > 0)
        .take(40)
        .map(|review| review.millis.min(600_000) / 1000)
        .collect();
    if own.len() < OWN_PACE {
        return kind.usual_seconds();
    }
    (own.iter().sum::<u32>() / own.len() as u32).max(5)
}

/// The cards that a wish gets.
pub fn queue(deck: &Deck, catalog: &[Entry], wish: &Wish, today: Day) -> Queue {
    let sorted = Sorted::of(deck, catalog, wish, today);
    if wish.is_special() { sorted.special(wish) } else { sorted.daily(deck, wish, today) }
}

/// The cards that fit a wish, in the order in which they would be taken.
struct Sorted<'a> {
    due: Vec<&'a Entry>,
    new: Vec<&'a Entry>,
    ahead: Vec<&'a Entry>,
    pace: BTreeMap<DrillKind, u32>,
}

impl<'a> Sorted<'a> {
    fn of(deck: &Deck, catalog: &'a [Entry], wish: &Wish, today: Day) -> Self {
        let fits = |entry: &&Entry| {
            wish.kind.is_none_or(|kind| entry.kind == kind)
                && wish.page.as_ref().is_none_or(|page| entry.subject.page() == page)
                && wish.dimension.is_none_or(|wanted| entry.dimension == Some(wanted))
                && deck.card(&entry.id).is_none_or(|card| card.is_open(today))
        };
        let mut all: Vec<&Entry> = catalog.iter().filter(fits).collect();
        Chance::new(wish.seed).shuffle(&mut all);
        let interview = deck.settings.interview;
        let (mut due, mut new, mut ahead) = (Vec::new(), Vec::new(), Vec::new());
        for entry in all {
            match deck.card(&entry.id) {
                Some(card) if card.trace.is_some() => {
                    let wanted = plan::is_wanted(card, interview, today);
                    if wanted {
                        due.push((urgency(card, interview, today), entry));
                    } else {
                        ahead.push((card.due, entry));
                    }
                }
                card => new.push((card.is_none_or(|card| card.origin.is_none()), entry)),
            }
        }
        due.sort_by(|one, other| one.0.total_cmp(&other.0));
        ahead.sort_by_key(|(due, _)| *due);
        new.sort_by_key(|(is_plain, _)| *is_plain);
        let missed = new.iter().take_while(|(is_plain, _)| !is_plain).count();
        let new: Vec<&Entry> = new.into_iter().map(|(_, entry)| entry).collect();
        let (missed, plain) = new.split_at(missed);
        Self {
            due: due.into_iter().map(|(_, entry)| entry).collect(),
            new: missed.iter().copied().chain(by_turns(plain)).collect(),
            ahead: ahead.into_iter().map(|(_, entry)| entry).collect(),
            pace: DrillKind::ALL.into_iter().map(|kind| (kind, pace(deck, kind))).collect(),
        }
    }

    fn seconds(&self, entry: &Entry) -> u32 {
        self.pace.get(&entry.kind).copied().unwrap_or(60)
    }

    /// As many as the day allows.
    fn daily(&self, deck: &Deck, wish: &Wish, today: Day) -> Queue {
        let left = deck.left(today);
        let room = wish.minutes.unwrap_or(left.minutes) * 60;
        let mut queue = Queue::default();
        let mut taken: Vec<&Entry> = Vec::new();
        for entry in &self.due {
            let fits = queue.due < left.reviews as usize && queue.seconds < room;
            if fits && wish.count.is_none_or(|count| taken.len() < count) {
                queue.due += 1;
                queue.seconds += self.seconds(entry);
                taken.push(entry);
            } else if !fits {
                queue.hidden.reviews += 1;
            }
        }
        // Behind: new cards wait until what is due is done.
        let new = plan::new_today(deck, self.new.len(), today).min(left.new as usize);
        let allowed = if queue.hidden.reviews > 0 || wish.due_only { 0 } else { new };
        let reviews = taken.len();
        for entry in balanced(&self.new, &taken) {
            let fits = queue.new < allowed && queue.seconds < room;
            if fits && wish.count.is_none_or(|count| taken.len() < count) {
                queue.new += 1;
                queue.seconds += self.seconds(entry);
                taken.push(entry);
            } else if !fits && !wish.due_only {
                queue.hidden.new += 1;
            }
        }
        debug_assert_eq!(reviews, queue.due, "what is due comes first");
        queue.cards = taken.into_iter().map(|entry| entry.id.clone()).collect();
        queue
    }

    /// What was asked for by name: due, then new, then ahead of time.
    fn special(&self, wish: &Wish) -> Queue {
        let count = wish.count.unwrap_or(if wish.minutes.is_some() { usize::MAX } else { USUAL_COUNT });
        let room = wish.minutes.map_or(u32::MAX, |minutes| minutes * 60);
        let rest: &[&[&Entry]] = if wish.due_only { &[] } else { &[&self.new, &self.ahead] };
        let mut queue = Queue::default();
        let mut taken: Vec<&Entry> = Vec::new();
        for (number, group) in std::iter::once(self.due.as_slice()).chain(rest.iter().copied()).enumerate() {
            for entry in balanced(group, &taken) {
                if taken.len() >= count || queue.seconds >= room {
                    break;
                }
                queue.due += usize::from(number == 0);
                queue.new += usize::from(number == 1);
                queue.seconds += self.seconds(entry);
                taken.push(entry);
            }
        }
        queue.cards = taken.into_iter().map(|entry| entry.id.clone()).collect();
        queue
    }
}

/// What is most at risk comes first: by the chance of recall today, or, with an interview ahead, on its day.
fn urgency(card: &Card, interview: Option<Day>, today: Day) -> f64 {
    let day = interview.filter(|day| *day >= today).unwrap_or(today);
    forgetting::recall(card.trace, day)
}

/// Kinds take turns; within a kind the order stays.
fn by_turns<'a>(entries: &[&'a Entry]) -> Vec<&'a Entry> {
    let mut kinds: BTreeMap<DrillKind, std::collections::VecDeque<&Entry>> = BTreeMap::new();
    for entry in entries {
        kinds.entry(entry.kind).or_default().push_back(entry);
    }
    let mut order = Vec::with_capacity(entries.len());
    while order.len() < entries.len() {
        let turn = TURNS.iter().filter_map(|kind| kinds.get_mut(kind)?.pop_front());
        order.extend(turn);
    }
    order
}

/// The same entries, with trade-offs in such an order that no side wins much more often than another: wherever a
/// trade-off comes, it is the next one of the side that has won least so far.
fn balanced<'a>(entries: &[&'a Entry], before: &[&Entry]) -> Vec<&'a Entry> {
    let mut wins: BTreeMap<usize, usize> = BTreeMap::from([(0, 0), (1, 0)]);
    for side in before.iter().filter_map(|entry| entry.side) {
        *wins.entry(side).or_default() += 1;
    }
    let is_tradeoff = |entry: &&&Entry| entry.kind == DrillKind::Tradeoff;
    let mut left: Vec<&Entry> = entries.iter().filter(is_tradeoff).copied().collect();
    let mut order = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.kind != DrillKind::Tradeoff {
            order.push(*entry);
            continue;
        }
        let count =
            |entry: &Entry| entry.side.map_or(usize::MAX, |side| wins.get(&side).copied().unwrap_or(0));
        let first = left.first().filter(|first| first.side.is_none());
        let best = match first {
            Some(_) => 0,
            None => (0..left.len())
                .min_by_key(|at| (left.get(*at).map_or(usize::MAX, |entry| count(entry)), *at))
                .unwrap_or(0),
        };
        let chosen = left.remove(best);
        if let Some(side) = chosen.side {
            *wins.entry(side).or_default() += 1;
        }
        order.push(chosen);
    }
    order
}

#[cfg(test)]
mod tests;
