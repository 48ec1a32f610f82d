//! Past sittings, newest first.

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::{Input, Reaction, Transition};
use crate::domain::sitting::{SittingId, SittingRow};

/// State of the history screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryScreen {
    /// The chosen row.
    pub selected: usize,
    /// What was deleted here and not brought back, the latest last.
    pub deleted: Vec<SittingId>,
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
            (Intent::TakeBack, _) => self.bring_back(),
            (Intent::Delete, Some(row)) => Reaction::ask(delete_question(row)),
            _ => Reaction::none(),
        }
    }

    /// Moves a sitting to the trash.
    pub fn delete(&mut self, id: SittingId) -> Reaction {
        self.deleted.push(id);
        Reaction::effect(Effect::DeleteSitting(id))
            .saying("Deleted. It stays in the trash for 30 days; u undoes it.")
    }

    fn bring_back(&mut self) -> Reaction {
        let Some(id) = self.deleted.pop() else {
            return Reaction::notice(
                "Nothing was deleted here; `greenroom history list --trash` has the rest.",
            );
        };
        Reaction::effect(Effect::RestoreSitting(id)).saying(format!("Sitting {id} is back."))
    }
}

fn delete_question(row: &SittingRow) -> Overlay {
    Overlay::menu(
        format!("Delete sitting {}?", row.id),
        format!("{}. It goes to the trash and can be brought back for 30 days.", row.title),
        vec![MenuItem::new("Keep it", Choice::Dismiss), MenuItem::new("Delete it", Choice::Delete(row.id))],
    )
}
