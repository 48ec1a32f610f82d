//! The five steps as the pack describes them, and the interviewer's stock lines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::id::{CaseId, SkillId, TopicId};
use crate::domain::step::Step;

/// A step's share of the sitting, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Lower end.
    pub min: u32,
    /// Upper end.
    pub max: u32,
}

/// One step as the pack describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepGuide {
    /// Which.
    pub id: Step,
    /// Its name for people.
    pub title: String,
    /// Its share of the sitting.
    pub share: Share,
    /// Minutes of this step in sittings of usual lengths, by the length in minutes.
    pub minutes: BTreeMap<u32, u32>,
    /// What the step is for.
    pub goal: String,
    /// What the interviewer opens with where the case says nothing.
    pub opening: String,
    /// What to cover; shown in guided mode.
    pub checklist: Vec<String>,
    /// Things to say.
    pub phrases: Vec<String>,
    /// Mistakes to avoid.
    pub mistakes: Vec<String>,
}

/// The interviewer's stock lines. Each list has at least one line; which one is used depends on the seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// A topic the case leaves open.
    pub unknown: Vec<String>,
    /// A design decision handed to the interviewer.
    pub your_call: Vec<String>,
    /// Lead-in before a fact told again.
    pub already_said: Vec<String>,
    /// After "move on".
    pub declined: Vec<String>,
    /// Greetings, thanks.
    pub small_talk: Vec<String>,
    /// Acknowledging a stated assumption or scope.
    pub statement: Vec<String>,
    /// After two quiet minutes.
    pub check_in: Vec<String>,
    /// `{choice}` was named without a reason; `{other}` is an alternative.
    pub ask_reason: Vec<String>,
    /// A question that may be about `{topic}`; may be empty, and then the next list is used.
    #[serde(default)]
    pub did_you_mean: Vec<String>,
    /// A question about the interview itself, once it is under way; may be empty, and then small talk is made.
    #[serde(default)]
    pub under_way: Vec<String>,
    /// Before `{ask}`, which is what the candidate wants to hear again; may be empty, and then it is repeated as it is.
    #[serde(default)]
    pub repeat: Vec<String>,
    /// A question about nothing the interviewer knows.
    pub not_understood: Vec<String>,
    /// The prompt pasted back.
    pub pasted_prompt: Vec<String>,
    /// Before the next probe.
    pub next_probe: Vec<String>,
    /// Before a curveball.
    pub curveball: Vec<String>,
    /// When the last step is done.
    pub wrap_up: Vec<String>,
}

/// The framework of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// All five, in order.
    pub steps: Vec<StepGuide>,
    /// Stock lines.
    pub lines: Lines,
}

impl Framework {
    /// The guide of a step.
    pub fn guide(&self, step: Step) -> &StepGuide {
        self.steps
            .iter()
            .find(|guide| guide.id == step)
            .expect("a framework is only built with all five steps")
    }
}

/// A clarifying topic with its common phrasings, shared by all cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Unique.
    pub id: TopicId,
    /// Its name for people.
    pub title: String,
    /// Common ways to ask about it.
    pub ask: Vec<String>,
    /// Words that betray it.
    pub terms: Vec<String>,
    /// How it is asked about in each case that has a fact on it.
    #[serde(default)]
    pub asked: BTreeMap<CaseId, Vec<String>>,
}

/// Something a candidate can be good at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Unique.
    pub id: SkillId,
    /// Its name for people.
    pub title: String,
}
