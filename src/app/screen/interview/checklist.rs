//! What a strong answer covers, as far as it was heard (guided mode). A point says itself only once it was said, or
//! shown as a hint; until then the list tells no more than which dimension it belongs to.

use super::InterviewScreen;
use super::transcript::rung_title;
use crate::app::screen::Reaction;
use crate::app::screen::debrief::sections::{Sign, flowed};
use crate::app::screen::scroll::Scroll;
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::Marks;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::time::Now;

/// How long nothing is typed before a draft is listened to, in milliseconds.
const PAUSE_MILLIS: u64 = 1_200;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it was heard so far.
    pub sign: Sign,
    /// The point once it was said or shown, else its dimension.
    pub text: String,
    /// How many points the line stands for.
    pub points: usize,
}

/// The list for the question on the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Points heard, then points shown, then what is left by dimension.
    pub items: Vec<Check>,
    /// Points heard to this question, and all it has.
    pub heard: (usize, usize),
    /// Points heard to everything that was asked in this step, and all of them.
    pub in_step: (usize, usize),
}

/// When the list was made last, and whether the draft has moved on since.
#[derive(Debug, Clone, Default)]
pub(super) struct Freshness {
    is_stale: bool,
}

impl Checklist {
    /// The list for what was asked last, by these marks.
    pub fn new(interview: &Interview, snapshot: &Snapshot, marks: &Marks) -> Self {
        let current = interview.current_ask();
        let Some(ask) = snapshot.case.ask(&current) else { return Self::default() };
        let shown = shown(interview, &current);
        let mut heard = Vec::new();
        let mut given = Vec::new();
        let mut left: Vec<Check> = Vec::new();
        for point in ask.points {
            let mark = marks.of(&current, &point.id).map_or(0, |mark| mark.mark);
            let sign = Sign::of(mark);
            if mark > 0 {
                heard.push(Check { sign, text: flowed(&point.say), points: 1 });
            } else if shown.contains(&&point.id) {
                given.push(Check { sign, text: format!("(shown) {}", flowed(&point.say)), points: 1 });
            } else {
                let guide = snapshot.rubric.guide(point.dimension);
                let title = guide.map_or(point.dimension.id(), |guide| guide.title.as_str());
                match left.iter_mut().find(|check| check.text == title) {
                    Some(check) => check.points += 1,
                    None => left.push(Check { sign, text: title.to_owned(), points: 1 }),
                }
            }
        }
        let counts = (heard.len(), ask.points.len());
        let items = heard.into_iter().chain(given).chain(left).collect();
        Self { items, heard: counts, in_step: in_step(interview.step(), interview, snapshot, marks) }
    }
}

/// The points that hints to this question gave away.
fn shown<'a>(interview: &'a Interview, ask: &AskId) -> Vec<&'a PointId> {
    let shown = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Hinted { ask: own, point: Some(point), .. } if own == ask => Some(point),
        _ => None,
    });
    shown.collect()
}

fn in_step(step: Step, interview: &Interview, snapshot: &Snapshot, marks: &Marks) -> (usize, usize) {
    let posed: Vec<&AskId> = interview.posed().collect();
    let asked = snapshot.case.asks().filter(|ask| ask.step == step && posed.contains(&&ask.id));
    asked.fold((0, 0), |(heard, all), ask| {
        let seen = marks.under(&ask.id).filter(|mark| mark.mark > 0).count();
        (heard + seen, all + ask.points.len())
    })
}

impl InterviewScreen {
    /// Listens to everything said so far and to what stands in the answer field. Does nothing in a mock interview.
    pub(super) fn check(&mut self, now: Now) {
        self.freshness.is_stale = false;
        if !self.is_guided() {
            return;
        }
        let mut interview = self.interview.clone();
        if !self.fields.answer.is_blank() {
            let text = self.fields.answer.text().trim().to_owned();
            let entry = match interview.step() {
                Step::Clarify => Entry::Asked { text },
                _ => Entry::Wrote { ask: interview.current_ask(), text },
            };
            interview.record(self.at(now), now.wall, entry);
        }
        let marks = self.interviewer.marker().mark(&interview);
        self.checklist = Checklist::new(&interview, &self.snapshot, &marks);
    }

    /// The draft was changed: it is listened to when the typing pauses, never at a key.
    pub(super) fn draft_moved(&mut self) {
        self.freshness.is_stale = self.is_guided();
    }

    /// When the draft is to be listened to, in monotonic milliseconds.
    pub(super) fn next_check(&self) -> Option<u64> {
        self.freshness.is_stale.then_some(self.active_at + PAUSE_MILLIS)
    }

    /// Listens to the draft if the typing has paused.
    pub(super) fn check_if_due(&mut self, now: Now) {
        if self.next_check().is_some_and(|due| due <= now.monotonic) {
            self.check(now);
        }
    }

    /// Shows the whole list in place of the conversation, or takes it away.
    pub(super) fn turn_checklist(&mut self) -> Reaction {
        if !self.is_guided() {
            return Reaction::notice(
                "The checklist belongs to guided mode; a mock interview gives nothing away.",
            );
        }
        self.shows_checklist = !self.shows_checklist;
        self.list_scroll = Scroll::default();
        Reaction::none()
    }

    /// The next rung of help on what was asked last; only in guided mode.
    pub(super) fn hint(&mut self, now: Now) -> Reaction {
        if !self.is_guided() {
            return Reaction::notice("Hints belong to guided mode; a mock interview gives nothing away.");
        }
        if self.is_paused() {
            return Reaction::notice("Paused. {pause} lets the clock go on; then ask for a hint.");
        }
        // What stands in the field counts as said: no hint for a point that is just being made.
        let mut heard = self.interview.clone();
        if !self.fields.answer.is_blank() && heard.step() != Step::Clarify {
            let text = self.fields.answer.text().trim().to_owned();
            heard.record(self.at(now), now.wall, Entry::Wrote { ask: heard.current_ask(), text });
        }
        let Some(entry) = self.interviewer.hint(&heard) else {
            return Reaction::notice(
                "No more hints on this question: all that is looked for was said or shown.",
            );
        };
        let rung = if let Entry::Hinted { rung, .. } = &entry { *rung } else { 1 };
        self.scrolled_back = 0;
        self.shows_checklist = false;
        let effect = self.record(entry, now);
        self.check(now);
        Reaction::effect(effect).saying(cost(rung))
    }
}

/// What a hint costs, and what the next one would.
fn cost(rung: u8) -> String {
    let next = match rung {
        0 | 1 => "{hint} again: a pointer",
        2 => "{hint} again: a point itself",
        _ => "Its words earn nothing, your own do",
    };
    format!("On the record: {}. {next}.", rung_title(rung))
}
