//! The one table of settings. Reading, `config show`, `config check` and `config init` all go by it.

use crate::cli::Look;
use crate::domain::case::Level;
use crate::domain::interview::entry::Mode;
use crate::domain::interview::plan::BudgetScale;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// Which colors are used.
    Theme,
    /// Lines and marks beyond ASCII, or not.
    Characters,
    /// What long pages are shown in.
    Pager,
    /// What `Ctrl+G` opens.
    Editor,
    /// Packs beside those in the data directory.
    Packs,
    /// When the learner's day begins.
    DayStart,
    /// How long an interview is.
    Minutes,
    /// Mock or guided.
    Mode,
    /// The level aimed for.
    Level,
    /// How generous budgets are.
    Budget,
    /// The day of the interview.
    Date,
    /// New cards a day.
    New,
    /// Cards that come back, a day.
    Reviews,
    /// Minutes of drills a day.
    Drilling,
    /// The chance of recall aimed at.
    Retention,
}

/// What a setting can be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A whole number from the first to the second, of this unit.
    Whole(u32, u32, &'static str),
    /// A date, or nothing.
    Date,
    /// Any text.
    Text,
    /// Folders.
    Folders,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Which.
    pub name: Name,
    /// Its key in the file, after its table and a point.
    pub key: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// What it is where nobody says otherwise, as it is written in the file.
    pub default: &'static str,
    /// What it does, in one sentence or two.
    pub about: &'static str,
}

/// How lines and marks are drawn.
pub const CHARACTERS: [&str; 3] = ["auto", "unicode", "ascii"];

/// All settings, in the order of the file: those without a table first.
pub const TABLE: [Setting; 15] = [
    Setting {
        name: Name::Theme,
        key: "theme",
        kind: Kind::Word(|| Look::ALL.map(Look::id).to_vec()),
        default: "\"auto\"",
        about: "Colors. `auto` goes by what the terminal tells of itself; NO_COLOR and --color go before it.",
    },
    Setting {
        name: Name::Characters,
        key: "characters",
        kind: Kind::Word(|| CHARACTERS.to_vec()),
        default: "\"auto\"",
        about: "Lines and marks. `auto` goes by the locale (LC_ALL, LC_CTYPE, LANG).",
    },
    Setting {
        name: Name::Pager,
        key: "pager",
        kind: Kind::Text,
        default: "\"\"",
        about: "Shows long pages of `greenroom show`; empty is $PAGER, else less; \"cat\" is none.",
    },
    Setting {
        name: Name::Editor,
        key: "editor",
        kind: Kind::Text,
        default: "\"\"",
        about: "Opens your answer to write on in; empty is $VISUAL, else $EDITOR.",
    },
    Setting {
        name: Name::Packs,
        key: "packs",
        kind: Kind::Folders,
        default: "[]",
        about: "Folders of packs to use beside those in the data directory; --pack adds to them. `~` is your home.",
    },
    Setting {
        name: Name::DayStart,
        key: "day-start",
        kind: Kind::Whole(0, 12, "o'clock"),
        default: "4",
        about: "The hour at which your day begins; what you practice before it counts for the day before.",
    },
    Setting {
        name: Name::Minutes,
        key: "interview.minutes",
        kind: Kind::Whole(5, 240, "minutes"),
        default: "45",
        about: "How long an interview is.",
    },
    Setting {
        name: Name::Mode,
        key: "interview.mode",
        kind: Kind::Word(|| Mode::ALL.map(Mode::id).to_vec()),
        default: "\"mock\"",
        about: "Closed book with feedback at the end, or with help on the way.",
    },
    Setting {
        name: Name::Level,
        key: "interview.level",
        kind: Kind::Word(|| Level::ALL.map(Level::id).to_vec()),
        default: "\"senior\"",
        about: "The level you aim for.",
    },
    Setting {
        name: Name::Budget,
        key: "interview.budget",
        kind: Kind::Word(|| BudgetScale::ALL.map(BudgetScale::id).to_vec()),
        default: "\"1x\"",
        about: "How generous the time of each step is.",
    },
    Setting {
        name: Name::Date,
        key: "interview.date",
        kind: Kind::Date,
        default: "\"\"",
        about: "The day of your interview, such as 2026-12-10; empty is what `greenroom today --interview` set.",
    },
    Setting {
        name: Name::New,
        key: "drill.new",
        kind: Kind::Whole(0, 1000, "cards"),
        default: "20",
        about: "Cards a day that you have never seen.",
    },
    Setting {
        name: Name::Reviews,
        key: "drill.reviews",
        kind: Kind::Whole(0, 10_000, "cards"),
        default: "60",
        about: "Cards a day that come back.",
    },
    Setting {
        name: Name::Drilling,
        key: "drill.minutes",
        kind: Kind::Whole(1, 240, "minutes"),
        default: "20",
        about: "Minutes of cards a day; goes before what `greenroom today --cap` set.",
    },
    Setting {
        name: Name::Retention,
        key: "drill.retention",
        kind: Kind::Whole(70, 97, "percent"),
        default: "90",
        about: "The chance of recall at which a card comes back; with an interview ahead, the plan decides.",
    },
];

impl Name {
    /// Its row.
    pub fn row(self) -> &'static Setting {
        &TABLE[self as usize]
    }
}

impl Setting {
    /// The environment variable that sets it: `GREENROOM_INTERVIEW_MINUTES`.
    pub fn variable(&self) -> String {
        format!("GREENROOM_{}", self.key.to_uppercase().replace(['.', '-'], "_"))
    }

    /// Its table in the file, and its key there.
    pub fn split(&self) -> (Option<&'static str>, &'static str) {
        match self.key.split_once('.') {
            Some((table, key)) => (Some(table), key),
            None => (None, self.key),
        }
    }
}

impl Kind {
    /// What can be written, in words.
    pub fn expected(self) -> String {
        match self {
            Self::Word(words) => {
                let words: Vec<String> = words().iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Whole(least, most, unit) => format!("a whole number from {least} to {most} ({unit})"),
            Self::Date => "a date such as 2026-12-10, or \"\"".to_owned(),
            Self::Text => "a text in quotes".to_owned(),
            Self::Folders => "a list of folders, such as [\"~/my-pack\"]".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_stands_in_the_row_of_its_name() {
        for (at, setting) in TABLE.iter().enumerate() {
            assert_eq!(setting.name as usize, at, "{}", setting.key);
        }
    }

    #[test]
    fn a_variable_is_called_like_its_setting() {
        assert_eq!(Name::Minutes.row().variable(), "GREENROOM_INTERVIEW_MINUTES");
        assert_eq!(Name::DayStart.row().variable(), "GREENROOM_DAY_START");
    }
}
