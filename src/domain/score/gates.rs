//! Gates: shortcomings that cap the band, read off the log.

use serde::{Deserialize, Serialize};

use super::insight::Spoken;
use crate::domain::case::Need;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::lexicon::words::NameKind;
use crate::domain::marking::Marks;
use crate::domain::marking::reading::Reading;
use crate::domain::marking::substance::Worth;
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::GateKind;
use crate::domain::step::Step;
use crate::domain::text::wordset::stands_in;

/// Topics on which a hard fact cannot be argued away.
const HARD: [&str; 2] = ["freshness", "privacy"];
/// Concepts that tell how data is processed again.
const REPLAY: [&str; 4] = ["replay", "backfill", "reprocess", "raw-layer"];

/// A gate that closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateResult {
    /// Which.
    pub id: String,
    /// What the debrief says.
    pub title: String,
    /// The best band that is left.
    pub cap: String,
    /// The candidate's words, where words are what closed it.
    pub quote: String,
}

/// The gates that closed for this target level.
pub fn gates(
    snapshot: &Snapshot,
    interview: &Interview,
    marks: &Marks,
    spoken: &Spoken<'_>,
) -> Vec<GateResult> {
    let gates = snapshot.rubric.gates.iter().filter(|gate| interview.opening().level >= gate.from);
    gates
        .filter_map(|gate| {
            let quote = match gate.when {
                GateKind::NoQuestionBeforeTool => tool_before_fact(interview, spoken),
                GateKind::MissesHardFact => missed_fact(snapshot, marks),
                GateKind::NoReplayStory => no_replay(interview, spoken),
            }?;
            Some(GateResult { id: gate.id.clone(), title: gate.title.clone(), cap: gate.cap.clone(), quote })
        })
        .collect()
}

/// The sentence that names a technology before any fact was told. Only where there was a clarify step to ask in.
pub fn tool_before_fact(interview: &Interview, spoken: &Spoken<'_>) -> Option<String> {
    if interview.opening().plan.first_step() != Step::Clarify {
        return None;
    }
    let told = interview.log().iter().position(|stamped| match &stamped.entry {
        Entry::Told(reply) => !reply.facts.is_empty(),
        _ => false,
    });
    let words = spoken.marker.words();
    let before = spoken.messages.iter().filter(|message| told.is_none_or(|told| message.entry < told));
    // The message that draws the first fact out may name the tool only to ask about it.
    let opening = told.map(|told| told.saturating_sub(1));
    before
        .filter(|message| opening != Some(message.entry))
        .flat_map(|message| message.reading.hits.iter().map(move |hit| (message, hit)))
        .find(|(message, hit)| {
            let sentence = message.reading.text.sentence_of(hit.start);
            words.kind_of(hit.name) == NameKind::Technology
                && message.reading.worth.get(sentence).is_some_and(|worth| *worth >= Worth::List)
        })
        .map(|(message, hit)| message.sentence(message.reading.text.sentence_of(hit.start)))
}

/// Words that prove the opposite of a point which rests on a hard fact.
fn missed_fact(snapshot: &Snapshot, marks: &Marks) -> Option<String> {
    marks.points.iter().find_map(|mark| {
        let against = mark.against.as_ref()?;
        let point = snapshot.case.ask(&mark.ask)?.points.iter().find(|point| point.id == mark.point)?;
        let is_hard = point
            .facts
            .iter()
            .filter_map(|fact| snapshot.case.fact(fact))
            .any(|fact| fact.need == Need::Must && HARD.contains(&fact.topic.as_str()));
        is_hard.then(|| against.quote.clone())
    })
}

/// "Read it again", "the counters have to be built anew": in plain words, and not refused.
fn does_again(reading: &Reading) -> bool {
    let word = |at: usize| reading.text.tokens.get(at).map_or("", |token| token.word.as_str());
    let is_refused =
        |at: usize| reading.scopes.iter().any(|scope| scope.refuses() && scope.tokens.contains(&at));
    reading.text.sentences.iter().enumerate().any(|(number, sentence)| {
        let again = sentence.tokens.clone().any(|at| stands_in!(word(at), "again anew afresh"));
        let does = |at: usize| {
            stands_in!(
                word(at),
                "read reads reading load loads loading run runs running send sends resend build built compute \
                 computed calculate calculated process processed play write pull import"
            ) && !is_refused(at)
        };
        let redoes = |at: usize| {
            stands_in!(
                word(at),
                "reload reloads rerun reruns recompute recomputed recalculate recalculated rebuild rebuilt reread redo"
            ) && !is_refused(at)
        };
        let is_told = sentence.tokens.clone().any(redoes) || (again && sentence.tokens.clone().any(does));
        is_told && reading.worth.get(number) == Some(&Worth::Statement)
    })
}

/// Nothing said about processing again, in a sitting that came to the deep dive.
fn no_replay(interview: &Interview, spoken: &Spoken<'_>) -> Option<String> {
    // What was said aloud is not known.
    if interview.opening().speak || !interview.by_step().any(|(step, _)| step == Step::DeepDive) {
        return None;
    }
    let words = spoken.marker.words();
    let wanted: Vec<_> = REPLAY.iter().filter_map(|id| words.name(id)).collect();
    let told = spoken.messages.iter().filter(|message| message.step != Step::Clarify).any(|message| {
        if does_again(&message.reading) {
            return true;
        }
        message.reading.hits.iter().any(|hit| {
            let sentence = message.reading.text.sentence_of(hit.start);
            wanted.iter().any(|name| words.implied(hit.name).contains(name))
                && message
                    .reading
                    .scopes
                    .iter()
                    .all(|scope| !scope.refuses() || !scope.tokens.contains(&hit.start))
                && message.reading.worth.get(sentence) == Some(&Worth::Statement)
        })
    });
    (!told).then(String::new)
}
