//! What was asked, and what never was.

use super::{Item, Section, Tone};
use crate::domain::case::{Case, Need};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, Reply, ReplyKind};
use crate::domain::score::{FactReport, Unasked};

/// Facts told with the question that earned them, then those never asked for, the most needed first.
pub fn section(facts: &FactReport, interview: &Interview, case: &Case) -> Section {
    let FactReport { told, unasked: missed } = facts;
    let heading = |text: String| Item { text, tone: Tone::Heading, ..Item::default() };
    let mut items = Vec::new();
    if !missed.is_empty() {
        items.push(heading(format!("Never asked: {} of {}", missed.len(), case.facts.len())));
        items.extend(missed.iter().map(|fact| never_asked(fact, case)));
    }
    if !told.is_empty() {
        items.push(heading(format!("Asked and told: {} of {}", told.len(), case.facts.len())));
        items.extend(interview.log().iter().filter_map(|stamped| match &stamped.entry {
            Entry::Told(reply) if reply.kind == ReplyKind::Fact => Some(asked(reply)),
            _ => None,
        }));
    }
    let unknown: Vec<Item> = interview
        .log()
        .iter()
        .filter_map(|stamped| match &stamped.entry {
            Entry::Told(reply) if reply.kind == ReplyKind::NotUnderstood => Some(asked(reply)),
            _ => None,
        })
        .collect();
    if !unknown.is_empty() {
        items.push(heading("Not understood by the interviewer".to_owned()));
        items.extend(unknown);
    }
    Section { title: "Facts".to_owned(), items }
}

fn never_asked(fact: &Unasked, case: &Case) -> Item {
    let (need, tone) = match fact.need {
        Need::Must => ("must", Tone::Warning),
        Need::Should => ("should", Tone::Plain),
        Need::Could => ("could", Tone::Quiet),
    };
    let question = case.fact(&fact.fact).and_then(|fact| fact.ask.first()).map_or("", String::as_str);
    Item {
        indent: 1,
        text: format!("({need}) {}: {question}", fact.title),
        tone,
        details: vec![
            (super::flowed(&fact.consequence), Tone::Plain),
            (format!("would have heard: {}", super::flowed(&fact.answer)), Tone::Quiet),
        ],
        ..Item::default()
    }
}

fn asked(reply: &Reply) -> Item {
    let mut details = vec![(super::flowed(&reply.text), Tone::Quiet)];
    if let [first, rest @ ..] = reply.why.as_slice() {
        let second =
            rest.first().map_or(String::new(), |other| format!("; then {} {:.2}", other.id, other.score));
        details.push((
            format!("understood as {} {:.2} by `{}`{second}", first.id, first.score, first.by),
            Tone::Quiet,
        ));
    }
    Item {
        indent: 1,
        text: format!("\"{}\"", reply.question.trim()),
        tone: Tone::Quote,
        details,
        ..Item::default()
    }
}
