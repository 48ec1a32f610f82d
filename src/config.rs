//! What the user configured: one commented TOML file, environment variables and options, by one table of settings.
//!
//! An option goes before an environment variable, that before the file, that before what the history keeps, and that
//! before the default. What cannot be read is a problem with a place and leaves its setting as if it were not there.
//! Touches no file itself.

mod file;
mod keys;
mod table;
mod template;
mod value;

use std::collections::BTreeMap;

use crate::app::keymap::Keymap;
use crate::app::screen::setup;
use crate::cli::{Global, Look};
use crate::diagnostic::Diagnostic;
use crate::domain::case::Level;
use crate::domain::interview::entry::Mode;
use crate::domain::interview::plan::BudgetScale;
use crate::domain::schedule::{Overrides, Retention};
use crate::domain::time::{Day, DayStart};

pub use file::File;
pub use table::{Kind, Name, Setting, TABLE};
pub use template::template;
pub use value::Value;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said otherwise.
    Default,
    /// This line of the file.
    File(usize),
    /// This environment variable.
    Variable(String),
    /// This option of the command line.
    Option(&'static str),
}

/// A value, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is configured.
#[derive(Debug, Clone)]
pub struct Config {
    chosen: BTreeMap<Name, Chosen>,
    /// The bindings in force.
    pub keymap: Keymap,
    /// The lines of the file that change keys, by action.
    pub key_lines: BTreeMap<&'static str, usize>,
    /// What is wrong with the file and the variables, in the order of the file.
    pub problems: Vec<Diagnostic>,
}

impl Default for Config {
    /// Nothing is configured.
    fn default() -> Self {
        Self::read(None, |_| None)
    }
}

impl Config {
    /// From the text of the file, if there is one, and environment variables by name.
    pub fn read<'v>(file: Option<&File<'_>>, variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let read = file.map(File::read).unwrap_or_default();
        let mut problems = read.problems;
        let mut chosen = BTreeMap::new();
        for setting in &TABLE {
            let default = Chosen { value: setting.usual(), origin: Origin::Default };
            let mut choice = read.chosen.get(&setting.name).cloned().unwrap_or(default);
            let name = setting.variable();
            if let Some(text) = variable(&name) {
                match Value::of_text(setting.kind, text) {
                    Ok(value) => choice = Chosen { value, origin: Origin::Variable(name) },
                    Err(unfit) => {
                        let message = format!("environment variable {name}: {}", unfit.message);
                        problems.push(Diagnostic::error(unfit.code, message).help(unfit.help));
                    }
                }
            }
            chosen.insert(setting.name, choice);
        }
        Self { chosen, keymap: read.keys.keymap, key_lines: read.keys.lines, problems }
    }

    /// What the options of every subcommand say goes first; the packs that they name are added elsewhere.
    #[must_use]
    pub fn with(mut self, global: &Global) -> Self {
        if let Some(look) = global.theme {
            self.choose(Name::Theme, Value::Word(look.id()), "--theme");
        }
        if global.ascii {
            self.choose(Name::Characters, Value::Word("ascii"), "--ascii");
        }
        self
    }

    fn choose(&mut self, name: Name, value: Value, option: &'static str) {
        self.chosen.insert(name, Chosen { value, origin: Origin::Option(option) });
    }

    /// What a setting is, and where that comes from.
    pub fn get(&self, name: Name) -> &Chosen {
        self.chosen.get(&name).expect("every setting of the table is chosen")
    }

    fn word<T: Copy>(&self, name: Name, all: impl IntoIterator<Item = T>, id: fn(T) -> &'static str) -> T {
        let Value::Word(word) = self.get(name).value else { unreachable!("{name:?} is a word") };
        all.into_iter().find(|value| id(*value) == word).expect("a word of the table has a meaning")
    }

    fn whole(&self, name: Name) -> u32 {
        let Value::Whole(number) = self.get(name).value else { unreachable!("{name:?} is a number") };
        number
    }

    /// A text that is not empty.
    fn text(&self, name: Name) -> Option<&str> {
        let Value::Text(text) = &self.get(name).value else { unreachable!("{name:?} is a text") };
        Some(text.as_str()).filter(|text| !text.is_empty())
    }

    /// The value, unless it is the default.
    fn decided<T>(&self, name: Name, value: T) -> Option<T> {
        (self.get(name).origin != Origin::Default).then_some(value)
    }

    /// Which colors are used.
    pub fn look(&self) -> Look {
        self.word(Name::Theme, Look::ALL, Look::id)
    }

    /// Whether only ASCII is drawn; none where the terminal decides.
    pub fn is_ascii(&self) -> Option<bool> {
        match self.get(Name::Characters).value {
            Value::Word("ascii") => Some(true),
            Value::Word("unicode") => Some(false),
            _ => None,
        }
    }

    /// What long pages are shown in, as a shell command.
    pub fn pager(&self) -> Option<&str> {
        self.text(Name::Pager)
    }

    /// What answers are written on in, as a shell command.
    pub fn editor(&self) -> Option<&str> {
        self.text(Name::Editor)
    }

    /// Folders of packs, as written.
    pub fn folders(&self) -> &[String] {
        let Value::Folders(folders) = &self.get(Name::Packs).value else { unreachable!("packs are folders") };
        folders
    }

    /// When the learner's day begins.
    pub fn day_start(&self) -> DayStart {
        DayStart(self.whole(Name::DayStart) as u8)
    }

    /// The day of the interview, if it is configured.
    pub fn date(&self) -> Option<Day> {
        let Value::Date(date) = self.get(Name::Date).value else { unreachable!("a date is one") };
        date
    }

    /// How an interview is sat unless something else is chosen.
    pub fn interview(&self) -> setup::Settings {
        setup::Settings {
            minutes: self.whole(Name::Minutes),
            mode: self.word(Name::Mode, Mode::ALL, Mode::id),
            level: self.word(Name::Level, Level::ALL, Level::id),
            scale: self.word(Name::Budget, BudgetScale::ALL, BudgetScale::id),
            ..setup::Settings::default()
        }
    }

    /// What goes before the settings that the history keeps.
    pub fn drills(&self) -> Overrides {
        let number = |name| self.decided(name, self.whole(name));
        Overrides {
            new: number(Name::New),
            reviews: number(Name::Reviews),
            minutes: number(Name::Drilling),
            retention: number(Name::Retention).map(|percent| Retention(percent as u8)),
            interview: self.date(),
        }
    }
}

#[cfg(test)]
mod tests;
