//! Steps and budgets of a sitting.

use serde::{Deserialize, Serialize};

use crate::domain::framework::Framework;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// How generous the budgets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum BudgetScale {
    /// As planned.
    #[default]
    #[serde(rename = "1x")]
    Normal,
    /// A quarter more.
    #[serde(rename = "1.25x")]
    Quarter,
    /// Half as much again.
    #[serde(rename = "1.5x")]
    Half,
    /// Twice.
    #[serde(rename = "2x")]
    Double,
    /// No limit; time is still counted.
    #[serde(rename = "none")]
    Unlimited,
}

impl BudgetScale {
    /// All, from the tightest.
    pub const ALL: [Self; 5] = [Self::Normal, Self::Quarter, Self::Half, Self::Double, Self::Unlimited];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Normal => "1x",
            Self::Quarter => "1.25x",
            Self::Half => "1.5x",
            Self::Double => "2x",
            Self::Unlimited => "none",
        }
    }

    /// What a budget becomes; `None` where there is no limit.
    pub fn apply(self, budget: SessionTime) -> Option<SessionTime> {
        let quarters = match self {
            Self::Normal => 4,
            Self::Quarter => 5,
            Self::Half => 6,
            Self::Double => 8,
            Self::Unlimited => return None,
        };
        Some(SessionTime(budget.0 * quarters / 4))
    }
}

/// The steps that are sat, each with its budget before scaling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    steps: Vec<(Step, SessionTime)>,
    /// How generous the budgets are at the start.
    pub scale: BudgetScale,
}

impl Plan {
    /// All five steps in `minutes` (at least 5): the pack's table where it has that length, else shared in
    /// proportion to its table for the nearest length, in whole seconds.
    pub fn whole(framework: &Framework, minutes: u32, scale: BudgetScale) -> Self {
        let minutes = minutes.max(5);
        let shares = Step::ALL.map(|step| (step, minutes_of(framework, step, minutes)));
        let listed: u32 = shares.iter().map(|(_, minutes)| minutes).sum();
        let total = u64::from(minutes) * 60;
        let mut steps: Vec<(Step, SessionTime)> = shares
            .iter()
            .map(|(step, share)| {
                (*step, SessionTime::seconds(total * u64::from(*share) / u64::from(listed.max(1))))
            })
            .collect();
        let given: u64 = steps.iter().map(|(_, budget)| budget.whole_seconds()).sum();
        if let Some((_, deep_dive)) = steps.iter_mut().find(|(step, _)| *step == Step::DeepDive) {
            *deep_dive = deep_dive.plus(SessionTime::seconds(total.saturating_sub(given)));
        }
        Self { steps, scale }
    }

    /// One step only, with `minutes` for it.
    pub fn single(step: Step, minutes: u32, scale: BudgetScale) -> Self {
        Self { steps: vec![(step, SessionTime::minutes(u64::from(minutes.max(1))))], scale }
    }

    /// These steps with their budgets, in the order of steps.
    pub fn of(mut steps: Vec<(Step, SessionTime)>, scale: BudgetScale) -> Self {
        steps.sort_by_key(|(step, _)| *step);
        steps.dedup_by_key(|(step, _)| *step);
        Self { steps, scale }
    }

    /// The steps that are sat, in order, with their budgets before scaling.
    pub fn steps(&self) -> &[(Step, SessionTime)] {
        &self.steps
    }

    /// The first step that is sat.
    pub fn first_step(&self) -> Step {
        self.steps.first().map_or(Step::Clarify, |(step, _)| *step)
    }

    /// The step that is sat after this one.
    pub fn after(&self, step: Step) -> Option<Step> {
        self.steps.iter().map(|(step, _)| *step).find(|next| *next > step)
    }

    /// The budget of a step before scaling; zero for a step that is not sat.
    pub fn budget(&self, step: Step) -> SessionTime {
        self.steps.iter().find(|(own, _)| *own == step).map_or(SessionTime::ZERO, |(_, budget)| *budget)
    }

    /// The length of the sitting before scaling.
    pub fn total(&self) -> SessionTime {
        SessionTime(self.steps.iter().map(|(_, budget)| budget.0).sum())
    }
}

fn minutes_of(framework: &Framework, step: Step, length: u32) -> u32 {
    let table = &framework.guide(step).minutes;
    let nearest = table.keys().min_by_key(|listed| listed.abs_diff(length));
    nearest.and_then(|listed| table.get(listed)).copied().unwrap_or(1)
}
