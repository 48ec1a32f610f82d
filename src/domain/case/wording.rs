//! How people talk about a case: what the marking and the interviewer are taught with, beside what they are proven with.

use serde::{Deserialize, Serialize};

/// How people say one point, and what they say instead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ways {
    /// Makes the point.
    pub good: Vec<String>,
    /// On the topic and mistaken, or refuses the idea.
    pub wrong: Vec<String>,
    /// In like words, and does not make it.
    pub near: Vec<String>,
}

/// Questions about a case that none of its facts answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Astray {
    /// About things that the interviewer cannot know.
    pub unknowable: Vec<String>,
    /// Design decisions handed to the interviewer.
    pub decision: Vec<String>,
    /// About the interview itself.
    pub chat: Vec<String>,
}
