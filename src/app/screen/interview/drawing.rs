//! What is done at the whiteboard: completing, going on from the last box, looking around, asking why.

use super::InterviewScreen;
use super::board::Shown;
use crate::app::effect::Effect;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::Reaction;
use crate::app::text_area::{Edit, Insertion};
use crate::domain::id::PageId;
use crate::domain::sitting::Pane;
use crate::domain::sketch::assist;
use crate::domain::time::Now;

/// Columns and rows that an arrow key moves the diagram by.
const PAN: (isize, isize) = (4, 2);

impl InterviewScreen {
    /// Takes in what stands in the sketch. Questions are asked in guided mode: a mock interview gives nothing away.
    pub(super) fn read_board(&mut self) {
        self.board.read(&self.fields.sketch, &self.snapshot.lexicon);
        if self.is_guided() && self.fields.focus == Pane::Sketch {
            self.board.ask(&self.interview, &self.snapshot);
        }
    }

    /// Whether the diagram has the whole pane, so that arrow keys move it.
    pub(super) fn looks_at_diagram(&self) -> bool {
        self.fields.focus == Pane::Sketch && !self.board.shows_text()
    }

    /// Moves the diagram instead of the caret; gives back whether the edit was a movement.
    pub(super) fn pan(&mut self, edit: Edit) -> bool {
        let (columns, rows) = match edit {
            Edit::Left => (-PAN.0, 0),
            Edit::Right => (PAN.0, 0),
            Edit::Up => (0, -PAN.1),
            Edit::Down => (0, PAN.1),
            _ => return false,
        };
        self.board.scroll(columns, rows);
        true
    }

    /// Whoever types wants to see the text.
    pub(super) fn show_text(&mut self) {
        if self.looks_at_diagram() {
            self.board.shown = Shown::Both;
        }
    }

    /// On to the next way of showing the board.
    pub(super) fn turn_board(&mut self) {
        let has_change = self.board.change(&self.interview, &self.snapshot).is_some();
        self.board.turn(has_change);
    }

    /// Completes the name at the caret; where there is nothing to complete, goes on to the next pane.
    pub(super) fn complete(&mut self, now: Now) -> Reaction {
        if self.is_paused() || !self.board.shows_text() || !self.board.complete(&mut self.fields.sketch) {
            return self.focus(self.fields.next(false), now);
        }
        Reaction::effects(self.fields.changed(self.at(now), now))
    }

    /// Starts a link from the last box of the caret's line, on a new line.
    pub(super) fn link_from_last(&mut self, now: Now) -> Reaction {
        if self.is_paused() {
            return Reaction::notice("Paused. {pause} lets the clock go on; then draw.");
        }
        self.fields.focus = Pane::Sketch;
        self.show_text();
        let field = &mut self.fields.sketch;
        let Some(edit) = assist::link_from_last(field.text(), field.caret()) else {
            return Reaction::notice("Draw a first link, such as `apps -> queue`, and this continues it.");
        };
        if field.splice(edit.span, &edit.text) != Insertion::Whole {
            return Reaction::notice("This field holds 64 KiB, and they are used.");
        }
        Reaction::effects(self.fields.changed(self.at(now), now))
    }

    /// The page behind a question about the drawing; with several questions, asks which.
    pub(super) fn why(&self) -> Reaction {
        if !self.is_guided() {
            return Reaction::notice("A mock interview asks nothing about the drawing; the debrief does.");
        }
        let mut items: Vec<MenuItem> = Vec::new();
        for question in &self.board.questions {
            items.push(MenuItem::new(question.text.clone(), Choice::Why(question.why)));
        }
        match items.as_slice() {
            [] => Reaction::notice("No question about the drawing so far."),
            [item] => Self::open_why(&item.choice),
            _ => Reaction::ask(Overlay::menu("Why?", "Each opens a page; Esc comes back here.", items)),
        }
    }

    /// Opens the page behind a question.
    pub(super) fn open_why(choice: &Choice) -> Reaction {
        let Choice::Why(page) = choice else { return Reaction::none() };
        match PageId::new(*page) {
            Ok(id) => Reaction::effect(Effect::OpenPage { id, slug: None, preview: false }),
            Err(_) => Reaction::none(),
        }
    }
}
