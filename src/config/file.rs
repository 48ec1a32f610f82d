//! The file: its text as settings and keys, and every problem with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::keys::{self, Remapped};
use super::table::{Name, Setting, TABLE};
use super::value::Value;
use super::{Chosen, Origin};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// The table of keys.
const KEYS: &str = "keys";

/// The file that configures the program.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its path, as people would name it.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// What the file says.
#[derive(Debug, Default)]
pub struct Read {
    /// The settings it has.
    pub chosen: BTreeMap<Name, Chosen>,
    /// The keys.
    pub keys: Remapped,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// Lines that are no TOML.
    broken: BTreeSet<usize>,
}

impl File<'_> {
    /// A place in it.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::in_text(self.name, self.text, span)
    }

    /// The line of a place in it, from 1.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.place(span.clone()).line
    }

    /// Reads it as far as it can be read.
    pub fn read(&self) -> Read {
        let mut read = Read::default();
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let problem = Diagnostic::error("not-toml", error.message().trim().replace('\n', "; "));
            let problem = problem
                .help("`greenroom config show` shows what holds instead; https://toml.io has the rules");
            let span = error.span().unwrap_or_default();
            read.broken.insert(self.line(&span));
            read.problems.push(problem.at(self.place(span)));
        }
        self.table(table.get_ref(), None, &mut read);
        read.problems.sort_by(|a, b| a.order().cmp(&b.order()));
        read
    }

    fn table(&self, table: &DeTable<'_>, within: Option<&str>, read: &mut Read) {
        for (key, value) in table {
            // What was made of a line that is no TOML is a guess.
            if read.broken.contains(&self.line(&key.span())) {
                continue;
            }
            let known = TABLE.iter().find(|setting| setting.split() == (within, key.get_ref()));
            match (known, value.get_ref()) {
                (Some(setting), written) => match Value::of_toml(setting.kind, written) {
                    Ok(value) => {
                        let origin = Origin::File(self.line(&key.span()));
                        read.chosen.insert(setting.name, Chosen { value, origin });
                    }
                    Err(unfit) => {
                        let message = format!("`{}`: {}", setting.key, unfit.message);
                        let problem = Diagnostic::error(unfit.code, message).help(unfit.help);
                        read.problems.push(problem.at(self.place(value.span())));
                    }
                },
                (None, DeValue::Table(keys)) if within.is_none() && key.get_ref() == KEYS => {
                    let sound = keys.iter().filter(|(key, _)| !read.broken.contains(&self.line(&key.span())));
                    read.keys = keys::read(sound, self, &mut read.problems);
                }
                (None, DeValue::Table(settings)) if within.is_none() && is_table(key.get_ref()) => {
                    self.table(settings, Some(key.get_ref()), read);
                }
                _ => {
                    let problem =
                        unknown(key.get_ref(), within, matches!(value.get_ref(), DeValue::Table(_)));
                    read.problems.push(problem.at(self.place(key.span())));
                }
            }
        }
    }
}

fn tables() -> impl Iterator<Item = &'static str> {
    TABLE.iter().filter_map(|setting| setting.split().0).chain([KEYS])
}

fn is_table(name: &str) -> bool {
    tables().any(|table| table == name)
}

fn unknown(key: &str, within: Option<&str>, is_table: bool) -> Diagnostic {
    let name = within.map_or_else(|| key.to_owned(), |table| format!("{table}.{key}"));
    if is_table && within.is_none() {
        let help = match nearest(key, tables()) {
            Some(near) => format!("did you mean `[{near}]`?"),
            None => "`greenroom config show` names all settings".to_owned(),
        };
        return Diagnostic::error("unknown-setting", format!("there is no table `[{key}]`")).help(help);
    }
    Diagnostic::error("unknown-setting", format!("there is no setting `{name}`")).help(meant(key, &name))
}

/// What was meant: the same key in another table first, since that is the usual mistake.
fn meant(key: &str, name: &str) -> String {
    let at_home = |setting: &&Setting| setting.split().1 == key;
    if let Some(setting) = TABLE.iter().find(at_home) {
        return match setting.split() {
            (Some(table), key) => format!("`{key}` belongs under `[{table}]`"),
            (None, key) => format!("`{key}` belongs at the top, before the first `[table]`"),
        };
    }
    match nearest(name, TABLE.iter().map(|setting| setting.key)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`greenroom config show` names all settings".to_owned(),
    }
}

impl Setting {
    /// What it is where nobody says otherwise.
    pub fn usual(&self) -> Value {
        let default = DeValue::parse(self.default).expect("the table holds TOML");
        Value::of_toml(self.kind, default.get_ref()).expect("the table holds values that fit")
    }
}
