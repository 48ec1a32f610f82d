//! `{point-id}` anchors in model answers: they end the sentence that makes the point. Hidden when shown.

use crate::domain::id::is_valid;

/// The ids of all anchors, in order.
pub fn ids(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split('{').skip(1).filter_map(|part| {
        let (id, _) = part.split_once('}')?;
        is_valid(id).then_some(id)
    })
}
