//! From step to step, pausing, and the end.

use super::InterviewScreen;
use crate::app::effect::Effect;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::self_score::SelfScore;
use crate::app::screen::{Reaction, Screen, Transition};
use crate::domain::interview::entry::{Ending, Entry};
use crate::domain::sitting::Pane;
use crate::domain::step::Step;
use crate::domain::time::Now;

impl InterviewScreen {
    /// The interviewer opens the step, and poses the first probe where the step is a series of them.
    pub fn open_step(&mut self, now: Now) -> Vec<Effect> {
        let step = self.interview.step();
        let case = self.snapshot.case.opening(step);
        let text = if case.is_empty() { self.snapshot.framework.guide(step).opening.as_str() } else { case };
        let opened = Entry::Posed { ask: step.ask(), text: text.to_owned() };
        let mut effects = vec![self.record(opened, now)];
        if matches!(step, Step::DeepDive | Step::CrossCutting) {
            effects.extend(self.go_on(now));
        }
        self.fields.focus = if step == Step::Architecture { Pane::Sketch } else { Pane::Answer };
        self.check(now);
        effects
    }

    /// Goes on at once when the step's time is mostly used, else asks: a step cannot be opened again.
    pub(super) fn ask_for_next_step(&mut self, now: Now) -> Reaction {
        let Some(next) = self.interview.opening().plan.after(self.interview.step()) else {
            return Reaction::ask(finish_question());
        };
        let clock = self.clock(now);
        let unused = clock.current().and_then(|row| Some(row.left_by_earlier?.since(row.used)));
        let early =
            clock.current().is_some_and(|row| row.used.0 * 2 < row.budget.map_or(0, |budget| budget.0));
        match unused.filter(|_| early) {
            None => self.next_step(now),
            Some(left) => {
                let title = &self.snapshot.framework.guide(next).title;
                let overlay = Overlay::menu(
                    format!("On to step {}: {title}?", next.number()),
                    format!(
                        "{left} of this step is left. A step that is done stays done; time saved is not lost."
                    ),
                    vec![
                        MenuItem::new(format!("Go on to {title}"), Choice::NextStep),
                        MenuItem::new("Stay here", Choice::Dismiss),
                    ],
                );
                Reaction::ask(overlay)
            }
        }
    }

    /// Sends what stands in the field, keeps the drawing, and opens the next step; after the last one, the end.
    pub(super) fn next_step(&mut self, now: Now) -> Reaction {
        let Some(to) = self.interview.opening().plan.after(self.interview.step()) else {
            return self.finish(now);
        };
        let mut effects = self.let_clock_go_on(now);
        effects.extend(self.say(now));
        effects.extend(self.keep_drawing(now));
        effects.extend(self.keep_notes(now));
        let done = self.interview.step();
        effects.push(self.record(Entry::Advanced { to }, now));
        self.notice = None;
        self.scrolled_back = 0;
        self.shows_checklist = false;
        match self.start_review(done, now) {
            Some(shown) => effects.push(shown),
            None => effects.extend(self.open_step(now)),
        }
        Reaction::effects(effects)
    }

    /// Ends the interview; in guided mode the model answers of the last step come before the candidate's own marks.
    pub(super) fn finish(&mut self, now: Now) -> Reaction {
        let reaction = self.end(now);
        match self.start_review(self.interview.step(), now) {
            Some(shown) => Reaction::effects(reaction.effects).and(shown),
            None => reaction,
        }
    }

    /// Ends an interview, also one that was left, and asks for the candidate's own marks. What stood in the field
    /// counts as said.
    pub fn end(&mut self, now: Now) -> Reaction {
        let complete = self.interview.opening().plan.after(self.interview.step()).is_none();
        let mut effects = self.let_clock_go_on(now);
        effects.extend(self.say(now));
        effects.extend(self.keep_drawing(now));
        effects.extend(self.keep_notes(now));
        let how = if complete { Ending::Complete } else { Ending::Early };
        effects.push(self.record(Entry::Finished { how }, now));
        self.stopwatch.stop(now.monotonic);
        Reaction::effects(effects).to(self.to_own_marks())
    }

    /// On to the candidate's own marks.
    pub(super) fn to_own_marks(&self) -> Transition {
        let next = SelfScore::new(self.id, self.interview.clone(), self.snapshot.clone());
        Transition::Replace(Box::new(Screen::SelfScore(Box::new(next))))
    }

    /// Stops the clock, or lets it go on.
    pub(super) fn toggle_pause(&mut self, now: Now) -> Reaction {
        if self.awaits_return() {
            self.stopwatch.start(now.monotonic);
            return Reaction::notice("The clock goes on.");
        }
        if self.is_paused() {
            let effects = self.let_clock_go_on(now);
            return Reaction::effects(effects).saying("The clock goes on.");
        }
        let effect = self.record(Entry::Paused, now);
        self.stopwatch.stop(now.monotonic);
        Reaction::effect(effect)
            .saying("The clock stands. {pause} lets it go on; the pause is on the record.")
    }

    fn let_clock_go_on(&mut self, now: Now) -> Vec<Effect> {
        if !self.is_paused() {
            return Vec::new();
        }
        let effect = self.record(Entry::Resumed, now);
        self.stopwatch.start(now.monotonic);
        vec![effect]
    }

    /// Records the drawing, if it changed since it was last recorded.
    pub(super) fn keep_drawing(&mut self, now: Now) -> Vec<Effect> {
        let text = self.fields.sketch.text();
        if text == self.interview.sketch().unwrap_or_default() {
            return Vec::new();
        }
        let entry = Entry::Drew { text: text.to_owned() };
        vec![self.record(entry, now)]
    }

    fn keep_notes(&mut self, now: Now) -> Vec<Effect> {
        let text = self.fields.notes.text();
        let last = self.interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Noted { text } => Some(text.as_str()),
            _ => None,
        });
        if text == last.unwrap_or_default() {
            return Vec::new();
        }
        let entry = Entry::Noted { text: text.to_owned() };
        vec![self.record(entry, now)]
    }
}

fn finish_question() -> Overlay {
    Overlay::menu(
        "Finish the interview?",
        "Next: your own marks, then the debrief.",
        vec![
            MenuItem::new("Finish and mark myself", Choice::Finish),
            MenuItem::new("Not yet", Choice::Dismiss),
        ],
    )
}
