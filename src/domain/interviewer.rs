//! The interviewer: answers questions from the facts of the case, poses the probe that is due, throws curveballs,
//! asks for reasons. Pure: the same log, seed and message give the same words.

mod common;
mod curveballs;
mod decision;
mod features;
mod hints;
mod index;
mod lines;
mod opinion;
mod probes;
mod proof;
mod reasons;
mod replies;
mod spelling;
mod split;

use std::sync::Arc;

use crate::domain::framework::Lines;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Reply;
use crate::domain::lexicon::words::Words;
use crate::domain::marking::Marker;
use crate::domain::playbook::Snapshot;
use features::Features;
use index::Index;

pub use index::Target;
pub use split::{Part, PartKind, only_asks, wants_repeated};

/// The interviewer of one case. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Interviewer {
    mind: Arc<Mind>,
}

#[derive(Debug)]
struct Mind {
    snapshot: Snapshot,
    words: Words,
    features: Features,
    index: Index,
    marker: Marker,
}

impl Interviewer {
    /// Reads the case once.
    pub fn new(snapshot: &Snapshot) -> Self {
        let words = Words::new(&snapshot.lexicon, &snapshot.case.lexicon);
        let (index, features) = Index::new(&snapshot.case, &snapshot.topics, &words);
        let marker = Marker::new(snapshot);
        Self { mind: Arc::new(Mind { snapshot: snapshot.clone(), words, features, index, marker }) }
    }

    /// What the interviewer says to a message, one reply for each part that needs one. The message may already be
    /// in the log.
    pub fn reply(&self, interview: &Interview, message: &str) -> Vec<Reply> {
        self.mind.reply(interview, message)
    }

    /// The marker of the same case, for those who need both.
    pub fn marker(&self) -> &Marker {
        &self.mind.marker
    }

    fn lines(&self) -> &Lines {
        &self.mind.snapshot.framework.lines
    }
}
