//! Past sittings, newest first.

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::{Input, Reaction, Transition};
use crate::domain::sitting::SittingRow;

/// State of the history screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryScreen {
    /// The chosen row.
    pub selected: usize,
}

impl HistoryScreen {
    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let rows = context.history.map_or(&[][..], |history| &history.sittings);
        let last = rows.len().saturating_sub(1);
        let page = usize::from(context.size.height / 2).max(1);
        self.selected = match intent {
            Intent::Up => self.selected.saturating_sub(1),
            Intent::Down => self.selected + 1,
            Intent::PageUp => self.selected.saturating_sub(page),
            Intent::PageDown => self.selected + page,
            Intent::First => 0,
            Intent::Last => last,
            _ => self.selected,
        }
        .min(last);
        let chosen = rows.get(self.selected);
        match (intent, chosen) {
            (Intent::Back, _) => Reaction::go(Transition::Back),
            (Intent::Open, Some(row)) => Reaction::effect(Effect::OpenSitting(row.id)),
            (Intent::Delete, Some(row)) => Reaction::ask(delete_question(row)),
            _ => Reaction::none(),
        }
    }
}

fn delete_question(row: &SittingRow) -> Overlay {
    Overlay::menu(
        format!("Delete sitting {}?", row.id),
        format!("{}. It goes to the trash and can be brought back for 30 days.", row.title),
        vec![MenuItem::new("Keep it", Choice::Dismiss), MenuItem::new("Delete it", Choice::Delete(row.id))],
    )
}
