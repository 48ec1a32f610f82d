//! Where the time went, who ate it, and what was lost for lack of it.

use serde::{Deserialize, Serialize};

use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::Marks;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// A step with less time left than this had no time left.
const NO_TIME: SessionTime = SessionTime::seconds(30);

/// Time of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReport {
    /// Which.
    pub step: Step,
    /// Spent.
    pub used: SessionTime,
    /// Its own budget after scaling; none without a limit.
    pub budget: Option<SessionTime>,
    /// What earlier overtime left of it.
    pub left_by_earlier: Option<SessionTime>,
    /// Beyond its own budget.
    pub over: SessionTime,
    /// Whether the sitting came to it.
    pub reached: bool,
}

/// A step that ran over, and the question that took most of its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overrun {
    /// Which step.
    pub step: Step,
    /// By how much.
    pub over: SessionTime,
    /// The question that took longest in it.
    pub ask: AskId,
    /// Its words.
    pub text: String,
    /// How long it took.
    pub used: SessionTime,
}

/// Where the time went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeReport {
    /// Steps of the plan, in order.
    pub steps: Vec<StepReport>,
    /// Session time in all.
    pub total: SessionTime,
    /// The whole budget after scaling; none without a limit.
    pub budget: Option<SessionTime>,
    /// Steps that ran over, in order.
    pub overruns: Vec<Overrun>,
    /// How often the candidate paused.
    pub pauses: usize,
}

/// Reads the log.
pub fn report(snapshot: &Snapshot, interview: &Interview) -> TimeReport {
    let clock = Clock::read(interview, interview.last_at());
    let entered: Vec<Step> = interview.by_step().map(|(step, _)| step).collect();
    let steps: Vec<StepReport> = clock
        .steps
        .iter()
        .map(|row| StepReport {
            step: row.step,
            used: row.used,
            budget: row.budget,
            left_by_earlier: row.left_by_earlier,
            over: row.over(),
            reached: entered.contains(&row.step),
        })
        .collect();
    let overruns = steps
        .iter()
        .filter(|row| row.over > SessionTime::ZERO)
        .filter_map(|row| overrun(snapshot, interview, row))
        .collect();
    TimeReport { steps, total: clock.total, budget: clock.total_budget, overruns, pauses: clock.pauses }
}

fn overrun(snapshot: &Snapshot, interview: &Interview, row: &StepReport) -> Option<Overrun> {
    let spans = by_ask(interview).into_iter();
    let own = spans.filter(|(ask, _, _)| {
        snapshot.case.ask(ask).map_or(*ask == row.step.ask(), |ask| ask.step == row.step)
    });
    let (ask, used, _) = own.max_by_key(|(_, used, at)| (*used, std::cmp::Reverse(*at)))?;
    let text = snapshot
        .case
        .ask(&ask)
        .map_or_else(|| snapshot.case.opening(row.step).to_owned(), |ask| ask.ask.to_owned());
    Some(Overrun { step: row.step, over: row.over, ask, text, used })
}

/// The time each question took, with when it was first posed: until the next one, or the next step.
pub fn by_ask(interview: &Interview) -> Vec<(AskId, SessionTime, SessionTime)> {
    let mut spans: Vec<(AskId, SessionTime, SessionTime)> = Vec::new();
    let mut current = interview.opening().plan.first_step().ask();
    let mut since = SessionTime::ZERO;
    let mut close = |ask: &AskId, since: SessionTime, until: SessionTime| match spans
        .iter_mut()
        .find(|(known, _, _)| known == ask)
    {
        Some((_, used, _)) => *used = used.plus(until.since(since)),
        None => spans.push((ask.clone(), until.since(since), since)),
    };
    for stamped in interview.log() {
        let next = match &stamped.entry {
            Entry::Posed { ask, .. } | Entry::Struck { curveball: ask, .. } => ask.clone(),
            Entry::Advanced { to } => to.ask(),
            Entry::Finished { .. } => {
                close(&current, since, stamped.at);
                return spans;
            }
            _ => continue,
        };
        close(&current, since, stamped.at);
        (current, since) = (next, stamped.at);
    }
    close(&current, since, interview.last_at());
    spans
}

/// Points not seen in steps for which earlier overtime had left no time.
pub fn lost_for_time(interview: &Interview, marks: &Marks, time: &TimeReport) -> Vec<(AskId, PointId)> {
    let out_of_time = time.budget.is_some_and(|budget| time.total.plus(NO_TIME) >= budget);
    let starved = |step: Step| {
        time.steps.iter().any(|row| {
            let none_left = row.left_by_earlier.is_some_and(|left| left < NO_TIME);
            row.step == step && (none_left || (!row.reached && out_of_time))
        })
    };
    // Probes of a step that ended with its time used up were not reached for time either.
    let used_up = |step: Step| {
        time.steps.iter().any(|row| {
            row.step == step && row.left_by_earlier.is_some_and(|left| row.used.plus(NO_TIME) >= left)
        })
    };
    let posed: Vec<&AskId> = interview.posed().collect();
    marks
        .points
        .iter()
        .filter(|mark| mark.mark == 0)
        .filter(|mark| {
            let unposed = Step::from_id(mark.ask.as_str()).is_none() && !posed.contains(&&mark.ask);
            starved(mark.step) || (unposed && used_up(mark.step))
        })
        .map(|mark| (mark.ask.clone(), mark.point.clone()))
        .collect()
}
