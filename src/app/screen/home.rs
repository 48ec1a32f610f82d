//! The home screen: the unfinished interview, what to start, and how the last sittings went.

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::drill::DrillScreen;
use crate::app::screen::progress::ProgressScreen;
use crate::app::screen::setup::Setup;
use crate::app::screen::{Input, Reaction, Screen};
use crate::domain::drill::DrillKind;
use crate::domain::schedule::queue::Wish;

/// One thing that can be started from home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Go on with the unfinished interview.
    Resume,
    /// End it and score it.
    EndUnfinished,
    /// A new interview.
    Interview,
    /// What is due, then what is new.
    Drill,
    /// One kind of drill.
    DrillKinds,
    /// Search the playbook.
    Search,
    /// Past sittings.
    History,
    /// Where one stands.
    Progress,
}

impl Item {
    /// What pressing Enter on it means.
    pub fn intent(self) -> Intent {
        match self {
            Self::Resume => Intent::Resume,
            Self::EndUnfinished => Intent::EndUnfinished,
            Self::Interview => Intent::NewInterview,
            Self::Drill => Intent::Drill,
            Self::DrillKinds => Intent::DrillKinds,
            Self::Search => Intent::Search,
            Self::History => Intent::History,
            Self::Progress => Intent::Progress,
        }
    }
}

/// State of the home screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    /// The chosen item.
    pub selected: usize,
    /// Whether the unfinished interview is being opened only to be ended.
    pub ending: bool,
}

impl Home {
    /// What can be started, given the history.
    pub fn items(unfinished: bool) -> Vec<Item> {
        let resume: &[Item] = if unfinished { &[Item::Resume, Item::EndUnfinished] } else { &[] };
        let rest =
            [Item::Interview, Item::Drill, Item::DrillKinds, Item::Search, Item::History, Item::Progress];
        resume.iter().copied().chain(rest).collect()
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let unfinished = context.history.and_then(|history| history.unfinished);
        let items = Self::items(unfinished.is_some());
        match intent {
            Intent::Up => self.selected = self.selected.saturating_sub(1),
            Intent::Down => self.selected = (self.selected + 1).min(items.len() - 1),
            Intent::First | Intent::PageUp => self.selected = 0,
            Intent::Last | Intent::PageDown => self.selected = items.len() - 1,
            Intent::Open => {
                let item = items.get(self.selected).copied().unwrap_or(Item::Interview);
                return self.input(&Input::Intent(item.intent()), context);
            }
            Intent::NewInterview => return open_setup(context),
            Intent::Drill => return DrillScreen::open(Wish::default(), context),
            Intent::Progress => return ProgressScreen::open(),
            Intent::DrillKinds => return Reaction::ask(kinds()),
            Intent::Resume | Intent::EndUnfinished => {
                let Some(id) = unfinished else {
                    return Reaction::notice("No unfinished interview; `{new-interview}` starts a new one.");
                };
                self.ending = intent == Intent::EndUnfinished;
                return Reaction::effect(Effect::OpenSitting(id));
            }
            _ => {}
        }
        Reaction::none()
    }
}

/// The kinds of drill, to choose from.
fn kinds() -> Overlay {
    let item = |kind: DrillKind| {
        let wish = Wish { kind: Some(kind), ..Wish::default() };
        MenuItem::new(kind.title(), Choice::Drill(Box::new(wish)))
    };
    Overlay::menu("Practice one kind", "Ten cards, what is due first.", DrillKind::ALL.map(item).into())
}

/// The choice of a case.
pub(super) fn open_setup(context: Context<'_>) -> Reaction {
    match context.playbook {
        Some(playbook) if !playbook.cases.is_empty() => {
            Reaction::open(Screen::Setup(Setup::new(playbook, context.history, context.usual)))
        }
        Some(_) => Reaction::notice("No case is loaded: `greenroom pack check` says why."),
        None => Reaction::notice("The playbook is still being read; a moment."),
    }
}
