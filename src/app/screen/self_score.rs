//! After the interview, before anything is shown: one's own marks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::screen::debrief::DebriefScreen;
use crate::app::screen::own_marks::OwnMarks;
use crate::app::screen::{Input, Reaction, Screen, Transition};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::Dimension;
use crate::domain::schedule::{Subject, harvest};
use crate::domain::sitting::SittingId;

/// One's own marks, taken before anything is shown.
#[derive(Debug, Clone)]
pub struct SelfScore {
    /// The sitting's number.
    pub id: Option<SittingId>,
    /// The log.
    pub interview: Interview,
    /// What it was sat with.
    pub snapshot: Arc<Snapshot>,
    /// The levels given so far.
    pub levels: BTreeMap<Dimension, u8>,
    /// The chosen dimension.
    pub selected: usize,
}

impl SelfScore {
    /// For an interview that has just been finished.
    pub fn new(id: Option<SittingId>, interview: Interview, snapshot: Arc<Snapshot>) -> Self {
        Self { id, interview, snapshot, levels: BTreeMap::new(), selected: 0 }
    }

    /// The chosen dimension.
    pub fn dimension(&self) -> Dimension {
        Dimension::ALL.get(self.selected).copied().unwrap_or(Dimension::Scope)
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let last = Dimension::ALL.len() - 1;
        match intent {
            Intent::Level(level) => {
                self.levels.insert(self.dimension(), level);
                self.selected = (self.selected + 1).min(last);
            }
            Intent::Up => self.selected = self.selected.saturating_sub(1),
            Intent::Down => self.selected = (self.selected + 1).min(last),
            Intent::First | Intent::PageUp => self.selected = 0,
            Intent::Last | Intent::PageDown => self.selected = last,
            Intent::Open if self.levels.is_empty() => {
                return Reaction::notice(
                    "Give at least one level with {level-0} to {level-3}, or {skip} to skip.",
                );
            }
            Intent::Open => return self.done(context),
            Intent::Skip => {
                self.levels.clear();
                return self.done(context);
            }
            Intent::Back => {
                return Reaction::notice("{to-debrief} goes on, {skip} skips; the debrief comes either way.");
            }
            _ => {}
        }
        Reaction::none()
    }

    fn done(&mut self, context: Context<'_>) -> Reaction {
        let now = context.now;
        let mut effects = Vec::new();
        if !self.levels.is_empty() {
            let entry = Entry::SelfScored { levels: self.levels.clone() };
            let at = self.interview.last_at();
            effects.push(Effect::Journal(self.interview.record(at, now.wall, entry).clone()));
        }
        let (interview, snapshot) = (self.interview.clone(), Arc::clone(&self.snapshot));
        if interview.opening().speak {
            let marking = OwnMarks::new(self.id, interview, snapshot);
            let marking = Screen::OwnMarks(Box::new(marking));
            return Reaction::effects(effects).to(Transition::Replace(Box::new(marking)));
        }
        let mut reaction = to_debrief(self.id, interview, &snapshot, context);
        effects.append(&mut reaction.effects);
        Reaction { effects, ..reaction }
    }
}

/// On to the debrief: the score is kept, and what was missed becomes cards.
pub fn to_debrief(
    id: Option<SittingId>,
    interview: Interview,
    snapshot: &Arc<Snapshot>,
    context: Context<'_>,
) -> Reaction {
    let now = context.now;
    let debrief = DebriefScreen::new(id, interview, Arc::clone(snapshot));
    let mut missed = harvest::missed(snapshot, &debrief.debrief);
    if debrief.interview.opening().speak {
        // What was said aloud is not known: only a point marked as not said is a gap.
        missed.retain(|(subject, _)| match subject {
            Subject::Point(_, ask, point) => {
                debrief.debrief.marks.of(ask, point).is_some_and(|mark| mark.by_candidate)
            }
            _ => true,
        });
    }
    let cards = missed.len();
    let mut deck = context.history.map(|history| history.deck.clone()).unwrap_or_default();
    let changes = deck.take_in(missed, id, now.wall, now.day());
    let effects = vec![Effect::KeepScore(debrief.debrief.overall()), Effect::Remember(changes)];
    let reaction = Reaction::effects(effects);
    let reaction = if cards == 0 { reaction } else { reaction.saying(cards_made(cards)) };
    reaction.to(Transition::Replace(Box::new(Screen::Debrief(Box::new(debrief)))))
}

fn cards_made(cards: usize) -> String {
    let plural = if cards == 1 { "card" } else { "cards" };
    format!("What you missed became {cards} {plural}; {{drill}} on the home screen drills them.")
}
