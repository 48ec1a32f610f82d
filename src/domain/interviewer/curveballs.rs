//! Curveballs: one or two of the deep dive, at moments that the seed decides.

use super::Interviewer;
use super::lines::mix;
use crate::domain::id::AskId;
use crate::domain::interview::Interview;
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::Entry;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// The window in the deep dive's budget, in percent.
const WINDOW: std::ops::Range<u64> = 40..65;
/// A deep dive at least this long has room for two.
const ROOM_FOR_TWO: SessionTime = SessionTime::minutes(15);
/// Probes that come before a curveball where the deep dive ends early.
const PROBES_FIRST: usize = 2;

impl Interviewer {
    /// The curveball that is due at session time `now`, if one is.
    pub fn curveball_due(&self, interview: &Interview, now: SessionTime) -> Option<AskId> {
        if interview.step() != Step::DeepDive || interview.is_finished() {
            return None;
        }
        let used = Clock::read(interview, now).of(Step::DeepDive)?.used;
        self.planned(interview)
            .into_iter()
            .find(|(id, moment)| used >= *moment && !was_struck(interview, id))
            .map(|(id, _)| id)
    }

    /// A planned curveball that has not come yet, once two probes were posed: for a deep dive that ends early.
    pub fn curveball_left(&self, interview: &Interview) -> Option<AskId> {
        let probes = interview.log().iter().filter(|stamped| match &stamped.entry {
            Entry::Posed { ask, .. } => Step::from_id(ask.as_str()).is_none(),
            _ => false,
        });
        if interview.step() != Step::DeepDive
            || probes.count() < PROBES_FIRST.min(self.mind.snapshot.case.deep_dive.probes.len())
        {
            return None;
        }
        self.planned(interview).into_iter().map(|(id, _)| id).find(|id| !was_struck(interview, id))
    }

    /// The curveballs of this sitting, each with the time used in the deep dive at which it comes.
    fn planned(&self, interview: &Interview) -> Vec<(AskId, SessionTime)> {
        let seed = interview.opening().seed;
        let budget = interview.opening().plan.budget(Step::DeepDive);
        let curveballs =
            self.mind.snapshot.case.curveballs.iter().filter(|curveball| curveball.step == Step::DeepDive);
        let mut drawn: Vec<(u64, AskId)> = curveballs
            .enumerate()
            .map(|(at, curveball)| (mix(seed, 100 + at as u64), curveball.id.clone()))
            .collect();
        drawn.sort();
        let count = if budget >= ROOM_FOR_TWO && !mix(seed, 99).is_multiple_of(3) { 2 } else { 1 };
        let share = (WINDOW.end - WINDOW.start) / count;
        drawn
            .into_iter()
            .take(count as usize)
            .enumerate()
            .map(|(at, (draw, id))| {
                let percent = WINDOW.start + share * at as u64 + draw % share.max(1);
                (id, SessionTime(budget.0 * percent / 100))
            })
            .collect()
    }
}

fn was_struck(interview: &Interview, id: &AskId) -> bool {
    interview
        .log()
        .iter()
        .any(|stamped| matches!(&stamped.entry, Entry::Struck { curveball, .. } if curveball == id))
}
