//! The sitting that is being written: all of it in memory, so that a disk that fails costs nothing but time.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::interview::entry::Opening;
use crate::domain::interview::{Interview, Stamped};
use crate::domain::playbook::Snapshot;
use crate::domain::sitting::{Draft, Pane, Sitting, SittingId};
use crate::domain::time::{Now, SessionTime, Timestamp};
use crate::store::{Error, Store, Write};

/// A sitting as it should be on disk.
#[derive(Debug)]
pub struct Open {
    /// Its number, once it has one.
    pub id: Option<SittingId>,
    interview: Interview,
    snapshot: Arc<Snapshot>,
    drafts: BTreeMap<Pane, (Draft, Timestamp)>,
    clock: SessionTime,
    seen: Timestamp,
    score: Option<u32>,
    /// Places of the log on disk that could not be read.
    lost: usize,
}

impl Open {
    /// A sitting that has just begun.
    pub fn begun(opening: Opening, snapshot: Arc<Snapshot>, now: Now) -> Self {
        Self {
            id: None,
            interview: Interview::open(opening, now.wall),
            snapshot,
            drafts: BTreeMap::new(),
            clock: SessionTime::ZERO,
            seen: now.wall,
            score: None,
            lost: 0,
        }
    }

    /// A sitting read from the store, whose log takes so many places there.
    pub fn read(sitting: &Sitting, places: usize) -> Self {
        let drafts = sitting.drafts.iter().map(|draft| (draft.pane, (draft.clone(), sitting.seen)));
        Self {
            id: Some(sitting.id),
            interview: sitting.interview.clone(),
            snapshot: Arc::new(sitting.snapshot.clone()),
            drafts: drafts.collect(),
            clock: sitting.clock,
            seen: sitting.seen,
            score: None,
            lost: places.saturating_sub(sitting.interview.log().len()),
        }
    }

    /// Adds an entry.
    pub fn record(&mut self, stamped: Stamped) -> Option<Write> {
        self.is_seen(stamped.at, stamped.wall);
        let place = self.lost + self.interview.log().len();
        let stamped = self.interview.record(stamped.at, stamped.wall, stamped.entry).clone();
        Some(Write::Entry { sitting: self.id?, place, stamped })
    }

    /// Keeps what stands in a field.
    pub fn draft(&mut self, draft: Draft, wall: Timestamp) -> Option<Write> {
        self.is_seen(draft.at, wall);
        self.drafts.insert(draft.pane, (draft.clone(), wall));
        Some(Write::Draft { sitting: self.id?, draft, wall })
    }

    /// What stood in a field was sent.
    pub fn drop_draft(&mut self, pane: Pane, wall: Timestamp) -> Option<Write> {
        self.draft(Draft { pane, text: String::new(), caret: 0, at: self.clock }, wall)
    }

    /// The clock came this far.
    pub fn beat(&mut self, at: SessionTime, wall: Timestamp) -> Option<Write> {
        self.is_seen(at, wall);
        Some(Write::Clock { sitting: self.id?, at, wall })
    }

    /// Keeps the overall score.
    pub fn score(&mut self, score: u32) -> Option<Write> {
        self.score = Some(score);
        Some(Write::Score { sitting: self.id?, score })
    }

    /// Gives it a number and writes its log; the rest is still to be written.
    pub fn begin(&mut self, store: &mut Store) -> Result<Vec<Write>, Error> {
        let sitting = store.begin(&self.interview, &self.snapshot)?;
        self.id = Some(sitting);
        self.lost = 0;
        let drafts = self.drafts.values().cloned();
        let drafts = drafts.map(|(draft, wall)| Write::Draft { sitting, draft, wall });
        let clock = Write::Clock { sitting, at: self.clock, wall: self.seen };
        let score = self.score.map(|score| Write::Score { sitting, score });
        Ok(drafts.chain([clock]).chain(score).collect())
    }

    /// All of it, to go on with.
    pub fn sitting(&self) -> Option<Sitting> {
        Some(Sitting {
            id: self.id?,
            interview: self.interview.clone(),
            snapshot: (*self.snapshot).clone(),
            drafts: self.drafts.values().map(|(draft, _)| draft.clone()).collect(),
            clock: self.clock,
            seen: self.seen,
        })
    }

    fn is_seen(&mut self, at: SessionTime, wall: Timestamp) {
        if at >= self.clock {
            (self.clock, self.seen) = (at, wall);
        }
    }
}
