//! The interviewer's part of the conversation. Says nothing yet: the understanding of text replaces this module
//! whole before any command opens an interview.

use crate::domain::id::AskId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, Reply};
use crate::domain::playbook::Snapshot;
use crate::domain::time::SessionTime;

/// The interviewer of one case.
#[derive(Debug, Clone)]
pub struct Interviewer {}

impl Interviewer {
    /// For the case of this snapshot.
    pub fn new(_snapshot: &Snapshot) -> Self {
        Self {}
    }

    /// Answers to a message.
    pub fn reply(&self, _interview: &Interview, _message: &str) -> Vec<Reply> {
        Vec::new()
    }

    /// The next probe of the step.
    pub fn next_probe(&self, _interview: &Interview) -> Option<AskId> {
        None
    }

    /// The curveball that strikes now.
    pub fn curveball_due(&self, _interview: &Interview, _now: SessionTime) -> Option<AskId> {
        None
    }

    /// A curveball that was to come and has not.
    pub fn curveball_left(&self, _interview: &Interview) -> Option<AskId> {
        None
    }

    /// Asks for the reason behind a choice that was only named.
    pub fn ask_reason(&self, _interview: &Interview) -> Option<Reply> {
        None
    }

    /// A kind word after two quiet minutes.
    pub fn check_in(&self, _interview: &Interview) -> Option<Reply> {
        None
    }

    /// Nothing more to ask in this step.
    pub fn wrap_up(&self, _interview: &Interview) -> Option<Reply> {
        None
    }

    /// After "move on".
    pub fn declined(&self, _interview: &Interview) -> Option<Reply> {
        None
    }

    /// The next rung of help.
    pub fn hint(&self, _interview: &Interview) -> Option<Entry> {
        None
    }
}
