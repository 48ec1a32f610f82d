//! On what a score rests: the words and the cue behind each mark, and what each answer of the interviewer was
//! chosen over.

use serde::Serialize;

use super::{flowed, quoted};
use crate::app::screen::debrief::sections::points::ground;
use crate::domain::case::{Ask, Point};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Candidate, Entry, Reply};
use crate::domain::marking::{MARK_NAMES, PointMark};
use crate::domain::score::Debrief;
use crate::domain::sitting::Sitting;
use crate::domain::time::SessionTime;

/// What the interviewer said, and when.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    at: SessionTime,
    reply: &'a Reply,
}

/// What the interviewer said on the grounds of a message, in order.
pub fn told(interview: &Interview) -> Vec<Told<'_>> {
    let log = interview.log().iter();
    log.filter_map(|stamped| match &stamped.entry {
        Entry::Told(reply) => Some(Told { at: stamped.at, reply }),
        _ => None,
    })
    .collect()
}

/// Every point of the case, then every reply.
pub fn lines(sitting: &Sitting, debrief: &Debrief) -> Vec<String> {
    let mut lines = vec![String::new(), "Points".to_owned()];
    for ask in sitting.snapshot.case.asks() {
        lines.push(format!("  {} `{}`: {}", ask.step, ask.id, flowed(ask.ask)));
        for mark in debrief.marks.under(&ask.id) {
            lines.extend(point(mark, &ask));
        }
    }
    let replies = told(&sitting.interview);
    if !replies.is_empty() {
        lines.extend([String::new(), "Replies".to_owned()]);
        lines.extend(replies.iter().flat_map(reply));
    }
    lines
}

fn point(mark: &PointMark, ask: &Ask<'_>) -> Vec<String> {
    let say = |point: &Point| (point.id == mark.point).then(|| flowed(&point.say));
    let say = ask.points.iter().find_map(say).unwrap_or_default();
    let name = MARK_NAMES[usize::from(mark.mark.min(3))];
    let how = match mark {
        PointMark { by_candidate: true, .. } => ", marked by the candidate",
        PointMark { reached: false, .. } => ", not reached",
        _ => "",
    };
    let mut lines = vec![
        format!(
            "    {} {name}{how}: `{}` ({}, weight {})",
            mark.mark,
            mark.point,
            mark.dimension.id(),
            mark.weight
        ),
        format!("      {say}"),
    ];
    for evidence in &mark.evidence {
        lines.push(format!("      {}", quoted(&evidence.quote)));
        lines.push(format!("      {}, said to `{}`", ground(evidence), evidence.ask));
    }
    if let Some(against) = &mark.against {
        lines.push(format!("      spoke against it: {}", quoted(&against.quote)));
        lines.push(format!("      {}", ground(against)));
    }
    lines
}

fn reply(told: &Told<'_>) -> Vec<String> {
    let Told { at, reply } = told;
    let mut lines = vec![
        format!("  {at}  {}", quoted(&reply.question)),
        format!("      {}: {}", grounded(reply), flowed(&reply.text)),
    ];
    let is_chosen = |one: &Candidate| {
        reply.facts.iter().any(|fact| fact.as_str() == one.id)
            || reply.topic.as_ref().is_some_and(|topic| topic.as_str() == one.id)
    };
    let (chosen, others): (Vec<_>, Vec<_>) = reply.why.iter().partition(|one| is_chosen(one));
    lines.extend(chosen.into_iter().map(|one| candidate("chosen", one)));
    lines.extend(others.into_iter().map(|one| candidate("passed over", one)));
    lines
}

/// What kind of thing was said, with the facts or the topic it is about.
fn grounded(reply: &Reply) -> String {
    let kind = reply.kind.title();
    let facts = reply.facts.iter().map(|fact| format!("`{fact}`"));
    let about: Vec<String> = facts.chain(reply.topic.iter().map(|topic| format!("`{topic}`"))).collect();
    if about.is_empty() { kind.to_owned() } else { format!("{kind} {}", about.join(", ")) }
}

fn candidate(standing: &str, candidate: &Candidate) -> String {
    format!("      {standing}: `{}` {:.2} by `{}`", candidate.id, candidate.score, flowed(&candidate.by))
}
