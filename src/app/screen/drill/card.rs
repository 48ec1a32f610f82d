//! The card in front: how far it is, what was typed, what came of it.

use crate::app::Context;
use crate::app::keymap::Intent;
use crate::app::text_area::TextArea;
use crate::domain::drill::mark::Marked;
use crate::domain::drill::pose::Exercise;
use crate::domain::drill::slots::Side;
use crate::domain::schedule::Grade;
use crate::domain::schedule::forgetting::Next;
use crate::domain::time::Now;

/// How far a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A side is to be taken.
    Side,
    /// An answer is to be typed.
    Field,
    /// An answer is to be thought of.
    Reveal,
    /// A grade is to be given.
    Grade,
}

/// The card in front.
#[derive(Debug, Clone)]
pub struct OnCard {
    /// What is asked.
    pub exercise: Exercise,
    /// How far it is.
    pub stage: Stage,
    /// The side that was picked by key.
    pub side: Option<Side>,
    /// The answer.
    pub field: TextArea,
    /// What came of it.
    pub marked: Option<Marked>,
    /// What each grade makes of the card.
    pub next: [Next; 4],
    /// Rows of the feedback that are scrolled away.
    pub scroll: usize,
    started: u64,
    shown: Option<u64>,
}

impl OnCard {
    /// A card that has just come to the front.
    pub fn new(exercise: Exercise, next: [Next; 4], now: Now) -> Self {
        let stage = if !exercise.has_field() {
            Stage::Reveal
        } else if exercise.options().is_empty() {
            Stage::Field
        } else {
            Stage::Side
        };
        Self {
            exercise,
            stage,
            side: None,
            field: TextArea::default(),
            marked: None,
            next,
            scroll: 0,
            started: now.monotonic,
            shown: None,
        }
    }

    /// Time at the card in milliseconds, until its answer was shown.
    pub fn millis(&self, now: Now) -> u64 {
        self.shown.unwrap_or(now.monotonic).saturating_sub(self.started)
    }

    /// The grade that Space and Enter take: the proposed one. Where only the person can tell, there is none.
    pub fn suggested(&self) -> Option<Grade> {
        self.marked.as_ref().and_then(|marked| marked.proposed)
    }

    /// Shows what came of the answer.
    pub fn show(&mut self, marked: Marked, now: Now) {
        self.marked = Some(marked);
        self.stage = Stage::Grade;
        self.scroll = 0;
        self.shown = Some(self.shown.unwrap_or(now.monotonic));
    }

    /// Comes back to the front after its grade was taken back.
    pub fn returned(&mut self) {
        self.scroll = 0;
    }

    /// What concerns this card alone.
    pub fn intent(&mut self, intent: Intent, context: Context<'_>) {
        let page = usize::from(context.size.height / 3).max(1);
        match (self.stage, intent) {
            (Stage::Side, Intent::Side(number)) => {
                let number = usize::from(number);
                if number < self.exercise.options().len() {
                    self.take(Some(Side::Option(number)));
                }
            }
            (Stage::Side, Intent::Either) => self.take(Some(Side::Either)),
            (Stage::Side, Intent::Open | Intent::NextPane) => self.take(None),
            (Stage::Field, Intent::PreviousPane) if !self.exercise.options().is_empty() => {
                self.stage = Stage::Side;
            }
            (Stage::Field, Intent::Edit(edit)) => {
                let columns = field_columns(context.size.width);
                self.field.apply(edit, usize::from(columns.saturating_sub(1)));
            }
            (_, Intent::Up) => self.scroll = self.scroll.saturating_sub(1),
            (_, Intent::Down) => self.scroll += 1,
            (_, Intent::PageUp) => self.scroll = self.scroll.saturating_sub(page),
            (_, Intent::PageDown) => self.scroll += page,
            _ => {}
        }
    }

    fn take(&mut self, side: Option<Side>) {
        self.side = side;
        self.stage = Stage::Field;
    }
}

/// Columns of the pane beside the card, in a terminal of this width; none where there is no room for one.
pub fn side_columns(terminal: u16) -> u16 {
    if terminal < 100 { 0 } else { 40 }
}

/// Columns of the answer field: without the side pane, the frame, a margin and the prompt.
pub fn field_columns(terminal: u16) -> u16 {
    terminal.saturating_sub(side_columns(terminal)).saturating_sub(6)
}
