//! Facts told, and facts never asked for, with what had no basis without them.

use serde::{Deserialize, Serialize};

use crate::domain::case::{Fact, Need, Point};
use crate::domain::id::{FactId, TopicId};
use crate::domain::interview::Interview;
use crate::domain::playbook::Snapshot;

/// A fact that was never asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unasked {
    /// Which.
    pub fact: FactId,
    /// Its topic.
    pub topic: TopicId,
    /// The topic's name for people.
    pub title: String,
    /// How much it matters.
    pub need: Need,
    /// What the interviewer would have said.
    pub answer: String,
    /// What follows from not knowing it.
    pub consequence: String,
}

/// What was learned and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactReport {
    /// Told, in the order of telling.
    pub told: Vec<FactId>,
    /// Never asked for; what matters most first.
    pub unasked: Vec<Unasked>,
}

/// Reads the log.
pub fn report(snapshot: &Snapshot, interview: &Interview) -> FactReport {
    let told: Vec<FactId> = interview.told().into_iter().cloned().collect();
    let mut missing: Vec<&Fact> =
        snapshot.case.facts.iter().filter(|fact| !told.contains(&fact.id)).collect();
    missing.sort_by_key(|fact| fact.need);
    let unasked = missing.into_iter().map(|fact| unasked(snapshot, fact)).collect();
    FactReport { told, unasked }
}

fn unasked(snapshot: &Snapshot, fact: &Fact) -> Unasked {
    let topic = snapshot.topics.iter().find(|topic| topic.id == fact.topic);
    let title = topic.map_or_else(|| fact.topic.to_string(), |topic| topic.title.clone());
    Unasked {
        fact: fact.id.clone(),
        topic: fact.topic.clone(),
        need: fact.need,
        answer: fact.answer.clone(),
        consequence: consequence(snapshot, fact, &title),
        title,
    }
}

/// Which points lean on the fact: these had no basis.
fn consequence(snapshot: &Snapshot, fact: &Fact, title: &str) -> String {
    let subject = title.to_lowercase();
    let mut leaning: Vec<&Point> = snapshot
        .case
        .points()
        .map(|(_, _, point)| point)
        .filter(|point| point.facts.contains(&fact.id))
        .collect();
    leaning.sort_by_key(|point| std::cmp::Reverse(point.weight));
    let Some(heaviest) = leaning.first() else {
        return format!("You never asked about it: {subject}.");
    };
    let dimension = snapshot
        .rubric
        .guide(heaviest.dimension)
        .map_or_else(String::new, |guide| guide.title.to_lowercase());
    let others = match leaning.len() - 1 {
        0 => String::new(),
        1 => " One other point leans on it too.".to_owned(),
        more => format!(" {more} other points lean on it too."),
    };
    format!(
        "You never asked about it ({subject}), so this had no basis, under {dimension}: {}{others}",
        heaviest.say
    )
}
