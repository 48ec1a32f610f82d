//! Patterns and chapters.

use super::point::Around;
use super::{Desk, RawHeader, Seen};
use crate::content::raw::page as raw;
use crate::content::raw::{MAX_TEXT, Placed, Text};
use crate::domain::page::{Explain, Page, PageKind, Recall};

/// Resolves a page.
pub fn page(desk: &mut Desk<'_>, raw: raw::Page, kind: PageKind) -> Option<Page> {
    let mut points = Seen::default();
    let explain = raw.explain.map(|explain| {
        let points = desk.points(explain.points, &mut points, Around::NO_CASE)?;
        Some(Explain { ask: explain.ask.into(), points })
    });
    desk.ids("recall questions", raw.recall.iter().map(|recall| &recall.id));
    let recall = desk.all(raw.recall, |desk, recall| {
        Some(Recall { id: desk.id(&recall.id)?, ask: recall.ask.into(), answer: recall.answer.into() })
    });
    let body = body(desk, &raw.id);
    let header = RawHeader {
        id: raw.id,
        title: raw.title,
        summary: raw.summary,
        also: raw.also,
        skills: raw.skills,
        see: raw.see,
    };
    let header = desk.header(header);
    Some(Page { header: header?, kind, explain: explain.flatten(), recall: recall?, body })
}

fn body(desk: &mut Desk<'_>, id: &Placed<Text>) -> String {
    let span = desk.sheet.body.clone();
    let body = desk.sheet.text.get(span.clone()).unwrap_or_default().trim_start_matches('\n');
    if body.trim().is_empty() {
        desk.refuse_at(id, "empty-page", "the page has no text", "write the text below the second `---`");
    }
    if body.len() > MAX_TEXT {
        desk.refuse(
            span.start..span.start,
            "text-too-long",
            "the page is longer than 64 KiB",
            "split the page",
        );
    }
    body.to_owned()
}
