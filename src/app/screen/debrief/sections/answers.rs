//! One's own text beside the model answers.

use super::{Item, Section, Tone, flowed};
use crate::domain::anchor;
use crate::domain::case::{Ask, AskKind, Level};
use crate::domain::id::AskId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;

/// For every question: what was said to it, and the model answer at the level aimed for.
pub fn section(interview: &Interview, snapshot: &Snapshot) -> Section {
    let level = interview.opening().level;
    let reached: Vec<&AskId> = interview.posed().collect();
    let items = snapshot
        .case
        .asks()
        .filter(|ask| reached.contains(&&ask.id))
        .flat_map(|ask| answer(interview, snapshot, &ask, level))
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
    if own.is_empty() {
        items.push(item("You said nothing to this.".to_owned(), Tone::Warning));
    }
    items.extend(own.into_iter().map(|(text, again)| {
        let label = if again { "YOU, AGAIN" } else { "YOU" };
        Item { details: vec![(text, Tone::Quote)], ..item(label.to_owned(), Tone::Plain) }
    }));
    if let Some(model) = snapshot.case.model(&ask.id, level) {
        let depth = if ask.kind == AskKind::Opening { format!(" ({})", level.id()) } else { String::new() };
        let text = anchor::without(model);
        let paragraphs = text.split("\n\n").map(flowed).filter(|text| !text.is_empty());
        let details = paragraphs.map(|text| (text, Tone::Plain)).collect();
        items.push(Item { details, ..item(format!("MODEL{depth}"), Tone::Good) });
    }
    items
}

/// Everything said to a question, and whether it was said again from the debrief.
fn said(interview: &Interview, ask: &Ask<'_>) -> Vec<(String, bool)> {
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
