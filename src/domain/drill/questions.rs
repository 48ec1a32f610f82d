//! The marking of clarifying questions: what an interviewer would have told.

use std::collections::BTreeMap;

use crate::domain::case::{Level, Need};
use crate::domain::drill::mark::{Line, Marked, Sign};
use crate::domain::drill::pose::one_line;
use crate::domain::id::{CaseId, FactId, TopicId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Mode, Opening, Reply, ReplyKind};
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::interviewer::Interviewer;
use crate::domain::playbook::{Playbook, Snapshot};
use crate::domain::schedule::Grade;
use crate::domain::step::Step;
use crate::domain::time::Timestamp;

/// Letters that a line needs to be a question.
const FEWEST: usize = 3;

/// Asks the interviewer of a case every line of an answer. Of one fact, the question is right if it would be told.
pub fn mark(playbook: &Playbook, case: &CaseId, only: Option<&FactId>, answer: &str) -> Marked {
    let Some(snapshot) = Snapshot::of(playbook, case) else {
        return Marked { headline: String::new(), proposed: None, lines: Vec::new(), model: Vec::new() };
    };
    let heard = Asked::of(&snapshot, answer);
    match only {
        Some(fact) => one_fact(&heard, fact, answer),
        None => all_facts(&snapshot, &heard, answer),
    }
}

/// Which question each fact or open topic was found out by.
#[derive(Default)]
struct Asked {
    facts: BTreeMap<FactId, String>,
    open: BTreeMap<TopicId, String>,
}

impl Asked {
    fn of(snapshot: &Snapshot, answer: &str) -> Self {
        let interviewer = Interviewer::new(snapshot);
        let opening = Opening {
            case: snapshot.case.id.clone(),
            title: snapshot.case.title.clone(),
            snapshot: String::new(),
            mode: Mode::Mock,
            level: Level::Senior,
            speak: false,
            seed: 0,
            plan: Plan::single(Step::Clarify, 5, BudgetScale::Normal),
        };
        let interview = Interview::open(opening, Timestamp(0));
        let mut asked = Self::default();
        // A letter or two ask nothing.
        let is_said = |line: &&str| line.chars().filter(|char| char.is_alphabetic()).count() >= FEWEST;
        for line in answer.lines().filter(is_said) {
            interviewer.reply(&interview, line).into_iter().for_each(|reply| asked.take(reply, line));
            // Of several on one line each is asked for itself, too: what goes before must not swallow the next.
            for question in several(line) {
                for reply in interviewer.reply(&interview, question) {
                    asked.take(reply, question);
                }
            }
        }
        asked
    }

    fn take(&mut self, reply: Reply, line: &str) {
        // "Do you mean freshness?" is a guess of the interviewer's: nothing was found out by it.
        if reply.kind == ReplyKind::NotUnderstood {
            return;
        }
        let question = if reply.question.trim().is_empty() { line.to_owned() } else { reply.question };
        for fact in reply.facts {
            self.facts.entry(fact).or_insert_with(|| question.clone());
        }
        if let Some(topic) = reply.topic {
            self.open.entry(topic).or_insert(question);
        }
    }
}

/// The questions of a line that holds more than one, but for those too short to stand alone: "How much?"
fn several(line: &str) -> impl Iterator<Item = &str> {
    let is_single = line.matches('?').count() < 2;
    let stands_alone = |question: &&str| question.split_whitespace().count() >= 4;
    line.split_inclusive('?').map(str::trim).filter(move |question| !is_single && stands_alone(question))
}

fn one_fact(heard: &Asked, fact: &FactId, answer: &str) -> Marked {
    let quote = heard.facts.get(fact).cloned();
    let (headline, proposed) = match (&quote, answer.trim().is_empty()) {
        (Some(_), _) => ("The interviewer would have told you.", Some(Grade::Good)),
        (None, true) => ("Nothing typed: mark yourself.", None),
        (None, false) => ("That question would not have brought it out.", Some(Grade::Again)),
    };
    let sign = if quote.is_some() { Sign::Full } else { Sign::Open };
    let lines = vec![Line::new(sign, "Asks for the fact", quote)];
    Marked { headline: headline.to_owned(), proposed, lines, model: Vec::new() }
}

fn all_facts(snapshot: &Snapshot, heard: &Asked, answer: &str) -> Marked {
    let title = |id: &TopicId| {
        let topic = snapshot.topics.iter().find(|topic| topic.id == *id);
        topic.map_or_else(|| id.to_string(), |topic| topic.title.clone())
    };
    let mut facts: Vec<_> = snapshot.case.facts.iter().collect();
    facts.sort_by_key(|fact| fact.need);
    let (mut found, mut musts, mut musts_found) = (0, 0, 0);
    let mut lines = Vec::new();
    for fact in facts {
        let quote = heard.facts.get(&fact.id).cloned();
        let is_must = fact.need == Need::Must;
        musts += usize::from(is_must);
        found += usize::from(quote.is_some());
        musts_found += usize::from(is_must && quote.is_some());
        let sign = if quote.is_some() { Sign::Full } else { Sign::Open };
        let weight = if is_must { " (a must)" } else { "" };
        // What was not asked for stays sealed: the case may still be sat.
        let told = match quote {
            Some(_) => format!(": {}", one_line(&fact.answer)),
            None => ", not asked for".to_owned(),
        };
        lines.push(Line::new(sign, format!("{}{weight}{told}", title(&fact.topic)), quote));
    }
    for (topic, question) in &heard.open {
        let text = format!("{}: left open; assume a number and say so", title(topic));
        lines.push(Line::new(Sign::Full, text, Some(question.clone())));
    }
    let all = snapshot.case.facts.len().max(1);
    let share = found as f64 / all as f64;
    let musts_share = if musts == 0 { 1.0 } else { musts_found as f64 / musts as f64 };
    let proposed = match (musts_share, share) {
        (musts, share) if musts >= 0.999 && share >= 0.8 => Grade::Easy,
        (musts, share) if musts >= 0.8 && share >= 0.5 => Grade::Good,
        (musts, share) if musts >= 0.5 && share >= 0.3 => Grade::Hard,
        _ => Grade::Again,
    };
    let headline = format!("{found} of {all} facts found, {musts_found} of {musts} musts");
    let proposed = Some(proposed).filter(|_| !answer.trim().is_empty());
    Marked { headline, proposed, lines, model: Vec::new() }
}
