//! The drawing before and after a curveball that asks for a changed one.

use crate::domain::case::{Case, Curveball, Redesign};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::sketch::compare::{Change, Verdict, change, verdict};
use crate::domain::sketch::{Graph, Roles, Sketch};

/// What became of the drawing after a curveball.
#[derive(Debug, Clone, PartialEq)]
pub struct Redrawn<'a> {
    /// What was thrown.
    pub curveball: &'a Curveball,
    /// What it asks of the drawing.
    pub redesign: &'a Redesign,
    /// The text on the board when it was thrown.
    pub before: String,
    /// The text when the next one was thrown, or as of now.
    pub after: String,
}

/// Every curveball of an interview that asks for a changed drawing, in the order they were thrown. `now` is what stands
/// on the board; without it, what was drawn last.
pub fn redrawn<'a>(interview: &Interview, case: &'a Case, now: Option<&str>) -> Vec<Redrawn<'a>> {
    let mut all: Vec<Redrawn<'a>> = Vec::new();
    let mut board = String::new();
    for stamped in interview.log() {
        match &stamped.entry {
            Entry::Drew { text } => board.clone_from(text),
            Entry::Struck { curveball, .. } => {
                let thrown = case.curveball(curveball);
                let Some((curveball, redesign)) = thrown.and_then(|it| Some((it, it.redesign.as_ref()?)))
                else {
                    continue;
                };
                if let Some(last) = all.last_mut() {
                    last.after.clone_from(&board);
                }
                all.push(Redrawn { curveball, redesign, before: board.clone(), after: String::new() });
            }
            _ => {}
        }
    }
    if let Some(last) = all.last_mut() {
        last.after = now.map_or(board, str::to_owned);
    }
    all
}

impl Redrawn<'_> {
    /// Whether the drawing was changed at all.
    pub fn is_changed(&self) -> bool {
        self.before.trim() != self.after.trim()
    }

    /// What was added, kept and dropped.
    pub fn change(&self, roles: &Roles) -> Change {
        change(&read(&self.before, roles), &read(&self.after, roles))
    }

    /// The change against what the case says must change, and that the rest should stay.
    pub fn verdict(&self, roles: &Roles) -> Verdict {
        verdict(&read(&self.before, roles), &read(&self.after, roles), self.redesign)
    }
}

fn read(text: &str, roles: &Roles) -> Graph {
    Graph::of(&Sketch::parse(text), roles)
}
