//! Asking for the reason behind a choice that was only named.

use super::Interviewer;
use super::lines::{line, mix, plain};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, Reply, ReplyKind};
use crate::domain::lexicon::{Role, Technology};
use crate::domain::marking::signals::Signal;
use crate::domain::step::Step;

/// How often a step the interviewer asks for a reason.
const MOST: usize = 2;

/// Roles whose choice is worth a question.
const TELLING: [Role; 14] = [
    Role::StreamLog,
    Role::Queue,
    Role::Cdc,
    Role::Ingestion,
    Role::Lake,
    Role::TableFormat,
    Role::BatchEngine,
    Role::StreamEngine,
    Role::Orchestrator,
    Role::Warehouse,
    Role::Olap,
    Role::KeyValue,
    Role::FeatureStore,
    Role::StateStore,
];

impl Interviewer {
    /// "You chose Kafka. Why not Kinesis?" - if the last answer names a technology and gives no reason at all.
    pub fn ask_reason(&self, interview: &Interview) -> Option<Reply> {
        let step = interview.step();
        if step == Step::Clarify || asked(interview, |at| at == step).len() >= MOST {
            return None;
        }
        let said = interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Wrote { text, .. } => Some(text),
            _ => None,
        })?;
        let before = asked(interview, |_| true);
        let (choice, other) = self.unreasoned(said, &before, interview.opening().seed)?;
        let words = line(&self.lines().ask_reason, interview, ReplyKind::AskReason, 0);
        let text = words.replace("{choice}", &choice.title).replace("{other}", &other.title);
        Some(plain(ReplyKind::AskReason, text, &choice.title))
    }

    /// A technology that is claimed in a text without a reason, and another of its kind.
    fn unreasoned(&self, said: &str, before: &[&str], seed: u64) -> Option<(&Technology, &Technology)> {
        let mind = &self.mind;
        let (reading, signals) = mind.marker.read(said);
        if signals
            .iter()
            .any(|placed| matches!(placed.signal, Signal::Reason | Signal::Cost | Signal::Revisit))
        {
            return None;
        }
        let technologies = &mind.snapshot.lexicon.technologies;
        let words = mind.marker.words();
        let named: Vec<&Technology> = reading
            .hits
            .iter()
            .filter(|hit| {
                reading.scopes.iter().all(|scope| {
                    scope.refusal == crate::domain::marking::stance::Refusal::Denied
                        || !scope.tokens.contains(&hit.start)
                })
            })
            .filter_map(|hit| {
                technologies.iter().find(|technology| technology.id.as_str() == words.id_of(hit.name))
            })
            .collect();
        let choice = named.iter().find(|technology| {
            TELLING.contains(&technology.role) && !before.contains(&technology.title.as_str())
        })?;
        let others: Vec<&Technology> = technologies
            .iter()
            .filter(|other| {
                other.role == choice.role
                    && other.id != choice.id
                    && named.iter().all(|named| named.id != other.id)
            })
            .collect();
        let unlike: Vec<&Technology> =
            others.iter().copied().filter(|other| other.managed != choice.managed).collect();
        let pool = if unlike.is_empty() { others } else { unlike };
        let known = pool.len().clamp(1, 3);
        pool.get((mix(seed, choice.role as u64) % known as u64) as usize).map(|other| (*choice, *other))
    }
}

/// The choices that were asked about, in the steps that count.
fn asked(interview: &Interview, counts: impl Fn(Step) -> bool) -> Vec<&str> {
    interview
        .by_step()
        .filter_map(|(step, stamped)| match &stamped.entry {
            Entry::Told(reply) if reply.kind == ReplyKind::AskReason && counts(step) => {
                Some(reply.question.as_str())
            }
            _ => None,
        })
        .collect()
}
