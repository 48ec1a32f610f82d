//! The three fields of an interview, and when what stands in them is written to disk.

use crate::app::effect::Effect;
use crate::app::text_area::TextArea;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::sitting::{Draft, Pane};
use crate::domain::time::{Now, SessionTime};

/// The longest that a change waits before it is handed over, in milliseconds. With the commit, what is typed is on
/// disk within half a second.
pub const WAIT_MILLIS: u64 = 250;

/// The fields and what of them is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Question or answer.
    pub answer: TextArea,
    /// Whiteboard.
    pub sketch: TextArea,
    /// Notes.
    pub notes: TextArea,
    /// The field in focus.
    pub focus: Pane,
    /// Counts up with every change.
    pub generation: u64,
    /// The newest change that is on disk.
    pub saved: u64,
    dirty: Vec<Pane>,
    handed_over_at: u64,
    drawing_restored: bool,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            answer: TextArea::default(),
            sketch: TextArea::default(),
            notes: TextArea::default(),
            focus: Pane::Answer,
            generation: 0,
            saved: 0,
            dirty: Vec::new(),
            handed_over_at: 0,
            drawing_restored: false,
        }
    }
}

impl Fields {
    /// The fields as they stood when the program ended: drafts first, else what the log has.
    pub fn restore(interview: &Interview, drafts: &[Draft]) -> Self {
        let mut fields = Self::default();
        let noted = interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Noted { text } => Some(text.as_str()),
            _ => None,
        });
        fields.sketch = TextArea::new(interview.sketch().unwrap_or_default());
        fields.notes = TextArea::new(noted.unwrap_or_default());
        for draft in drafts {
            *fields.of_mut(draft.pane) = TextArea::with_caret(&draft.text, draft.caret);
        }
        fields.drawing_restored =
            drafts.iter().max_by_key(|draft| draft.at).is_some_and(|draft| draft.pane == Pane::Sketch);
        fields
    }

    /// Whether the sketch was what was typed last.
    pub fn sketch_is_newer(&self) -> bool {
        self.drawing_restored
    }

    /// A field.
    pub fn of(&self, pane: Pane) -> &TextArea {
        match pane {
            Pane::Answer => &self.answer,
            Pane::Sketch => &self.sketch,
            Pane::Notes => &self.notes,
        }
    }

    /// A field, to be changed.
    pub fn of_mut(&mut self, pane: Pane) -> &mut TextArea {
        match pane {
            Pane::Answer => &mut self.answer,
            Pane::Sketch => &mut self.sketch,
            Pane::Notes => &mut self.notes,
        }
    }

    /// The field in focus.
    pub fn focused(&self) -> &TextArea {
        self.of(self.focus)
    }

    /// The field in focus, to be changed.
    pub fn focused_mut(&mut self) -> &mut TextArea {
        self.of_mut(self.focus)
    }

    /// The pane after (or before) the one in focus.
    pub fn next(&self, backwards: bool) -> Pane {
        let at = self.focus as usize + if backwards { Pane::ALL.len() - 1 } else { 1 };
        Pane::ALL[at % Pane::ALL.len()]
    }

    /// Columns the field in focus is wrapped to, in a terminal of this width. The view lays out by the same rule.
    pub fn width_of_focused(&self, terminal: u16, diagram: bool) -> usize {
        usize::from(super::layout::text_width(self.focus, terminal, diagram))
    }

    /// The field in focus was changed: hands it over if the last time was long enough ago.
    pub fn changed(&mut self, at: SessionTime, now: Now) -> Vec<Effect> {
        let pane = self.focus;
        self.mark(pane);
        self.due(at, now)
    }

    /// A field was changed by the program.
    pub fn mark(&mut self, pane: Pane) {
        self.generation += 1;
        if !self.dirty.contains(&pane) {
            self.dirty.push(pane);
        }
    }

    /// Hands over what is due.
    pub fn due(&mut self, at: SessionTime, now: Now) -> Vec<Effect> {
        let waited = now.monotonic.saturating_sub(self.handed_over_at);
        if self.dirty.is_empty() || waited < WAIT_MILLIS { Vec::new() } else { self.flush(at, now) }
    }

    /// Hands over everything that changed.
    pub fn flush(&mut self, at: SessionTime, now: Now) -> Vec<Effect> {
        let generation = self.generation;
        let dirty = std::mem::take(&mut self.dirty);
        if !dirty.is_empty() {
            self.handed_over_at = now.monotonic;
        }
        let draft = |pane| {
            let field = self.of(pane);
            let draft = Draft { pane, text: field.text().to_owned(), caret: field.caret(), at };
            Effect::SaveDraft { draft, generation }
        };
        dirty.into_iter().map(draft).collect()
    }

    /// Takes the answer out of its field: it was sent.
    pub fn take_answer(&mut self) -> String {
        self.dirty.retain(|pane| *pane != Pane::Answer);
        self.answer.take()
    }

    /// Whether everything typed is on disk.
    pub fn is_saved(&self) -> bool {
        self.saved >= self.generation
    }

    /// When a change must be handed over, in monotonic milliseconds.
    pub fn next_wake(&self) -> Option<u64> {
        (!self.dirty.is_empty()).then_some(self.handed_over_at + WAIT_MILLIS)
    }
}
