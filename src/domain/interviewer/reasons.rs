//! Asking for the reason behind a choice that was only named.

use super::Interviewer;
use super::lines::{line, mix, plain};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Entry, Reply, ReplyKind};
use crate::domain::lexicon::{Role, Technology};
use crate::domain::marking::signals::Signal;
use crate::domain::step::Step;
use crate::domain::text::Text;

/// How often a step the interviewer asks for a reason.
const MOST: usize = 2;

/// Roles whose choice is worth a question; a lake comes with the cloud.
const TELLING: [Role; 13] = [
    Role::StreamLog,
    Role::Queue,
    Role::Cdc,
    Role::Ingestion,
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
        // A summary names everything once more; by then the reasons were given, or are missing for good.
        if matches!(step, Step::Clarify | Step::Summary) || asked(interview, |at| at == step).len() >= MOST {
            return None;
        }
        let said = interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Wrote { text, .. } => Some(text),
            _ => None,
        })?;
        let mut before: Vec<String> = asked(interview, |_| true).into_iter().map(str::to_owned).collect();
        before.extend(self.named_before(interview));
        let (choice, other) = self.unreasoned(said, &before, interview.opening().seed)?;
        let words = line(&self.lines().ask_reason, interview, ReplyKind::AskReason, 0);
        let text = words.replace("{choice}", &choice.title).replace("{other}", &other.title);
        Some(plain(ReplyKind::AskReason, text, &choice.title))
    }

    /// The titles of technologies that an earlier answer named: from then on they are mentioned, not chosen.
    fn named_before(&self, interview: &Interview) -> Vec<String> {
        let mind = &self.mind;
        let words = mind.marker.words();
        let answers = interview.log().iter().rev().filter_map(|stamped| match &stamped.entry {
            Entry::Wrote { text, .. } => Some(text),
            _ => None,
        });
        let read = answers.skip(1).map(|text| mind.marker.read(text).0);
        let ids: Vec<String> =
            read.flat_map(|reading| reading.hits).map(|hit| words.id_of(hit.name).to_owned()).collect();
        let technologies = mind.snapshot.lexicon.technologies.iter();
        let known = technologies.filter(|known| ids.iter().any(|id| *id == known.id.as_str()));
        known.map(|known| known.title.clone()).collect()
    }

    /// A technology that is claimed in a text without a reason, and another of its kind.
    fn unreasoned(&self, said: &str, before: &[String], seed: u64) -> Option<(&Technology, &Technology)> {
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
        let choice = named
            .iter()
            .find(|technology| TELLING.contains(&technology.role) && !before.contains(&technology.title))?;
        let others: Vec<&Technology> = technologies
            .iter()
            .filter(|other| {
                other.role == choice.role
                    && other.id != choice.id
                    && named.iter().all(|named| named.id != other.id)
            })
            .collect();
        let pool = narrowed(others, |other| self.is_at_hand(other));
        let pool = narrowed(pool, |other| other.managed != choice.managed);
        let known = pool.len().clamp(1, 3);
        pool.get((mix(seed, choice.role as u64) % known as u64) as usize).map(|other| (*choice, *other))
    }
    /// Whether the case can have it: a cloud's own product only where the case is on that cloud.
    fn is_at_hand(&self, technology: &Technology) -> bool {
        let Some(names) = CLOUDS.iter().find(|names| says_one_of(&technology.title, *names)) else {
            return true;
        };
        self.mind.snapshot.case.facts.iter().any(|fact| says_one_of(&fact.answer, names))
    }
}

/// The names of each cloud's owner, as they stand in the titles of its products.
const CLOUDS: [[&str; 2]; 3] = [["amazon", "aws"], ["google", "gcp"], ["azure", "microsoft"]];

fn says_one_of(said: &str, names: &[&str]) -> bool {
    Text::read(said).tokens.iter().any(|token| names.contains(&token.word.as_str()))
}

/// Those that fit, where some do; else all.
fn narrowed(all: Vec<&Technology>, fits: impl Fn(&Technology) -> bool) -> Vec<&Technology> {
    let fitting: Vec<&Technology> = all.iter().copied().filter(|one| fits(one)).collect();
    if fitting.is_empty() { all } else { fitting }
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
