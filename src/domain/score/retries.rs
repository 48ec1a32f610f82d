//! Asks answered once more from the debrief, beside what the sitting itself had shown.

use serde::{Deserialize, Serialize};

use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::{Marker, Marks};

/// An ask answered once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// Which.
    pub ask: AskId,
    /// The new words.
    pub text: String,
    /// Each point with the mark of the sitting and that of the new words.
    pub marks: Vec<(PointId, u8, u8)>,
}

/// Reads the log.
pub fn retries(marker: &Marker, interview: &Interview, marks: &Marks) -> Vec<Retry> {
    let retried = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Retried { ask, text } => Some((ask, text)),
        _ => None,
    });
    retried
        .map(|(ask, text)| Retry {
            ask: ask.clone(),
            text: text.clone(),
            marks: marker
                .mark_answer(ask, text)
                .into_iter()
                .map(|heard| {
                    let before = marks.of(ask, &heard.point).map_or(0, |mark| mark.mark);
                    (heard.point, before, heard.mark)
                })
                .collect(),
        })
        .collect()
}
