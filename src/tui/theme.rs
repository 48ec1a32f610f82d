//! Colors and line characters in one place. Nothing is said by color alone, and no background is painted.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::colors::Colors as Chosen;
use crate::app::keymap::Keymap;
use crate::domain::lexicon::Role;
use crate::domain::sketch::Ink;

/// Which colors are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// The terminal's own sixteen colors.
    #[default]
    Ansi,
    /// The same, with a gray for quiet text that can be read on black and on white alike; for terminals of 256 colors.
    Neutral,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Quiet text as plain as any other, and the brighter of the sixteen colors.
    HighContrast,
    /// No color at all: bold, underline and reverse only.
    Mono,
}

/// The colors of a palette, by what they are for.
#[derive(Debug)]
struct Colors {
    quiet: Color,
    accent: Color,
    interviewer: Color,
    you: Color,
    warning: Color,
    failure: Color,
    good: Color,
    hit: Color,
    label: Color,
}

const ANSI: Colors = Colors {
    quiet: Color::DarkGray,
    accent: Color::Cyan,
    interviewer: Color::Blue,
    you: Color::Green,
    warning: Color::Yellow,
    failure: Color::Red,
    good: Color::Green,
    hit: Color::Magenta,
    label: Color::Yellow,
};

/// #767676: a contrast of 4.5 to 1 and more on both black and white (WCAG 2.2, 1.4.3).
const NEUTRAL: Colors = Colors { quiet: Color::Indexed(243), ..ANSI };

const DARK: Colors = Colors { quiet: Color::Gray, interviewer: Color::LightBlue, ..ANSI };

const LIGHT: Colors = Colors {
    quiet: Color::DarkGray,
    accent: Color::Blue,
    warning: Color::Magenta,
    label: Color::Magenta,
    ..ANSI
};

const HIGH_CONTRAST: Colors = Colors {
    quiet: Color::Reset,
    accent: Color::LightCyan,
    interviewer: Color::LightBlue,
    you: Color::LightGreen,
    warning: Color::LightYellow,
    failure: Color::LightRed,
    good: Color::LightGreen,
    hit: Color::LightMagenta,
    label: Color::LightYellow,
};

impl Palette {
    /// None for no color at all.
    fn colors(self) -> Option<&'static Colors> {
        match self {
            Self::Ansi => Some(&ANSI),
            Self::Neutral => Some(&NEUTRAL),
            Self::Dark => Some(&DARK),
            Self::Light => Some(&LIGHT),
            Self::HighContrast => Some(&HIGH_CONTRAST),
            Self::Mono => None,
        }
    }
}

impl From<Chosen> for Palette {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Dark => Self::Dark,
            Chosen::Light => Self::Light,
            Chosen::HighContrast => Self::HighContrast,
            Chosen::None => Self::Mono,
        }
    }
}

/// What things look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme<'k> {
    /// The colors.
    pub palette: Palette,
    /// Only ASCII characters in frames and marks.
    pub ascii: bool,
    /// The bindings in force, for texts that name keys.
    pub keymap: Option<&'k Keymap>,
}

impl Theme<'_> {
    /// A text in which actions stand for their keys: `Notes ({notes})`.
    pub fn naming(self, text: &str) -> String {
        self.keymap.map_or_else(|| text.to_owned(), |keymap| keymap.fill(text))
    }

    fn color(self, choose: impl FnOnce(&Colors) -> Color) -> Style {
        self.palette.colors().map_or_else(Style::new, |colors| Style::new().fg(choose(colors)))
    }

    /// Ordinary text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Text of less weight. Not the dim attribute, which many terminals draw too faint to read.
    pub fn quiet(self) -> Style {
        self.color(|colors| colors.quiet)
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
        if focused { self.color(|colors| colors.accent).add_modifier(Modifier::BOLD) } else { self.quiet() }
    }

    /// A key in the footer.
    pub fn key(self) -> Style {
        self.color(|colors| colors.accent).add_modifier(Modifier::BOLD)
    }

    /// The interviewer.
    pub fn interviewer(self) -> Style {
        self.color(|colors| colors.interviewer).add_modifier(Modifier::BOLD)
    }

    /// The candidate.
    pub fn you(self) -> Style {
        self.color(|colors| colors.you).add_modifier(Modifier::BOLD)
    }

    /// Needs attention, such as overtime.
    pub fn warning(self) -> Style {
        self.color(|colors| colors.warning).add_modifier(Modifier::BOLD)
    }

    /// Went wrong.
    pub fn failure(self) -> Style {
        self.color(|colors| colors.failure).add_modifier(Modifier::BOLD)
    }

    /// Went well.
    pub fn good(self) -> Style {
        self.color(|colors| colors.good)
    }

    /// Found text.
    pub fn hit(self) -> Style {
        self.color(|colors| colors.hit).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// A cell of the whiteboard. Color repeats what the box's tag already says.
    pub fn ink(self, ink: Ink) -> Style {
        match ink {
            Ink::Blank | Ink::Line | Ink::Head | Ink::Text => self.text(),
            Ink::Border(role) | Ink::Tag(role) => {
                role.map_or_else(Style::new, |role| self.color(|colors| role_color(role, colors)))
            }
            Ink::Name(_) | Ink::Title => self.strong(),
            Ink::Label => self.color(|colors| colors.label),
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
fn role_color(role: Role, colors: &Colors) -> Color {
    match role {
        Role::Source | Role::Gateway | Role::Consumer | Role::Api | Role::Bi => colors.good,
        Role::StreamLog | Role::Queue | Role::Cdc | Role::Ingestion | Role::DeadLetter => colors.accent,
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
        | Role::Format => colors.interviewer,
        Role::BatchEngine | Role::StreamEngine | Role::Transform | Role::Orchestrator | Role::Model => {
            colors.hit
        }
        Role::Quality
        | Role::Catalog
        | Role::Registry
        | Role::Monitoring
        | Role::Masking
        | Role::Access
        | Role::Platform => colors.label,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.2, of a gray.
    fn luminance(gray: f64) -> f64 {
        let share = gray / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    }

    #[test]
    fn the_neutral_gray_can_be_read_on_black_and_on_white() {
        let Color::Indexed(index) = NEUTRAL.quiet else { panic!("a color that no scheme changes") };
        // The gray ramp of the 256 colors: 232 is 8, and each next is 10 more.
        let gray = luminance(8.0 + f64::from(index - 232) * 10.0);
        assert!((gray + 0.05) / 0.05 >= 4.5 && 1.05 / (gray + 0.05) >= 4.5);
    }

    #[test]
    fn without_color_no_style_has_any() {
        let theme = Theme { palette: Palette::Mono, ..Theme::default() };
        for style in [theme.quiet(), theme.key(), theme.warning(), theme.hit(), theme.you(), theme.good()] {
            assert_eq!(style.fg, None);
        }
    }
}
