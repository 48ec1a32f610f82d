//! Colors and line characters in one place. Nothing is said by color alone, and no background is painted.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::domain::lexicon::Role;
use crate::domain::sketch::Ink;

/// How colors are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// The terminal's own sixteen colors.
    #[default]
    Ansi,
    /// No color at all: bold, underline and reverse only.
    Mono,
}

/// What things look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// The colors.
    pub palette: Palette,
    /// Only ASCII characters in frames and marks.
    pub ascii: bool,
}

impl Theme {
    fn color(self, color: Color) -> Style {
        match self.palette {
            Palette::Ansi => Style::new().fg(color),
            Palette::Mono => Style::new(),
        }
    }

    /// Ordinary text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Text of less weight. Not the dim attribute, which many terminals draw too faint to read.
    pub fn quiet(self) -> Style {
        self.color(Color::DarkGray)
    }

    /// Titles and the chosen row.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The chosen row of a list.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The frame of a pane.
    pub fn frame(self, focused: bool) -> Style {
        if focused { self.color(Color::Cyan).add_modifier(Modifier::BOLD) } else { self.quiet() }
    }

    /// A key in the footer.
    pub fn key(self) -> Style {
        self.color(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// The interviewer.
    pub fn interviewer(self) -> Style {
        self.color(Color::Blue).add_modifier(Modifier::BOLD)
    }

    /// The candidate.
    pub fn you(self) -> Style {
        self.color(Color::Green).add_modifier(Modifier::BOLD)
    }

    /// Needs attention, such as overtime.
    pub fn warning(self) -> Style {
        self.color(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// Went wrong.
    pub fn failure(self) -> Style {
        self.color(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Went well.
    pub fn good(self) -> Style {
        self.color(Color::Green)
    }

    /// Found text.
    pub fn hit(self) -> Style {
        self.color(Color::Magenta).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// A cell of the whiteboard. Color repeats what the box's tag already says.
    pub fn ink(self, ink: Ink) -> Style {
        match ink {
            Ink::Blank | Ink::Line | Ink::Head | Ink::Text => self.text(),
            Ink::Border(role) | Ink::Tag(role) => {
                role.map_or_else(Style::new, |role| self.color(role_color(role)))
            }
            Ink::Name(_) | Ink::Title => self.strong(),
            Ink::Label => self.color(Color::Yellow),
            Ink::Frame => self.quiet(),
        }
    }

    /// The frame characters.
    pub fn border(self) -> border::Set<'static> {
        if self.ascii { ASCII_BORDER } else { border::PLAIN }
    }

    /// A horizontal rule.
    pub fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// In front of the chosen row.
    pub fn pointer(self) -> &'static str {
        "> "
    }
}

/// Kin share a color: what moves data, what keeps it, what computes, what watches, who uses it.
fn role_color(role: Role) -> Color {
    match role {
        Role::Source | Role::Gateway | Role::Consumer | Role::Api | Role::Bi => Color::Green,
        Role::StreamLog | Role::Queue | Role::Cdc | Role::Ingestion | Role::DeadLetter => Color::Cyan,
        Role::Lake
        | Role::TableFormat
        | Role::Warehouse
        | Role::Olap
        | Role::Relational
        | Role::KeyValue
        | Role::Cache
        | Role::SearchIndex
        | Role::Graph
        | Role::FeatureStore
        | Role::StateStore
        | Role::Format => Color::Blue,
        Role::BatchEngine | Role::StreamEngine | Role::Transform | Role::Orchestrator | Role::Model => {
            Color::Magenta
        }
        Role::Quality
        | Role::Catalog
        | Role::Registry
        | Role::Monitoring
        | Role::Masking
        | Role::Access
        | Role::Platform => Color::Yellow,
    }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
