//! Stock lines: which variant is said depends on the seed and on how far the log has come, so that a replay says the
//! same and a sitting does not repeat itself.

use super::Interviewer;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, Reply, ReplyKind};

/// Mixes a seed with a number (splitmix64).
pub fn mix(seed: u64, number: u64) -> u64 {
    let mut mixed =
        seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The line for the next reply of this kind: the seed picks the first, each further one is the next in turn.
pub fn line<'a>(lines: &'a [String], interview: &Interview, kind: ReplyKind, ahead: usize) -> &'a str {
    let said = interview
        .log()
        .iter()
        .filter(|stamped| matches!(&stamped.entry, Entry::Told(reply) if reply.kind == kind));
    let turn = said.count() + ahead;
    let start = mix(interview.opening().seed, kind as u64) as usize;
    let count = lines.len().max(1);
    lines.get((start % count + turn) % count).map_or("", String::as_str)
}

/// A reply that only says a line.
pub fn plain(kind: ReplyKind, text: impl Into<String>, question: &str) -> Reply {
    Reply {
        kind,
        text: text.into(),
        facts: Vec::new(),
        topic: None,
        question: question.to_owned(),
        why: Vec::new(),
    }
}

impl Interviewer {
    /// A kind word after two quiet minutes, once a step.
    pub fn check_in(&self, interview: &Interview) -> Option<Reply> {
        let step = interview.step();
        let done = interview.by_step().any(|(at, stamped)| {
            at == step && matches!(&stamped.entry, Entry::Told(reply) if reply.kind == ReplyKind::CheckIn)
        });
        (!done).then(|| {
            plain(ReplyKind::CheckIn, line(&self.lines().check_in, interview, ReplyKind::CheckIn, 0), "")
        })
    }

    /// What is said when the last question of the last step is done; once.
    pub fn wrap_up(&self, interview: &Interview) -> Option<Reply> {
        let done = interview
            .log()
            .iter()
            .any(|stamped| matches!(&stamped.entry, Entry::Told(reply) if reply.kind == ReplyKind::WrapUp));
        let last = interview.opening().plan.after(interview.step()).is_none();
        (last && !done).then(|| {
            plain(ReplyKind::WrapUp, line(&self.lines().wrap_up, interview, ReplyKind::WrapUp, 0), "")
        })
    }

    /// What is said after "move on".
    pub fn declined(&self, interview: &Interview) -> Option<Reply> {
        let said =
            plain(ReplyKind::Declined, line(&self.lines().declined, interview, ReplyKind::Declined, 0), "");
        (!said.text.is_empty()).then_some(said)
    }
}
