//! After an interview that was spoken: which points were said, marked by the candidate, who alone heard them.
//!
//! Comes after the levels, because the list of points is the answer. Each mark is kept at once.

use std::sync::Arc;

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::screen::debrief::sections::flowed;
use crate::app::screen::{Input, Reaction, self_score};
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::Marker;
use crate::domain::playbook::Snapshot;
use crate::domain::sitting::SittingId;
use crate::domain::time::Now;

/// A point to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPoint {
    /// The question, where this is its first point.
    pub question: Option<String>,
    /// The ask it belongs to.
    pub ask: AskId,
    /// Which.
    pub point: PointId,
    /// What it says.
    pub say: String,
    /// What was heard of it in typed words, 0 to 3.
    pub typed: u8,
    /// The candidate's mark, once given.
    pub own: Option<u8>,
}

impl OwnPoint {
    /// The mark that counts.
    pub fn mark(&self) -> u8 {
        self.own.unwrap_or(self.typed)
    }
}

/// State of the marking.
#[derive(Debug, Clone)]
pub struct OwnMarks {
    /// The sitting's number.
    pub id: Option<SittingId>,
    /// The log.
    pub interview: Interview,
    /// What it was sat with.
    pub snapshot: Arc<Snapshot>,
    /// Every point that was asked for.
    pub points: Vec<OwnPoint>,
    /// The chosen one.
    pub selected: usize,
}

impl OwnMarks {
    /// For an interview that is over.
    pub fn new(id: Option<SittingId>, interview: Interview, snapshot: Arc<Snapshot>) -> Self {
        let points = points(&interview, &snapshot);
        Self { id, interview, snapshot, points, selected: 0 }
    }

    /// How many points carry the candidate's mark.
    pub fn given(&self) -> usize {
        self.points.iter().filter(|point| point.own.is_some()).count()
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let last = self.points.len().saturating_sub(1);
        let page = usize::from(context.size.height / 4).max(1);
        match intent {
            Intent::Level(level) => return self.mark(level, context.now),
            Intent::Up => self.selected = self.selected.saturating_sub(1),
            Intent::Down => self.selected = (self.selected + 1).min(last),
            Intent::PageUp => self.selected = self.selected.saturating_sub(page),
            Intent::PageDown => self.selected = (self.selected + page).min(last),
            Intent::First => self.selected = 0,
            Intent::Last => self.selected = last,
            Intent::Open if self.given() == 0 => {
                return Reaction::notice(
                    "Mark what you said with {level-0} to {level-3}, or {skip} to skip.",
                );
            }
            Intent::Open | Intent::Skip => {
                return self_score::to_debrief(self.id, self.interview.clone(), &self.snapshot, context);
            }
            Intent::Back => {
                return Reaction::notice("{to-debrief} goes on, {skip} skips; the debrief comes either way.");
            }
            _ => {}
        }
        Reaction::none()
    }

    fn mark(&mut self, mark: u8, now: Now) -> Reaction {
        let last = self.points.len().saturating_sub(1);
        let Some(point) = self.points.get_mut(self.selected) else { return Reaction::none() };
        point.own = Some(mark);
        let entry = Entry::Marked { ask: point.ask.clone(), point: point.point.clone(), mark };
        self.selected = (self.selected + 1).min(last);
        let at = self.interview.last_at();
        Reaction::effect(Effect::Journal(self.interview.record(at, now.wall, entry).clone()))
    }
}

fn points(interview: &Interview, snapshot: &Snapshot) -> Vec<OwnPoint> {
    let marks = Marker::new(snapshot).mark(interview);
    let mut points: Vec<OwnPoint> = Vec::new();
    for ask in snapshot.case.asks() {
        let reached = marks.under(&ask.id).filter(|mark| mark.reached);
        for (number, mark) in reached.enumerate() {
            let Some(point) = ask.points.iter().find(|point| point.id == mark.point) else { continue };
            points.push(OwnPoint {
                question: (number == 0).then(|| flowed(ask.ask)),
                ask: ask.id.clone(),
                point: point.id.clone(),
                say: flowed(&point.say),
                typed: if mark.by_candidate { 0 } else { mark.mark },
                own: mark.by_candidate.then_some(mark.mark),
            });
        }
    }
    points
}
