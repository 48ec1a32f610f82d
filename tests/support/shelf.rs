//! A history in memory that answers like the real one, at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use greenroom::app::action::{Action, History};
use greenroom::app::effect::Effect;
use greenroom::domain::comparison::compare;
use greenroom::domain::id::PageId;
use greenroom::domain::interview::Interview;
use greenroom::domain::playbook::Snapshot;
use greenroom::domain::progress::{Figures, Record, ReviewDay, Sat};
use greenroom::domain::schedule::{Change, Deck, Settings};
use greenroom::domain::sitting::{Draft, Pane, Sitting, SittingId, SittingRow};
use greenroom::domain::time::{Now, SessionTime, Timestamp};

/// A sitting as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The log.
    pub interview: Interview,
    /// What it is sat with.
    pub snapshot: Arc<Snapshot>,
    /// What stands in the fields.
    pub drafts: BTreeMap<Pane, Draft>,
    /// The latest session time on record.
    pub clock: SessionTime,
    /// Wall time of that.
    pub seen: Timestamp,
    /// The overall score.
    pub score: Option<u32>,
    /// Whether it is in the trash.
    pub is_trashed: bool,
}

/// The history.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// By number.
    pub sittings: BTreeMap<SittingId, Kept>,
    /// Past searches, newest first.
    pub searches: Vec<String>,
    /// How far pages were read.
    pub positions: BTreeMap<PageId, u64>,
    /// Sittings of which only the figures are kept here.
    pub sat_before: Vec<Sat>,
    /// The cards.
    pub deck: Deck,
    /// Whether nothing can be written. Then nothing is called saved.
    pub is_full: bool,
    settings: BTreeMap<&'static str, String>,
    open: Option<SittingId>,
}

impl Shelf {
    /// Carries out an effect on the history and gives the answers; an effect that is about something else comes back.
    pub fn carry_out(&mut self, effect: Effect, now: Now) -> Result<Vec<Action>, Box<Effect>> {
        match effect {
            Effect::StartSitting { opening, snapshot } => {
                let id = SittingId(self.sittings.len() as i64 + 1);
                let kept = Kept {
                    interview: Interview::open(*opening, now.wall),
                    snapshot,
                    drafts: BTreeMap::new(),
                    clock: SessionTime::ZERO,
                    seen: now.wall,
                    score: None,
                    is_trashed: false,
                };
                self.sittings.insert(id, kept);
                self.open = Some(id);
                return Ok(vec![Action::SittingStarted(id)]);
            }
            Effect::OpenSitting(id) => {
                self.open = Some(id);
                return Ok(vec![Action::SittingOpened(Box::new(self.sitting(id)))]);
            }
            Effect::ReadSitting(id) => {
                return Ok(vec![Action::SittingRead(Box::new(self.sitting(id)))]);
            }
            Effect::CompareSittings(before, after) => {
                let comparison = compare(&self.sitting(before), &self.sitting(after)).expect("one case");
                return Ok(vec![Action::Compared(Box::new(comparison))]);
            }
            Effect::Journal(stamped) => {
                let kept = self.is_seen(stamped.at, now);
                kept.interview.record(stamped.at, stamped.wall, stamped.entry);
            }
            Effect::SaveDraft { draft, generation } => {
                let is_full = self.is_full;
                self.is_seen(draft.at, now).drafts.insert(draft.pane, draft);
                return Ok(if is_full { Vec::new() } else { vec![Action::Saved(generation)] });
            }
            Effect::DropDraft(pane) => drop(self.current().drafts.remove(&pane)),
            Effect::Heartbeat(at) => drop(self.is_seen(at, now)),
            Effect::KeepScore(score) => self.current().score = Some(score),
            Effect::RestoreSitting(id) => {
                self.sittings.get_mut(&id).expect("what is brought back was there").is_trashed = false;
                return Ok(vec![Action::HistoryRead(self.history())]);
            }
            Effect::DeleteSitting(id) => {
                self.sittings.get_mut(&id).expect("what is deleted is there").is_trashed = true;
                return Ok(vec![Action::HistoryRead(self.history())]);
            }
            Effect::ReadProgress => return Ok(vec![Action::ProgressRead(Box::new(self.record(now)))]),
            Effect::ReadHistory => return Ok(vec![Action::HistoryRead(self.history())]),
            Effect::Remember(changes) => changes.into_iter().for_each(|change| self.remember(change)),
            Effect::RememberSearch(query) => self.searches.insert(0, query),
            Effect::ReadSearches => return Ok(vec![Action::SearchesRead(self.searches.clone())]),
            Effect::KeepPosition { page, millionths } => drop(self.positions.insert(page, millionths)),
            Effect::ReadPosition(page) => {
                let millionths = self.positions.get(&page).copied().unwrap_or(0);
                return Ok(vec![Action::PositionRead { page, millionths }]);
            }
            effect => return Err(Box::new(effect)),
        }
        Ok(Vec::new())
    }

    /// The sitting that was begun or opened last.
    pub fn current(&mut self) -> &mut Kept {
        let id = self.open.expect("a sitting is open");
        self.sittings.get_mut(&id).expect("the open sitting is there")
    }

    /// A sitting, as it is read back.
    pub fn sitting(&self, id: SittingId) -> Sitting {
        let kept = self.sittings.get(&id).expect("what is opened is there");
        Sitting {
            id,
            interview: kept.interview.clone(),
            snapshot: (*kept.snapshot).clone(),
            drafts: kept.drafts.values().cloned().collect(),
            clock: kept.clock,
            seen: kept.seen,
        }
    }

    fn remember(&mut self, change: Change) {
        match change {
            Change::Put(card) => drop(self.deck.cards.insert(card.id.clone(), card)),
            Change::Drop(id) => drop(self.deck.cards.remove(&id)),
            Change::Graded(review) => self.deck.reviews.push(review),
            Change::TakenBack { card, at } => {
                self.deck.reviews.retain(|review| review.card != card || review.at != at);
            }
            Change::Set { name, value } => {
                self.settings.insert(name, value);
                self.deck.settings = Settings::read(|name| self.settings.get(name).cloned());
            }
        }
    }

    /// What progress is read from.
    pub fn record(&self, now: Now) -> Record {
        let finished = self.sittings.keys().map(|id| self.sitting(*id));
        let finished = finished.filter(|sitting| sitting.interview.is_finished());
        let sat = finished.map(|sitting| {
            let opened = sitting.interview.log()[0].wall;
            let day = Now { wall: opened, ..now }.day();
            Sat { id: sitting.id, opened, day, figures: Figures::read(&sitting) }
        });
        let days = self.deck.reviews.iter().map(|review| ReviewDay {
            day: review.day,
            grades: 1,
            repeated: u32::from(review.recall.is_some()),
            recalled: u32::from(review.recall.is_some() && review.grade.is_recalled()),
            millis: review.millis.into(),
        });
        Record {
            sittings: sat.chain(self.sat_before.iter().cloned()).collect(),
            reviews: days.collect(),
            deck: self.deck.clone(),
            waiting: 0,
        }
    }

    /// What lists show.
    pub fn history(&self) -> History {
        let rows = self.sittings.iter().rev().filter(|(_, kept)| !kept.is_trashed).map(|(id, kept)| {
            let opening = kept.interview.opening();
            SittingRow {
                id: *id,
                case: opening.case.clone(),
                title: opening.title.clone(),
                opened: kept.interview.log()[0].wall,
                mode: opening.mode,
                level: opening.level,
                minutes: (opening.plan.total().whole_seconds() / 60) as u32,
                used: kept.clock.max(kept.interview.last_at()),
                finished: kept.interview.is_finished(),
                spoken: opening.speak,
                score: kept.score,
            }
        });
        let sittings: Vec<SittingRow> = rows.collect();
        let unfinished = sittings.iter().find(|row| !row.finished).map(|row| row.id);
        History { sittings, unfinished, open_elsewhere: None, deck: self.deck.clone() }
    }

    fn is_seen(&mut self, at: SessionTime, now: Now) -> &mut Kept {
        let kept = self.current();
        if at >= kept.clock {
            (kept.clock, kept.seen) = (at, now.wall);
        }
        kept
    }
}
