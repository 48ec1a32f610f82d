//! What lies on top of a screen: help, the command list, a menu or question.

use crate::app::colors::Colors;
use crate::app::keymap::{Intent, Keymap, Scope};
use crate::app::screen::Input;
use crate::app::text_area::TextArea;
use crate::domain::interview::plan::BudgetScale;
use crate::domain::schedule::queue::Wish;
use crate::domain::sitting::SittingId;

/// What a menu item does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The same as pressing its key.
    Intent(Intent),
    /// Nothing.
    Dismiss,
    /// End the interview now and see the debrief.
    Finish,
    /// Leave the interview; it can be resumed.
    Leave,
    /// On to the next step.
    NextStep,
    /// Scale the budgets.
    Budget(BudgetScale),
    /// Count the time the machine slept, in milliseconds, or leave it out.
    Slept {
        /// How long.
        gap: u64,
        /// Whether it counts.
        counted: bool,
    },
    /// Move a sitting to the trash.
    Delete(SittingId),
    /// Open what is sealed.
    Unseal,
    /// Drill this.
    Drill(Box<Wish>),
    /// Use these colors from now on.
    Colors(Colors),
    /// Open the page that says why a question about the drawing matters.
    Why(&'static str),
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// The words.
    pub label: String,
    /// The key that does the same, if there is one.
    pub key: String,
    /// What it does.
    pub choice: Choice,
}

impl MenuItem {
    /// An item without a key of its own.
    pub fn new(label: impl Into<String>, choice: Choice) -> Self {
        Self { label: label.into(), key: String::new(), choice }
    }
}

/// What is on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// All bindings that are valid, and what is good to know.
    Help {
        /// First row shown.
        scroll: usize,
    },
    /// Every command with its key, narrowed by typing.
    Commands {
        /// What was typed.
        filter: TextArea,
        /// Everything there is.
        all: Vec<MenuItem>,
        /// The chosen one among those shown.
        selected: usize,
    },
    /// A question or menu.
    Menu {
        /// The question.
        title: String,
        /// A sentence of explanation.
        text: String,
        /// The answers, the safe one first.
        items: Vec<MenuItem>,
        /// The chosen one.
        selected: usize,
    },
}

/// What became of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing more.
    Stay,
    /// It closes.
    Close,
    /// It closes, and this is to be done.
    Choose(Choice),
}

impl Overlay {
    /// A question or menu.
    pub fn menu(title: impl Into<String>, text: impl Into<String>, items: Vec<MenuItem>) -> Self {
        Self::Menu { title: title.into(), text: text.into(), items, selected: 0 }
    }

    /// Every command that is valid in these scopes.
    pub fn commands(keymap: &Keymap, scopes: &[Scope]) -> Self {
        let mut all: Vec<MenuItem> = Vec::new();
        for scope in scopes.iter().filter(|scope| !matches!(scope, Scope::Text | Scope::Overlay)) {
            for (binding, keys) in keymap.rows(*scope) {
                let item = MenuItem {
                    label: binding.about.to_owned(),
                    key: keys.first().map(ToString::to_string).unwrap_or_default(),
                    choice: Choice::Intent(binding.intent),
                };
                if !all.iter().any(|known| known.label == item.label) {
                    all.push(item);
                }
            }
        }
        all.extend(Colors::ALL.map(|colors| MenuItem::new(colors.title(), Choice::Colors(colors))));
        Self::Commands { filter: TextArea::default(), all, selected: 0 }
    }

    /// Whether characters go into a field of it.
    pub fn is_typing(&self) -> bool {
        matches!(self, Self::Commands { .. })
    }

    /// The lines that are shown.
    pub fn items(&self) -> Vec<&MenuItem> {
        match self {
            Self::Help { .. } => Vec::new(),
            Self::Menu { items, .. } => items.iter().collect(),
            Self::Commands { filter, all, .. } => {
                let wanted = filter.text().to_lowercase();
                let fits = |item: &&MenuItem| {
                    wanted.split_whitespace().all(|word| item.label.to_lowercase().contains(word))
                };
                all.iter().filter(fits).collect()
            }
        }
    }

    /// Applies an input.
    pub fn input(&mut self, input: Input) -> Outcome {
        match (&mut *self, input) {
            (_, Input::Intent(Intent::Back)) => Outcome::Close,
            (Self::Help { scroll }, Input::Intent(intent)) => {
                *scroll = match intent {
                    Intent::Up => scroll.saturating_sub(1),
                    Intent::Down => *scroll + 1,
                    Intent::PageUp => scroll.saturating_sub(10),
                    Intent::PageDown => *scroll + 10,
                    _ => return Outcome::Stay,
                };
                Outcome::Stay
            }
            (Self::Commands { filter, selected, .. }, Input::Typed(char)) => {
                filter.insert(&char.to_string());
                *selected = 0;
                Outcome::Stay
            }
            (Self::Commands { filter, selected, .. }, Input::Intent(Intent::Edit(edit))) => {
                filter.apply(edit, usize::from(u16::MAX));
                *selected = 0;
                Outcome::Stay
            }
            (_, Input::Intent(Intent::Open)) => self.chosen(),
            (_, Input::Intent(intent)) => self.select(intent),
            _ => Outcome::Stay,
        }
    }

    fn chosen(&self) -> Outcome {
        let (Self::Commands { selected, .. } | Self::Menu { selected, .. }) = self else {
            return Outcome::Close;
        };
        self.items().get(*selected).map_or(Outcome::Stay, |item| Outcome::Choose(item.choice.clone()))
    }

    fn select(&mut self, intent: Intent) -> Outcome {
        let last = self.items().len().saturating_sub(1);
        if let Self::Commands { selected, .. } | Self::Menu { selected, .. } = self {
            *selected = match intent {
                Intent::Up => selected.saturating_sub(1),
                Intent::Down => (*selected + 1).min(last),
                Intent::PageUp | Intent::First => 0,
                Intent::PageDown | Intent::Last => last,
                _ => *selected,
            };
        }
        Outcome::Stay
    }
}
