//! Two sittings of one case, the earlier beside the later.

use std::cmp::Ordering;

use serde::Serialize;

use crate::domain::case::{Ask, AskKind};
use crate::domain::id::{AskId, CaseId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::Entry;
use crate::domain::rubric::Dimension;
use crate::domain::score::{self, Debrief, DimensionScore};
use crate::domain::sitting::{Sitting, SittingId};
use crate::domain::step::Step;
use crate::domain::time::{SessionTime, Timestamp};

/// Two sittings that cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("interview {before} is of `{case}`, interview {after} of `{other}`")]
pub struct DifferentCases {
    before: SittingId,
    case: CaseId,
    after: SittingId,
    other: CaseId,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Its number.
    pub sitting: SittingId,
    /// When it was opened.
    pub opened: Timestamp,
    /// The overall score, 0 to 100; none where most of the marks are the candidate's own.
    pub score: Option<u32>,
    /// In words.
    pub band: String,
    /// Both, in a few words.
    pub headline: String,
}

/// What became of a point from the first sitting to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Both came to it, and the second earned more.
    Gained,
    /// Both came to it, and the second earned less.
    Lost,
    /// Only the second came to it.
    OnlyAfter,
    /// Only the first came to it.
    OnlyBefore,
    /// Both earned the same.
    Same,
}

impl Change {
    /// All, those that matter most first.
    pub const ALL: [Self; 5] = [Self::Gained, Self::Lost, Self::OnlyAfter, Self::OnlyBefore, Self::Same];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gained => "Gained",
            Self::Lost => "Lost",
            Self::OnlyAfter => "Only B came to these",
            Self::OnlyBefore => "Only A came to these",
            Self::Same => "As before",
        }
    }
}

/// A value of either sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Pair<T> {
    /// Of the first sitting.
    pub before: T,
    /// Of the second.
    pub after: T,
}

/// A dimension in both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionPair {
    /// Which.
    pub dimension: Dimension,
    /// Its name for people.
    pub title: String,
    /// The levels; none where too few points were reached.
    pub level: Pair<Option<u8>>,
    /// The means of the points, 0 to 1; none where none was reached.
    pub mean: Pair<Option<f64>>,
}

/// The time of a step in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StepPair {
    /// Which.
    pub step: Step,
    /// Session time spent in it, in milliseconds.
    pub used: Pair<SessionTime>,
    /// Its budget, in milliseconds; none without a limit.
    pub budget: Pair<Option<SessionTime>>,
}

/// A point in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointPair {
    /// The ask it belongs to.
    pub ask: AskId,
    /// Which.
    pub point: PointId,
    /// What it says.
    pub say: String,
    /// The marks, 0 to 3; none where the sitting did not come to it.
    pub mark: Pair<Option<u8>>,
}

impl Comparison {
    /// The points of which this became, in the order of the case.
    pub fn changed(&self, change: Change) -> impl Iterator<Item = &PointPair> {
        self.points.iter().filter(move |pair| pair.change() == change)
    }
}

impl PointPair {
    /// What became of it.
    pub fn change(&self) -> Change {
        match (self.mark.before, self.mark.after) {
            (None, _) => Change::OnlyAfter,
            (_, None) => Change::OnlyBefore,
            (Some(before), Some(after)) => match after.cmp(&before) {
                Ordering::Greater => Change::Gained,
                Ordering::Less => Change::Lost,
                Ordering::Equal => Change::Same,
            },
        }
    }
}

/// What was said to an ask in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPair {
    /// Which.
    pub ask: AskId,
    /// The question.
    pub question: String,
    /// All that was said to it, joined by empty lines.
    pub text: Pair<String>,
}

/// Two sittings of one case, side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The case.
    pub case: CaseId,
    /// The title it has in the second.
    pub title: String,
    /// Which two.
    pub sittings: Pair<Side>,
    /// Every dimension that either sitting reached, in the order of the rubric.
    pub dimensions: Vec<DimensionPair>,
    /// Every step that was planned in either.
    pub steps: Vec<StepPair>,
    /// Every point that either sitting came to, in the order of the case.
    pub points: Vec<PointPair>,
    /// Every ask that was answered in either.
    pub texts: Vec<TextPair>,
}

/// Compares two sittings of one case. Each is scored with the content it was sat with.
pub fn compare(before: &Sitting, after: &Sitting) -> Result<Comparison, DifferentCases> {
    let (case, other) = (before.interview.case().clone(), after.interview.case().clone());
    if case != other {
        return Err(DifferentCases { before: before.id, case, after: after.id, other });
    }
    let read = |sitting: &Sitting| score::debrief(&sitting.snapshot, &sitting.interview);
    let debriefs = Pair { before: read(before), after: read(after) };
    let side = |sitting: &Sitting, debrief: &Debrief| Side {
        sitting: sitting.id,
        opened: sitting.interview.log().first().map_or(sitting.seen, |stamped| stamped.wall),
        score: debrief.measured(),
        band: debrief.card.band.clone(),
        headline: debrief.headline(),
    };
    Ok(Comparison {
        case,
        title: after.interview.opening().title.clone(),
        sittings: Pair { before: side(before, &debriefs.before), after: side(after, &debriefs.after) },
        dimensions: dimensions(&debriefs),
        steps: steps(&before.interview, &after.interview),
        points: points(before, after, &debriefs),
        texts: texts(before, after),
    })
}

fn dimensions(debriefs: &Pair<Debrief>) -> Vec<DimensionPair> {
    let scores = |dimension: Dimension| Pair {
        before: debriefs.before.card.of(dimension).filter(|score| score.points > 0),
        after: debriefs.after.card.of(dimension).filter(|score| score.points > 0),
    };
    let pair = |dimension: Dimension| {
        let Pair { before, after } = scores(dimension);
        let either: &DimensionScore = after.or(before)?;
        Some(DimensionPair {
            dimension,
            title: either.title.clone(),
            level: Pair {
                before: before.and_then(|score| score.level),
                after: after.and_then(|score| score.level),
            },
            mean: Pair { before: before.map(|score| score.mean), after: after.map(|score| score.mean) },
        })
    };
    Dimension::ALL.into_iter().filter_map(pair).collect()
}

fn steps(before: &Interview, after: &Interview) -> Vec<StepPair> {
    let clocks = [before, after].map(|interview| Clock::read(interview, interview.last_at()));
    let pair = |step: Step| {
        let rows = clocks.each_ref().map(|clock| clock.of(step));
        rows.iter().any(Option::is_some).then(|| {
            let used = rows.map(|row| row.map_or(SessionTime::ZERO, |row| row.used));
            let budget = rows.map(|row| row.and_then(|row| row.budget));
            StepPair {
                step,
                used: Pair { before: used[0], after: used[1] },
                budget: Pair { before: budget[0], after: budget[1] },
            }
        })
    };
    Step::ALL.into_iter().filter_map(pair).collect()
}

/// The asks of both cases: those of the second, then those that only the first had.
fn asks<'a>(before: &'a Sitting, after: &'a Sitting) -> Vec<Ask<'a>> {
    let mut asks: Vec<Ask<'a>> = after.snapshot.case.asks().collect();
    let gone = before.snapshot.case.asks().filter(|ask| !asks.iter().any(|known| known.id == ask.id));
    let gone: Vec<Ask<'a>> = gone.collect();
    asks.extend(gone);
    asks
}

fn points(before: &Sitting, after: &Sitting, debriefs: &Pair<Debrief>) -> Vec<PointPair> {
    let mark = |debrief: &Debrief, ask: &AskId, point: &PointId| {
        debrief.marks.of(ask, point).filter(|mark| mark.reached).map(|mark| mark.mark)
    };
    let pairs = asks(before, after).into_iter().flat_map(|ask| {
        ask.points.iter().map(move |point| PointPair {
            mark: Pair {
                before: mark(&debriefs.before, &ask.id, &point.id),
                after: mark(&debriefs.after, &ask.id, &point.id),
            },
            ask: ask.id.clone(),
            point: point.id.clone(),
            say: point.say.clone(),
        })
    });
    pairs.filter(|pair| pair.mark.before.or(pair.mark.after).is_some()).collect()
}

fn texts(before: &Sitting, after: &Sitting) -> Vec<TextPair> {
    let pairs = asks(before, after).into_iter().map(|ask| TextPair {
        text: Pair { before: said(&before.interview, &ask), after: said(&after.interview, &ask) },
        question: ask.ask.to_owned(),
        ask: ask.id,
    });
    pairs.filter(|pair| !(pair.text.before.is_empty() && pair.text.after.is_empty())).collect()
}

/// All that was said to an ask during the sitting.
fn said(interview: &Interview, ask: &Ask<'_>) -> String {
    let is_opening = ask.kind == AskKind::Opening;
    let texts = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Asked { text } if is_opening && ask.step == Step::Clarify => Some(text.as_str()),
        Entry::Wrote { ask: own, text } if *own == ask.id => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n\n")
}
