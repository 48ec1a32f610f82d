//! Where the time went: a fold of the log, never a count of ticks.

use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::interview::plan::BudgetScale;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// Time of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepTime {
    /// Which.
    pub step: Step,
    /// Session time spent in it, returns to it included.
    pub used: SessionTime,
    /// Its own budget after scaling; `None` without a limit.
    pub budget: Option<SessionTime>,
    /// What earlier overtime leaves of the budget; `None` without a limit.
    pub left_by_earlier: Option<SessionTime>,
}

impl StepTime {
    /// Time beyond its own budget. Overtime is charged to the step that ate it.
    pub fn over(&self) -> SessionTime {
        self.budget.map_or(SessionTime::ZERO, |budget| self.used.since(budget))
    }
}

/// Where the time of an interview went, as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The step that is under way.
    pub step: Step,
    /// One row for each step of the plan, in order.
    pub steps: Vec<StepTime>,
    /// Session time in all.
    pub total: SessionTime,
    /// The whole budget after scaling; `None` without a limit.
    pub total_budget: Option<SessionTime>,
    /// How often the candidate paused.
    pub pauses: usize,
}

impl Clock {
    /// Reads the log as of session time `now`; after the end, time stands still.
    pub fn read(interview: &Interview, now: SessionTime) -> Self {
        let end = interview.log().iter().find(|stamped| matches!(stamped.entry, Entry::Finished { .. }));
        let now = end.map_or(now.max(interview.last_at()), |finished| finished.at);
        let scale = scale(interview);
        let used = time_by_step(interview, now);
        let plan = &interview.opening().plan;
        // Positive: time saved by the steps so far. Overtime shrinks later budgets, time saved first makes up for it.
        let mut balance = 0_i64;
        let mut steps = Vec::with_capacity(plan.steps().len());
        for (step, own) in plan.steps() {
            let (budget, used) = (scale.apply(*own), used[step.index()]);
            let left_by_earlier =
                budget.map(|budget| SessionTime((budget.0 as i64 + balance.min(0)).max(0) as u64));
            let saved = budget.map_or(0, |budget| budget.0 as i64 - used.0 as i64);
            balance += if *step < interview.step() { saved } else { saved.min(0) };
            steps.push(StepTime { step: *step, used, budget, left_by_earlier });
        }
        let pauses = interview.log().iter().filter(|stamped| stamped.entry == Entry::Paused).count();
        Self { step: interview.step(), steps, total: now, total_budget: scale.apply(plan.total()), pauses }
    }

    /// The row of a step.
    pub fn of(&self, step: Step) -> Option<&StepTime> {
        self.steps.iter().find(|row| row.step == step)
    }

    /// The row of the step under way.
    pub fn current(&self) -> Option<&StepTime> {
        self.of(self.step)
    }
}

/// The budget scale in force at the end of the log.
pub fn scale(interview: &Interview) -> BudgetScale {
    let changed = interview.log().iter().rev().find_map(|stamped| match stamped.entry {
        Entry::BudgetChanged { scale } => Some(scale),
        _ => None,
    });
    changed.unwrap_or(interview.opening().plan.scale)
}

fn time_by_step(interview: &Interview, now: SessionTime) -> [SessionTime; 5] {
    let mut used = [SessionTime::ZERO; 5];
    let mut step = interview.opening().plan.first_step();
    let mut since = SessionTime::ZERO;
    for stamped in interview.log() {
        if let Entry::Advanced { to } = stamped.entry {
            used[step.index()] = used[step.index()].plus(stamped.at.since(since));
            (step, since) = (to, stamped.at);
        }
    }
    used[step.index()] = used[step.index()].plus(now.since(since));
    used
}
