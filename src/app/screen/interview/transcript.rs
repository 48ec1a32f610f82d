//! The conversation as lines to read: a fold of the log.

use crate::domain::case::Case;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, ReplyKind};
use crate::domain::time::SessionTime;
pub use crate::domain::transcript::rung_title;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The interviewer.
    Interviewer,
    /// The candidate.
    You,
    /// A curveball.
    Curveball,
    /// A hint.
    Hint,
    /// The program, about the sitting.
    Record,
}

impl Speaker {
    /// Three letters that need no color.
    pub fn label(self) -> &'static str {
        match self {
            Self::Interviewer => "INT",
            Self::You => "YOU",
            Self::Curveball => "NEW",
            Self::Hint => "TIP",
            Self::Record => " - ",
        }
    }
}

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub who: Speaker,
    /// What, possibly several paragraphs.
    pub text: String,
    /// When.
    pub at: SessionTime,
    /// Whether it answers the line before, so that no gap stands between.
    pub joins: bool,
}

/// The conversation so far, the prompt first.
pub fn transcript(interview: &Interview, case: &Case) -> Vec<Line> {
    let line = |who, text: &str, at| Line { who, text: text.trim().to_owned(), at, joins: false };
    let mut lines = vec![line(Speaker::Interviewer, &case.prompt, SessionTime::ZERO)];
    for stamped in interview.log() {
        let at = stamped.at;
        match &stamped.entry {
            Entry::Posed { text, .. } => lines.push(line(Speaker::Interviewer, text, at)),
            Entry::Struck { text, .. } => lines.push(line(Speaker::Curveball, text, at)),
            Entry::Asked { text } | Entry::Wrote { text, .. } => lines.push(line(Speaker::You, text, at)),
            Entry::Told(reply) => {
                let joins = matches!(
                    reply.kind,
                    ReplyKind::Fact | ReplyKind::AlreadySaid | ReplyKind::Unknown | ReplyKind::YourCall
                );
                lines.push(Line { joins, ..line(Speaker::Interviewer, &reply.text, at) });
            }
            Entry::Spoke { .. } => lines.push(line(Speaker::You, "(aloud)", at)),
            Entry::Hinted { rung, text, .. } => {
                lines.push(line(Speaker::Hint, &format!("({}) {text}", rung_title(*rung)), at));
            }
            Entry::Paused => lines.push(line(Speaker::Record, &format!("paused at {at}"), at)),
            Entry::Returned { .. } => {
                lines.push(line(Speaker::Record, &format!("taken up again at {at}"), at));
            }
            Entry::Advanced { to } => {
                lines.push(line(Speaker::Record, &format!("step {} of 5 at {at}", to.number()), at));
            }
            Entry::Opened(_)
            | Entry::Drew { .. }
            | Entry::Noted { .. }
            | Entry::Declined { .. }
            | Entry::Resumed
            | Entry::Slept { .. }
            | Entry::BudgetChanged { .. }
            | Entry::SealOpened { .. }
            | Entry::SelfScored { .. }
            | Entry::Reviewed { .. }
            | Entry::Marked { .. }
            | Entry::Claimed { .. }
            | Entry::Retried { .. }
            | Entry::Finished { .. } => {}
        }
    }
    lines
}

/// The facts told so far, as the interviewer said them, newest wording where a curveball changed one.
pub fn pinned(interview: &Interview) -> Vec<String> {
    let mut pinned: Vec<String> = Vec::new();
    for stamped in interview.log() {
        if let Entry::Told(reply) = &stamped.entry
            && reply.kind == ReplyKind::Fact
            && !pinned.contains(&reply.text)
        {
            pinned.push(reply.text.clone());
        }
    }
    pinned
}
