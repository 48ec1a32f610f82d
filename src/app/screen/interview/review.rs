//! After a step in guided mode: one's own text beside the model answers, while the clock stands.
//!
//! The step is over by then, so nothing that is read here can be said in it.

use super::InterviewScreen;
use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::debrief::sections::{Sign, answers, flowed};
use crate::app::screen::scroll::Scroll;
use crate::app::screen::{Input, Reaction};
use crate::domain::case::{Ask, AskKind};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::Marks;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::time::Now;

/// One question with both answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The question.
    pub question: String,
    /// What the candidate said and drew, in paragraphs; empty if nothing.
    pub own: Vec<String>,
    /// The model answer at the level aimed for, in paragraphs.
    pub model: Vec<String>,
    /// Every point that was looked for, and how it was heard.
    pub points: Vec<(Sign, String)>,
}

/// What is read between two steps.
#[derive(Debug, Clone)]
pub struct Review {
    /// The step that is over.
    pub step: Step,
    /// Whether the interview is over with it.
    pub is_last: bool,
    /// Question by question.
    pub parts: Vec<Part>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl Review {
    /// What was asked in a step, with both answers; none where nothing was asked that has a model answer.
    fn new(step: Step, interview: &Interview, snapshot: &Snapshot, marks: &Marks) -> Option<Self> {
        let posed = interview.posed().filter_map(|id| snapshot.case.ask(id)).filter(|ask| ask.step == step);
        let parts: Vec<Part> = posed.filter_map(|ask| part(&ask, interview, snapshot, marks)).collect();
        (!parts.is_empty()).then(|| Self {
            step,
            is_last: interview.is_finished(),
            parts,
            scroll: Scroll::default(),
        })
    }

    /// What Esc opens.
    pub fn menu(&self) -> Overlay {
        let mut items = vec![
            MenuItem::new("Back to the model answers", Choice::Dismiss),
            MenuItem::new(self.next(), Choice::Intent(Intent::Open)),
        ];
        if !self.is_last {
            items.push(MenuItem::new("Leave; resume it later", Choice::Leave));
            items.push(MenuItem::new("Finish now and see the debrief", Choice::Finish));
        }
        Overlay::menu("Model answers", "Everything you typed is saved; the clock stands.", items)
    }

    /// What comes next, in words.
    pub fn next(&self) -> &'static str {
        if self.is_last { "On to your own marks" } else { "On to the next step" }
    }
}

fn part(ask: &Ask<'_>, interview: &Interview, snapshot: &Snapshot, marks: &Marks) -> Option<Part> {
    let model = snapshot.case.model(&ask.id, interview.opening().level)?;
    let mut own: Vec<String> = answers::said(interview, ask).into_iter().map(|(text, _)| text).collect();
    if answers::is_spoken(interview, ask) {
        own.insert(0, "(aloud)".to_owned());
    }
    if ask.step == Step::Architecture
        && let Some(sketch) = interview.sketch().filter(|sketch| !sketch.trim().is_empty())
    {
        own.push(format!("On the whiteboard:\n{}", sketch.trim()));
    }
    let lead = match ask.kind {
        AskKind::Opening => "",
        AskKind::Probe => "Follow-up: ",
        AskKind::Curveball => "Curveball: ",
    };
    let mark = |point: &crate::domain::case::Point| {
        let mark = marks.of(&ask.id, &point.id).map_or(0, |mark| mark.mark);
        (Sign::of(mark), flowed(&point.say))
    };
    Some(Part {
        question: format!("{lead}{}", flowed(ask.ask)),
        own,
        model: answers::paragraphs(model),
        points: ask.points.iter().map(mark).collect(),
    })
}

impl InterviewScreen {
    /// Puts the model answers of a step that is over in front, and stops the clock. Gives back what is to be
    /// journaled; none in a mock interview, and where nothing was asked.
    pub(super) fn start_review(&mut self, step: Step, now: Now) -> Option<Effect> {
        self.lay_out_review(step)?;
        let shown = self.record(Entry::Reviewed { step }, now);
        self.stopwatch.stop(now.monotonic);
        Some(shown)
    }

    fn lay_out_review(&mut self, step: Step) -> Option<()> {
        if !self.is_guided() {
            return None;
        }
        let marks = self.interviewer.marker().mark(&self.interview);
        self.review = Some(Review::new(step, &self.interview, &self.snapshot, &marks)?);
        Some(())
    }

    /// An interview that was left over the model answers comes back to them.
    pub(super) fn review_again(&mut self) {
        let last = self.interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Reviewed { step } => Some(Some(*step)),
            Entry::Posed { .. } | Entry::Advanced { .. } => Some(None),
            _ => None,
        });
        if let Some(step) = last.flatten() {
            self.lay_out_review(step);
        }
    }

    /// What a key does while the model answers are read.
    pub(super) fn in_review(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let (Some(review), Input::Intent(intent)) = (&mut self.review, input) else {
            return Reaction::none();
        };
        match *intent {
            Intent::Open | Intent::NextStep => self.leave_review(context.now),
            intent => {
                review.scroll.apply(intent, usize::from(context.size.height / 2).max(1));
                Reaction::none()
            }
        }
    }

    /// The next step opens and the clock goes on; after the last one come the candidate's own marks.
    fn leave_review(&mut self, now: Now) -> Reaction {
        if self.review.take().is_some_and(|review| review.is_last) {
            return Reaction::go(self.to_own_marks());
        }
        self.stopwatch.start(now.monotonic);
        self.active_at = now.monotonic;
        Reaction::effects(self.open_step(now))
    }
}
