//! One's own text beside the model answers.

use super::{Item, Section, Sign, Tone, flowed};
use crate::domain::anchor;
use crate::domain::case::{Ask, AskKind, Level};
use crate::domain::id::AskId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::playbook::Snapshot;
use crate::domain::score::Debrief;
use crate::domain::step::Step;

/// For every question: what was said to it, and the model answer at the level aimed for.
pub fn section(debrief: &Debrief, interview: &Interview, snapshot: &Snapshot) -> Section {
    let level = interview.opening().level;
    let reached: Vec<&AskId> = interview.posed().collect();
    let items = snapshot
        .case
        .asks()
        .filter(|ask| reached.contains(&&ask.id))
        .flat_map(|ask| {
            let mut items = answer(interview, snapshot, &ask, level);
            items.extend(again(debrief, &ask));
            items
        })
        .collect();
    Section { title: "Answers".to_owned(), items }
}

fn answer(interview: &Interview, snapshot: &Snapshot, ask: &Ask<'_>, level: Level) -> Vec<Item> {
    let kind = match ask.kind {
        AskKind::Opening => snapshot.framework.guide(ask.step).title.clone(),
        AskKind::Probe => "Follow-up".to_owned(),
        AskKind::Curveball => "Curveball".to_owned(),
    };
    let item =
        |text: String, tone| Item { indent: 1, text, tone, ask: Some(ask.id.clone()), ..Item::default() };
    let question = Item {
        text: format!("{kind}: {}", ask.ask),
        tone: Tone::Heading,
        ..item(String::new(), Tone::Plain)
    };
    let mut items = vec![Item { indent: 0, ..question }];
    let own = said(interview, ask);
    if is_spoken(interview, ask) {
        items.push(item("You answered aloud.".to_owned(), Tone::Quiet));
    } else if own.is_empty() {
        items.push(item("You said nothing to this.".to_owned(), Tone::Warning));
    }
    items.extend(own.into_iter().map(|(text, again)| {
        let label = if again { "YOU, AGAIN" } else { "YOU" };
        Item { details: vec![(text, Tone::Quote)], ..item(label.to_owned(), Tone::Plain) }
    }));
    if let Some(model) = snapshot.case.model(&ask.id, level) {
        let depth = if ask.kind == AskKind::Opening { format!(" ({})", level.id()) } else { String::new() };
        let details = paragraphs(model).into_iter().map(|text| (text, Tone::Plain)).collect();
        items.push(Item { details, ..item(format!("MODEL{depth}"), Tone::Good) });
    }
    items
}

/// What the newest answer from the debrief shows beside the first: points gained and lost.
fn again(debrief: &Debrief, ask: &Ask<'_>) -> Vec<Item> {
    let Some(retry) = debrief.retries.iter().rev().find(|retry| retry.ask == ask.id) else {
        return Vec::new();
    };
    retry
        .marks
        .iter()
        .filter(|(_, before, after)| before != after)
        .filter_map(|(id, before, after)| {
            let point = ask.points.iter().find(|point| point.id == *id)?;
            Some(Item {
                indent: 2,
                mark: Some(Sign::of(*after)),
                text: format!("said again, was {}: {}", Sign::of(*before).sign(), flowed(&point.say)),
                tone: if after > before { Tone::Good } else { Tone::Warning },
                ask: Some(ask.id.clone()),
                point: Some((ask.id.clone(), id.clone())),
                ..Item::default()
            })
        })
        .collect()
}

/// A model answer in paragraphs, without its anchors.
pub fn paragraphs(model: &str) -> Vec<String> {
    anchor::without(model).split("\n\n").map(flowed).filter(|text| !text.is_empty()).collect()
}

/// Whether it was answered aloud (speak mode).
pub fn is_spoken(interview: &Interview, ask: &Ask<'_>) -> bool {
    interview
        .log()
        .iter()
        .any(|stamped| matches!(&stamped.entry, Entry::Spoke { ask: own } if *own == ask.id))
}

/// Everything said to a question, and whether it was said again from the debrief.
pub fn said(interview: &Interview, ask: &Ask<'_>) -> Vec<(String, bool)> {
    interview
        .log()
        .iter()
        .filter_map(|stamped| match &stamped.entry {
            Entry::Asked { text } if ask.step == Step::Clarify => Some((text.clone(), false)),
            Entry::Wrote { ask: own, text } if *own == ask.id => Some((text.clone(), false)),
            Entry::Retried { ask: own, text } if *own == ask.id => Some((text.clone(), true)),
            _ => None,
        })
        .collect()
}
