//! How the program begins: as its user prefers it, and with what the command line asked for.

use std::sync::Arc;

use super::Model;
use super::effect::Effect;
use super::keymap::Keymap;
use super::outlook::Outlook;
use super::overlay::Choice;
use super::screen::compare::CompareScreen;
use super::screen::drill::DrillScreen;
use super::screen::replay::ReplayScreen;
use super::screen::setup::{Settings, Setup};
use super::screen::{Reaction, Screen};
use crate::domain::comparison::Comparison;
use crate::domain::schedule::Overrides;
use crate::domain::schedule::queue::Wish;
use crate::domain::sitting::Sitting;

/// What to open as soon as content and history are there.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// Straight into an interview; without a case, to the choice of one.
    Interview(Settings),
    /// The unfinished interview.
    Resume,
    /// Drills.
    Drill(Wish),
}

/// What the user decided before the program began.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preferences {
    /// The bindings.
    pub keymap: Keymap,
    /// How an interview is sat unless something else is chosen.
    pub interview: Settings,
    /// What goes before the settings that are kept in the history.
    pub drills: Overrides,
}

impl Model {
    /// The same, as its user prefers it.
    #[must_use]
    pub fn preferring(self, Preferences { keymap, interview: usual, drills }: Preferences) -> Self {
        Self { keymap, usual, drills, ..self }
    }

    /// Opens what the command line asked for, once everything it needs is there.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        let (Some(playbook), Some(history)) = (&self.playbook, &self.history) else {
            return Vec::new();
        };
        self.outlook = Some(Outlook::of(playbook, &history.deck, self.now));
        let reaction = match self.start.take() {
            None => return Vec::new(),
            Some(Start::Resume) => history.unfinished.map(|id| Reaction::effect(Effect::OpenSitting(id))),
            Some(Start::Drill(wish)) => Some(DrillScreen::open(wish, self.parts().1)),
            Some(Start::Interview(settings)) if settings.case.is_none() => {
                let setup = Setup::new(playbook, Some(history), &settings);
                Some(Reaction::open(Screen::Setup(setup)))
            }
            Some(Start::Interview(settings)) => settings.begin(playbook, self.now),
        };
        let missing = "Nothing to open: `{new-interview}` starts a new interview.";
        self.apply(reaction.unwrap_or_else(|| Reaction::notice(missing)))
    }

    /// Plays a sitting again, unless the history was left meanwhile.
    pub(super) fn replay(&mut self, sitting: Sitting) -> Vec<Effect> {
        let now = self.now;
        self.over_history(|| {
            let snapshot = Arc::new(sitting.snapshot);
            Screen::Replay(Box::new(ReplayScreen::new(&sitting.interview, snapshot, now)))
        })
    }

    /// Shows a comparison, unless the history was left meanwhile.
    pub(super) fn compared(&mut self, comparison: Comparison) -> Vec<Effect> {
        self.over_history(|| Screen::Compare(Box::new(CompareScreen::new(comparison))))
    }

    fn over_history(&mut self, screen: impl FnOnce() -> Screen) -> Vec<Effect> {
        if !matches!(self.screen(), Screen::History(_)) {
            return Vec::new();
        }
        self.apply(Reaction::open(screen()))
    }

    /// Whether a spoken interview is over, but its marking was not: the score is kept when it is.
    fn is_unmarked(&self, sitting: &Sitting) -> bool {
        let rows = self.history.as_ref().map_or(&[][..], |history| &history.sittings);
        let has_no_score = rows.iter().any(|row| row.id == sitting.id && row.finished && row.score.is_none());
        sitting.interview.is_finished() && sitting.interview.opening().speak && has_no_score
    }

    pub(super) fn opened(&mut self, sitting: Sitting) -> Vec<Effect> {
        let ends = self.screens.iter().any(|screen| matches!(screen, Screen::Home(home) if home.ending));
        let reaction = if self.is_unmarked(&sitting) {
            Reaction::open(Screen::marking(sitting))
        } else {
            Screen::of_sitting(sitting, self.now)
        };
        let mut effects = self.apply(reaction);
        if let (true, Some(Screen::Home(home))) = (ends, self.screens.first_mut()) {
            home.ending = false;
            effects.extend(self.choose(Choice::Finish));
        }
        effects
    }
}
