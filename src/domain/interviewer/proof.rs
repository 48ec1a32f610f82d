//! What a pack's check asks of the interviewer.

use std::collections::BTreeSet;

use super::index::Target;
use super::replies::FOUND;
use super::{Interviewer, Mind};
use crate::domain::case::Level;
use crate::domain::id::FactId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Mode, Opening};
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::time::Timestamp;

impl Interviewer {
    /// A sitting of the case in which nothing was said yet.
    pub fn blank_sitting(&self) -> Interview {
        let Mind { snapshot, .. } = &*self.mind;
        let opening = Opening {
            case: snapshot.case.id.clone(),
            title: snapshot.case.title.clone(),
            snapshot: String::new(),
            mode: Mode::Mock,
            level: Level::Senior,
            speak: false,
            seed: 0,
            plan: Plan::whole(&snapshot.framework, snapshot.case.minutes, BudgetScale::Normal),
        };
        Interview::open(opening, Timestamp(0))
    }

    /// The facts that a message said first of all would be told.
    pub fn facts_told(&self, message: &str) -> BTreeSet<FactId> {
        let replies = self.reply(&self.blank_sitting(), message);
        replies.into_iter().flat_map(|reply| reply.facts).collect()
    }

    /// What a phrasing of a fact (by its number) leads to when it is left out of the index; none where it leads nowhere.
    pub fn leads_to_without(&self, fact: &FactId, phrasing: usize) -> Option<Target> {
        let Mind { snapshot, words, index, features, .. } = &*self.mind;
        let question = snapshot.case.fact(fact)?.ask.get(phrasing)?;
        let found = index.matches_without(fact, phrasing, &features.read(words, question));
        let best = found.into_iter().next()?;
        (best.score >= FOUND).then(|| index.targets[best.target].clone())
    }
}
