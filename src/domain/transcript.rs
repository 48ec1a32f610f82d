//! A sitting as it went, entry by entry: every word of both sides, with the passages on which points rest marked in
//! place.

use std::ops::Range;

use crate::domain::id::{AskId, FactId, PointId};
use crate::domain::interview::entry::{Ending, Entry};
use crate::domain::interview::{Interview, Stamped};
use crate::domain::marking::{Evidence, Marks};
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// Who an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The candidate.
    Candidate,
    /// The interviewer.
    Interviewer,
    /// Nobody: it is on the record.
    Record,
}

impl Voice {
    /// Three letters that need no color; none for the record.
    pub fn label(self) -> &'static str {
        match self {
            Self::Candidate => "YOU",
            Self::Interviewer => "INT",
            Self::Record => "",
        }
    }
}

/// A point that rests on words of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Its number in the transcript, from 1 in the order of reading.
    pub number: usize,
    /// The ask it belongs to.
    pub ask: AskId,
    /// Which.
    pub point: PointId,
    /// What the point says.
    pub say: String,
    /// The mark: 1 named, 2 reasoned, 3 proven; 0 where the words spoke against it.
    pub mark: u8,
    /// The cue that fired, or the fact that was told.
    pub cue: String,
    /// The bytes of the turn's text.
    pub bytes: Range<usize>,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its number in the log, from 0.
    pub entry: usize,
    /// Session time.
    pub at: SessionTime,
    /// The step under way.
    pub step: Step,
    /// Whose it is.
    pub voice: Voice,
    /// What kind of thing, in a few words: `question`, `told freshness`.
    pub kind: String,
    /// The words, as they were written.
    pub text: String,
    /// What it answers or asks.
    pub ask: Option<AskId>,
    /// The points that rest on it, in the order of reading.
    pub credits: Vec<Credit>,
}

impl Turn {
    /// The text with the passages in place, as in `It goes [2 to a queue because vans go offline].`, and the bytes of
    /// the passages in it. Passages that overlap stand in one pair of brackets with all their numbers.
    pub fn marked(&self) -> (String, Vec<Range<usize>>) {
        let (mut text, mut places, mut from) = (String::new(), Vec::new(), 0);
        for (bytes, numbers) in self.passages() {
            let before = self.text.get(from..bytes.start).unwrap_or_default();
            let inside = self.text.get(bytes.clone()).unwrap_or_default();
            text.push_str(before);
            let start = text.len();
            text.extend(["[", &numbers, " ", inside, "]"]);
            places.push(start..text.len());
            from = bytes.end;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        (text, places)
    }

    /// Passages that touch none of the others, with the numbers of their points.
    fn passages(&self) -> Vec<(Range<usize>, String)> {
        let mut spans: Vec<_> = self.credits.iter().map(|one| (one.bytes.clone(), one.number)).collect();
        spans.retain(|(bytes, _)| !bytes.is_empty());
        spans.sort_by_key(|(bytes, number)| (bytes.start, bytes.end, *number));
        let mut passages: Vec<(Range<usize>, String)> = Vec::new();
        for (bytes, number) in spans {
            match passages.last_mut().filter(|(last, _)| bytes.start < last.end) {
                Some((last, numbers)) => {
                    last.end = last.end.max(bytes.end);
                    numbers.extend([",", &number.to_string()]);
                }
                None => passages.push((bytes, number.to_string())),
            }
        }
        passages
    }
}

/// The sitting, from its opening and the prompt of the case to its end.
pub fn transcript(interview: &Interview, snapshot: &Snapshot, marks: &Marks) -> Vec<Turn> {
    let mut turns: Vec<Turn> = interview.by_step().enumerate().map(turn).collect();
    for ask in snapshot.case.asks() {
        for mark in marks.under(&ask.id) {
            let say = ask.points.iter().find(|point| point.id == mark.point).map(|point| point.say.as_str());
            let against = mark.against.iter().map(|evidence| (evidence, 0));
            for (evidence, level) in mark.evidence.iter().map(|evidence| (evidence, mark.mark)).chain(against)
            {
                let Some((entry, bytes)) = place(evidence, &turns) else { continue };
                turns[entry].credits.push(Credit {
                    number: 0,
                    ask: mark.ask.clone(),
                    point: mark.point.clone(),
                    say: say.unwrap_or_default().to_owned(),
                    mark: level,
                    cue: evidence.cue.clone(),
                    bytes,
                });
            }
        }
    }
    let mut number = 0;
    for turn in &mut turns {
        turn.credits.sort_by_key(|credit| (credit.bytes.start, credit.bytes.end));
        for credit in &mut turn.credits {
            number += 1;
            credit.number = number;
        }
    }
    if let Some(opening) = turns.first().cloned() {
        let (kind, text) = ("prompt".to_owned(), paragraphs(&snapshot.case.prompt));
        turns.insert(1, Turn { voice: Voice::Interviewer, kind, text, ..opening });
    }
    turns
}

/// Authored prose with a line for each paragraph: other line breaks are the author's editor's.
fn paragraphs(text: &str) -> String {
    let flowed = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split("\n\n").map(flowed).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Where the words of a piece of evidence stand. A fact that was told rests on the question before it.
fn place(evidence: &Evidence, turns: &[Turn]) -> Option<(usize, Range<usize>)> {
    let own = turns.get(evidence.entry)?;
    if own.voice == Voice::Candidate && own.text.get(evidence.bytes.clone()) == Some(&evidence.quote) {
        return Some((evidence.entry, evidence.bytes.clone()));
    }
    let before = turns.get(..evidence.entry)?;
    before.iter().rev().filter(|turn| turn.voice == Voice::Candidate).find_map(|turn| {
        let start = turn.text.find(&evidence.quote)?;
        Some((turn.entry, start..start + evidence.quote.len()))
    })
}

fn turn((entry, (step, stamped)): (usize, (Step, &Stamped))) -> Turn {
    let (voice, kind, text) = told(&stamped.entry);
    let ask = match &stamped.entry {
        Entry::Posed { ask, .. }
        | Entry::Struck { curveball: ask, .. }
        | Entry::Wrote { ask, .. }
        | Entry::Spoke { ask }
        | Entry::Retried { ask, .. }
        | Entry::Hinted { ask, .. }
        | Entry::Declined { ask } => Some(ask.clone()),
        _ => None,
    };
    Turn { entry, at: stamped.at, step, voice, kind, text, ask, credits: Vec::new() }
}

/// An entry in words: whose it is, what kind of thing, and its text.
pub fn told(entry: &Entry) -> (Voice, String, String) {
    use Voice::{Candidate, Interviewer, Record};
    let of = |voice, kind: &str, text: &str| (voice, kind.to_owned(), text.to_owned());
    match entry {
        Entry::Asked { text } => of(Candidate, "question", text),
        Entry::Wrote { text, .. } => of(Candidate, "answer", text),
        Entry::Spoke { .. } => of(Candidate, "answer", "(aloud)"),
        Entry::Retried { text, .. } => of(Candidate, "said again", text),
        Entry::Told(reply) => {
            let facts: Vec<&str> = reply.facts.iter().map(FactId::as_str).collect();
            let kind = if facts.is_empty() {
                reply.kind.title().to_owned()
            } else {
                format!("told {}", facts.join(", "))
            };
            (Interviewer, kind, reply.text.clone())
        }
        Entry::Posed { ask, text } if Step::from_id(ask.as_str()).is_some() => {
            of(Interviewer, "opening", text)
        }
        Entry::Posed { text, .. } => of(Interviewer, "follow-up", text),
        Entry::Struck { text, .. } => of(Interviewer, "curveball", text),
        Entry::Hinted { rung, text, .. } => {
            (Interviewer, format!("hint, {}", rung_title(*rung)), text.clone())
        }
        Entry::Drew { text } => of(Candidate, "sketch", text),
        Entry::Noted { text } => of(Candidate, "notes", text),
        Entry::SelfScored { levels } => {
            let levels = levels.iter().map(|(dimension, level)| format!("{} {level}", dimension.id()));
            (Candidate, "own marks".to_owned(), levels.collect::<Vec<_>>().join(", "))
        }
        Entry::Marked { point, mark, .. } => {
            (Candidate, "marked".to_owned(), format!("Said `{point}`: {mark} of 3."))
        }
        Entry::Claimed { point, quote, .. } => (Candidate, format!("claimed {point}"), quote.clone()),
        Entry::Declined { ask } => (Candidate, "declined".to_owned(), format!("Moved on from `{ask}`.")),
        other => (Record, "record".to_owned(), recorded(other)),
    }
}

/// What nobody said.
fn recorded(entry: &Entry) -> String {
    match entry {
        Entry::Opened(opening) => {
            format!("{}, {}, level {}.", opening.title, opening.mode.id(), opening.level.id())
        }
        Entry::Advanced { to } => format!("Step {}: {to}.", to.number()),
        Entry::Paused => "Paused.".to_owned(),
        Entry::Resumed => "Went on.".to_owned(),
        Entry::Returned { away } => format!("Left, and taken up again after {}.", span(*away)),
        Entry::Slept { gap, counted } => {
            let counted = if *counted { "counted" } else { "not counted" };
            format!("The machine slept for {}, {counted}.", span(*gap))
        }
        Entry::BudgetChanged { scale } => format!("Budgets changed to {}.", scale.id()),
        Entry::Reviewed { step } => format!("The model answers of step {} were read.", step.number()),
        Entry::SealOpened { page } => format!("`{page}` was opened."),
        Entry::Finished { how: Ending::Complete } => "Finished.".to_owned(),
        Entry::Finished { how: Ending::Early } => "Ended early.".to_owned(),
        said => told(said).2,
    }
}

/// What a rung of help is called.
pub fn rung_title(rung: u8) -> &'static str {
    match rung {
        0 | 1 => "a nudge",
        2 => "a pointer",
        _ => "the point itself",
    }
}

/// A span of wall time in its largest unit, from milliseconds.
pub fn span(millis: u64) -> String {
    match millis / 1000 {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3600 => format!("{} min", seconds / 60),
        seconds @ 3600..86_400 => format!("{} h", seconds / 3600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, spans: &[Range<usize>]) -> Turn {
        let credit = |(at, bytes): (usize, &Range<usize>)| Credit {
            number: at + 1,
            ask: Step::Clarify.ask(),
            point: PointId::new("late").expect("an id"),
            say: String::new(),
            mark: 2,
            cue: String::new(),
            bytes: bytes.clone(),
        };
        let (voice, kind, text) = told(&Entry::Asked { text: text.to_owned() });
        let credits = spans.iter().enumerate().map(credit).collect();
        let (at, step) = (SessionTime::ZERO, Step::Clarify);
        Turn { entry: 1, at, step, voice, kind, text, ask: None, credits }
    }

    #[test]
    fn passages_that_overlap_share_a_pair_of_brackets() {
        let (text, places) = said("ab cd ef gh", &[0..5, 3..8, 9..11]).marked();
        assert_eq!(text, "[1,2 ab cd ef] [3 gh]");
        assert_eq!(places, [0..14, 15..21]);
    }

    #[test]
    fn what_earned_nothing_stands_as_it_was_written() {
        assert_eq!(said("a [b] c", &[]).marked(), ("a [b] c".to_owned(), Vec::new()));
    }
}
