//! The debrief: everything a sitting shows, from its log and the content it was sat with. One pure function; the
//! same log and content give the same debrief, byte for byte.

mod calibration;
mod card;
mod facts;
mod fix;
mod flags;
mod gates;
mod insight;
mod retries;
mod time;

use serde::{Deserialize, Serialize};

use crate::domain::case::AskKind;
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::{Marker, Marks};
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;

pub use calibration::Calibration;
pub use card::{BarResult, DimensionScore, Scorecard, StepScore, level, worth};
pub use facts::{FactReport, Unasked};
pub use fix::FirstFix;
pub use flags::{FlagKind, RedFlag};
pub use gates::GateResult;
pub use insight::{Insight, Term};
pub use retries::Retry;
pub use time::{Overrun, StepReport, TimeReport};

/// From this share of points on that the program marked itself, a result is a number and not only a band.
const CONFIDENT: f64 = 0.5;

/// What was asked of the candidate, for showing marks under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskReport {
    /// Which.
    pub ask: AskId,
    /// Its step.
    pub step: Step,
    /// The words.
    pub text: String,
    /// Whether the sitting came to it.
    pub reached: bool,
    /// Whether the candidate declined it.
    pub declined: bool,
    /// Whether it is a curveball.
    pub curveball: bool,
    /// The highest rung of help that was taken; 0 for none.
    pub hints: u8,
    /// The candidate's answers to it, joined by empty lines.
    pub answer: String,
}

/// A point the candidate says was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The ask it belongs to.
    pub ask: AskId,
    /// Which point.
    pub point: PointId,
    /// The candidate's words.
    pub quote: String,
}

/// What a sitting shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// Levels, overall score, bars, gates.
    pub card: Scorecard,
    /// The mark of each point of the case with its evidence.
    pub marks: Marks,
    /// What was asked, in the order of the case.
    pub asks: Vec<AskReport>,
    /// What the candidate claims beside the marks.
    pub claims: Vec<Claim>,
    /// The overall score if every claim counted as reasoned; never mixed into the score.
    pub claimed_overall: Option<u32>,
    /// Facts told, and facts never asked for.
    pub facts: FactReport,
    /// Where the time went.
    pub time: TimeReport,
    /// At most three anti-patterns, each with its sentence.
    pub flags: Vec<RedFlag>,
    /// The one thing to mend first.
    pub first_fix: Option<FirstFix>,
    /// Own marks beside the levels.
    pub calibration: Vec<Calibration>,
    /// Words.
    pub insight: Insight,
    /// Asks answered once more.
    pub retries: Vec<Retry>,
    /// Points that were lost where no time was left: time, not knowledge.
    pub for_lack_of_time: Vec<(AskId, PointId)>,
    /// Printed beside every result.
    pub note: String,
}

impl Debrief {
    /// The overall score, 0 to 100.
    pub fn overall(&self) -> u32 {
        self.card.overall
    }

    /// The overall score where it is a measurement. Marks of one's own are none: a band is all they carry.
    pub fn measured(&self) -> Option<u32> {
        let is_own = self.card.points > 0 && self.card.confidence < CONFIDENT;
        (!is_own).then_some(self.card.overall)
    }

    /// The result in a few words.
    pub fn headline(&self) -> String {
        match self.measured() {
            Some(overall) => format!("{overall} of 100, {}", self.card.band),
            None => format!("{}, spoken", self.card.band),
        }
    }
}

/// Reads the log.
pub fn debrief(snapshot: &Snapshot, interview: &Interview) -> Debrief {
    debrief_with(&Marker::new(snapshot), snapshot, interview)
}

/// Reads the log with a marker of the same snapshot that exists already.
pub fn debrief_with(marker: &Marker, snapshot: &Snapshot, interview: &Interview) -> Debrief {
    let marks = marker.mark(interview);
    let spoken = insight::Spoken::of(marker, interview);
    let gates = gates::gates(snapshot, interview, &marks, &spoken);
    let card = card::scorecard(snapshot, interview, &marks, &spoken, gates);
    let claims = claims(interview);
    let claimed =
        (!claims.is_empty()).then(|| card::claimed_overall(snapshot, interview, &marks, &spoken, &claims));
    let time = time::report(snapshot, interview);
    Debrief {
        asks: asks(snapshot, interview, &marks),
        claims,
        claimed_overall: claimed,
        facts: facts::report(snapshot, interview),
        flags: flags::flags(snapshot, interview, &marks, &spoken),
        first_fix: fix::first_fix(snapshot, &marks, &card),
        calibration: calibration::calibration(interview, &card),
        insight: insight::insight(snapshot, &spoken),
        retries: retries::retries(marker, interview, &marks),
        for_lack_of_time: time::lost_for_time(interview, &marks, &time),
        note: snapshot.rubric.note.clone(),
        time,
        card,
        marks,
    }
}

fn asks(snapshot: &Snapshot, interview: &Interview, marks: &Marks) -> Vec<AskReport> {
    let report = |ask: crate::domain::case::Ask<'_>| AskReport {
        step: ask.step,
        text: ask.ask.to_owned(),
        reached: marks.under(&ask.id).any(|mark| mark.reached),
        declined: interview.declined().any(|declined| *declined == ask.id),
        curveball: ask.kind == AskKind::Curveball,
        hints: hints(interview, &ask.id),
        answer: answer(interview, &ask.id),
        ask: ask.id.clone(),
    };
    snapshot.case.asks().map(report).collect()
}

fn hints(interview: &Interview, id: &AskId) -> u8 {
    let rungs = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Hinted { ask, rung, .. } if ask == id => Some(*rung),
        _ => None,
    });
    rungs.max().unwrap_or(0)
}

fn answer(interview: &Interview, id: &AskId) -> String {
    let said: Vec<&str> = interview
        .by_step()
        .filter_map(|(step, stamped)| match &stamped.entry {
            Entry::Wrote { ask, text } if ask == id => Some(text.as_str()),
            Entry::Asked { text } if step.ask() == *id => Some(text.as_str()),
            _ => None,
        })
        .collect();
    said.join("\n\n")
}

/// Claims that stand: the last word on each point, unless it took the claim back.
fn claims(interview: &Interview) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for stamped in interview.log() {
        let Entry::Claimed { ask, point, quote } = &stamped.entry else { continue };
        claims.retain(|claim| claim.ask != *ask || claim.point != *point);
        if !quote.trim().is_empty() {
            claims.push(Claim { ask: ask.clone(), point: point.clone(), quote: quote.clone() });
        }
    }
    claims
}
