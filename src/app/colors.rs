//! The colors one can change to while the program runs.

/// Colors that were chosen from the command list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colors {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Nothing fainter than the rest.
    HighContrast,
    /// Bold, underline and reverse only.
    None,
}

impl Colors {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::None];

    /// The value of the setting `theme` that has the same effect.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::None => "no-color",
        }
    }

    /// What it is called in the command list.
    pub fn title(self) -> &'static str {
        match self {
            Self::Dark => "Colors: dark theme, for a dark background",
            Self::Light => "Colors: light theme, for a light background",
            Self::HighContrast => "Colors: high-contrast theme",
            Self::None => "Colors: theme without color, no more than bold and underline",
        }
    }
}
