//! Past sittings: a list that is narrowed by typing, sorted, and opened.

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::{Input, Reaction, Transition};
use crate::app::text_area::TextArea;
use crate::domain::sitting::list::{Order, arranged};
use crate::domain::sitting::{SittingId, SittingRow};

/// State of the history screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryScreen {
    /// The chosen row.
    pub selected: usize,
    /// What was deleted here and not brought back, the latest last.
    pub deleted: Vec<SittingId>,
    /// What narrows the list.
    pub filter: TextArea,
    /// Whether letters go into it.
    pub is_filtering: bool,
    /// How the list is sorted.
    pub order: Order,
    /// The sitting that is to be compared with another.
    pub first: Option<SittingId>,
}

impl HistoryScreen {
    /// Scopes, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.is_filtering {
            vec![Scope::HistoryFilter, Scope::Text]
        } else if self.first.is_some() {
            vec![Scope::HistoryCompare, Scope::History, Scope::List]
        } else {
            vec![Scope::History, Scope::List]
        }
    }

    /// The rows that are shown, from the top. While a sitting waits for another to be compared with, only those that
    /// it can be.
    pub fn rows<'a>(&self, sittings: &'a [SittingRow], utc_offset: i32) -> Vec<&'a SittingRow> {
        let mut rows = arranged(sittings, self.filter.text(), self.order, utc_offset);
        if let Some(first) = self.waiting(sittings) {
            rows.retain(|row| is_comparable(first, row));
        }
        rows
    }

    /// The sitting that waits for another to be compared with.
    pub fn waiting<'a>(&self, sittings: &'a [SittingRow]) -> Option<&'a SittingRow> {
        sittings.iter().find(|row| Some(row.id) == self.first)
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        match input {
            Input::Typed(char) => self.narrow(|filter| {
                filter.insert(&char.to_string());
            }),
            Input::Paste(text) => self.narrow(|filter| {
                filter.insert(&text.replace('\n', " "));
            }),
            Input::Intent(Intent::Edit(edit)) => {
                self.narrow(|filter| filter.apply(*edit, usize::from(u16::MAX)));
            }
            Input::Intent(intent) => return self.intent(*intent, context),
        }
        Reaction::none()
    }

    fn narrow(&mut self, edit: impl FnOnce(&mut TextArea)) {
        edit(&mut self.filter);
        self.selected = 0;
    }

    fn intent(&mut self, intent: Intent, context: Context<'_>) -> Reaction {
        let sittings = context.history.map_or(&[][..], |history| &history.sittings);
        let rows = self.rows(sittings, context.now.utc_offset);
        self.choose(intent, rows.len(), usize::from(context.size.height / 2).max(1));
        let chosen = rows.get(self.selected);
        match (intent, chosen) {
            (Intent::Find, _) => self.is_filtering = true,
            (Intent::Send, _) => self.is_filtering = false,
            (Intent::Back, _) => return self.back(),
            (Intent::Sort, _) => {
                self.order = self.order.next();
                self.selected = 0;
            }
            (Intent::Compare, Some(row)) => return self.compare(row, sittings),
            (Intent::Open, Some(row)) => return Reaction::effect(Effect::OpenSitting(row.id)),
            (Intent::Replay, Some(row)) => return Reaction::effect(Effect::ReadSitting(row.id)),
            (Intent::TakeBack, _) => return self.bring_back(),
            (Intent::Delete, Some(row)) => return Reaction::ask(delete_question(row)),
            _ => {}
        }
        Reaction::none()
    }

    fn choose(&mut self, intent: Intent, rows: usize, page: usize) {
        let last = rows.saturating_sub(1);
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
    }

    /// Of two sittings, the earlier comes first, whichever was chosen first.
    fn compare(&mut self, row: &SittingRow, sittings: &[SittingRow]) -> Reaction {
        if let Some(first) = self.waiting(sittings) {
            let (before, after) = (first.id.min(row.id), first.id.max(row.id));
            self.first = None;
            self.selected = 0;
            return Reaction::effect(Effect::CompareSittings(before, after));
        }
        if !row.finished {
            return Reaction::notice("This sitting is not finished; only finished ones are compared.");
        }
        if !sittings.iter().any(|other| is_comparable(row, other)) {
            return Reaction::notice(
                "There is no other finished sitting of this case yet. Sit it once more!",
            );
        }
        self.first = Some(row.id);
        self.selected = 0;
        Reaction::none()
    }

    /// First the field closes, then the choice goes, then the filter, then the screen.
    fn back(&mut self) -> Reaction {
        if self.is_filtering {
            self.is_filtering = false;
        } else if self.first.is_some() {
            self.first = None;
            self.selected = 0;
        } else if !self.filter.is_blank() {
            self.narrow(|filter| drop(filter.take()));
        } else {
            return Reaction::go(Transition::Back);
        }
        Reaction::none()
    }

    /// Moves a sitting to the trash.
    pub fn delete(&mut self, id: SittingId) -> Reaction {
        self.deleted.push(id);
        Reaction::effect(Effect::DeleteSitting(id))
            .saying("Deleted. It stays in the trash for 30 days; {bring-back} undoes it.")
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

/// Whether a sitting can be compared with this one.
fn is_comparable(first: &SittingRow, other: &SittingRow) -> bool {
    other.finished && other.case == first.case && other.id != first.id
}

fn delete_question(row: &SittingRow) -> Overlay {
    Overlay::menu(
        format!("Delete sitting {}?", row.id),
        format!("{}. It goes to the trash and can be brought back for 30 days.", row.title),
        vec![MenuItem::new("Keep it", Choice::Dismiss), MenuItem::new("Delete it", Choice::Delete(row.id))],
    )
}
