//! What can happen in an interview.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::Level;
use crate::domain::id::{AskId, CaseId, FactId, PointId, TopicId};
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;

/// Closed book with feedback at the end, or with help on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Closed book; feedback at the end.
    #[default]
    Mock,
    /// Checklist, hints, model answer after each step.
    Guided,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 2] = [Self::Mock, Self::Guided];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Guided => "guided",
        }
    }
}

/// How an interview was set up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// The case.
    pub case: CaseId,
    /// Its title, for lists, should the pack be gone.
    pub title: String,
    /// Fingerprint of the stored content it is sat with.
    pub snapshot: String,
    /// Mock or guided.
    pub mode: Mode,
    /// The level aimed for.
    pub level: Level,
    /// Whether the candidate talks aloud and marks points afterwards.
    pub speak: bool,
    /// Decides curveballs, ties between probes and the choice among stock lines.
    pub seed: u64,
    /// Steps and budgets.
    pub plan: Plan,
}

/// What kind of thing the interviewer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyKind {
    /// A fact, for the first time.
    Fact,
    /// A fact that was told before.
    AlreadySaid,
    /// A topic the case leaves open.
    Unknown,
    /// A design decision handed back.
    YourCall,
    /// Greetings and thanks.
    SmallTalk,
    /// A stated assumption or scope, acknowledged.
    Statement,
    /// Nothing the interviewer knows of.
    NotUnderstood,
    /// The prompt pasted back.
    PastedPrompt,
    /// After two quiet minutes.
    CheckIn,
    /// Asks for the reason behind a choice that was only named.
    AskReason,
    /// After "move on".
    Declined,
    /// The last step is done.
    WrapUp,
}

impl ReplyKind {
    /// In a few words, for those who ask why.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::AlreadySaid => "as said before",
            Self::Unknown => "left open",
            Self::YourCall => "a decision handed back",
            Self::SmallTalk => "small talk",
            Self::Statement => "a statement taken note of",
            Self::NotUnderstood => "not understood",
            Self::PastedPrompt => "the prompt pasted back",
            Self::CheckIn => "checking in",
            Self::AskReason => "asking for the reason",
            Self::Declined => "moving on",
            Self::WrapUp => "wrapping up",
        }
    }
}

/// What the interviewer said, and on what grounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// What kind of thing.
    pub kind: ReplyKind,
    /// The words.
    pub text: String,
    /// The facts that were told, best match first.
    pub facts: Vec<FactId>,
    /// The open topic, where that is what was asked.
    pub topic: Option<TopicId>,
    /// The part of the candidate's message this answers.
    pub question: String,
    /// What matched and what came second, for those who ask why.
    pub why: Vec<Candidate>,
}

/// Something a question could have been about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// A fact id or an open topic's id.
    pub id: String,
    /// How well it matched, from 0 to 1.
    pub score: f64,
    /// The phrasing, cue or term that matched best.
    pub by: String,
}

/// How an interview ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Through the last step.
    Complete,
    /// The candidate ended it earlier.
    Early,
}

/// One thing that happened. Everything else is a fold of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum Entry {
    /// The interview began.
    Opened(Opening),
    /// The candidate sent a message in the clarify step.
    Asked {
        /// The whole message: questions, assumptions, scope.
        text: String,
    },
    /// The interviewer said something that is not a probe.
    Told(Reply),
    /// The interviewer posed a probe, or opened a step.
    Posed {
        /// Which.
        ask: AskId,
        /// The words.
        text: String,
    },
    /// A curveball struck.
    Struck {
        /// Which.
        curveball: AskId,
        /// The words.
        text: String,
    },
    /// The candidate sent an answer or a statement.
    Wrote {
        /// What it answers.
        ask: AskId,
        /// The words.
        text: String,
    },
    /// The sketch as it stood: when leaving the pane, when sending, at the end of a step.
    Drew {
        /// The whole sketch.
        text: String,
    },
    /// The notes as they stood.
    Noted {
        /// All notes.
        text: String,
    },
    /// On to another step.
    Advanced {
        /// Which.
        to: Step,
    },
    /// A hint was taken.
    Hinted {
        /// About what.
        ask: AskId,
        /// 1 nudge, 2 pointer, 3 the point itself.
        rung: u8,
        /// The words.
        text: String,
        /// The point that rung 3 gave away.
        point: Option<PointId>,
    },
    /// The candidate declined to go on with this.
    Declined {
        /// What.
        ask: AskId,
    },
    /// The clock was stopped.
    Paused,
    /// The clock goes on.
    Resumed,
    /// The program ended while the interview was under way, and was started again.
    Returned {
        /// Wall time that passed in between, in milliseconds; costs no session time.
        away: u64,
    },
    /// The machine slept, and the candidate was asked whether to count it.
    Slept {
        /// How long, in milliseconds.
        gap: u64,
        /// Whether it counts.
        counted: bool,
    },
    /// The budgets were scaled.
    BudgetChanged {
        /// From now on.
        scale: BudgetScale,
    },
    /// The candidate answered aloud, and typed nothing (speak mode).
    Spoke {
        /// What it answers.
        ask: AskId,
    },
    /// The model answers of a step were shown beside the candidate's own, after the step (guided mode).
    Reviewed {
        /// Which step.
        step: Step,
    },
    /// A page that gives answers away was opened.
    SealOpened {
        /// The page.
        page: String,
    },
    /// Own marks, taken before anything is shown. Levels 0 to 3.
    SelfScored {
        /// By dimension.
        levels: BTreeMap<Dimension, u8>,
    },
    /// Speak mode: a point said aloud, marked afterwards.
    Marked {
        /// The ask it belongs to.
        ask: AskId,
        /// Which.
        point: PointId,
        /// The mark: 0 not said, 1 named, 2 reasoned, 3 proven.
        mark: u8,
    },
    /// "I said this, here." Kept beside the automatic mark, never mixed in.
    Claimed {
        /// The ask it belongs to.
        ask: AskId,
        /// Which.
        point: PointId,
        /// The candidate's own words; empty takes the claim back.
        quote: String,
    },
    /// A missed probe, answered once more from the debrief.
    Retried {
        /// Which.
        ask: AskId,
        /// The words.
        text: String,
    },
    /// The interview is over.
    Finished {
        /// How.
        how: Ending,
    },
}
