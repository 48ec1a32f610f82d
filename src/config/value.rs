//! Values of settings: from the file, from the environment, and back to text.

use toml::de::DeValue;

use super::table::Kind;
use crate::diagnostic::nearest;
use crate::domain::time::Day;

/// What a setting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One of the words that it can be.
    Word(&'static str),
    /// A whole number within its range.
    Whole(u32),
    /// A day, or none.
    Date(Option<Day>),
    /// A text.
    Text(String),
    /// Folders, as written.
    Folders(Vec<String>),
}

/// Why something cannot be a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Stable, for filters.
    pub code: &'static str,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl Value {
    /// What stands in the file.
    pub fn of_toml(kind: Kind, value: &DeValue<'_>) -> Result<Self, Unfit> {
        let wrong = || Unfit {
            code: "wrong-type",
            message: format!("{} is not what belongs here", called(value)),
            help: format!("write {}", kind.expected()),
        };
        match (kind, value) {
            (Kind::Word(_) | Kind::Text | Kind::Date, DeValue::String(text)) => Self::of_text(kind, text),
            (Kind::Date, DeValue::Datetime(date)) => Self::of_text(kind, &date.to_string()),
            (Kind::Whole(..), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| wrong())?;
                Self::of_text(kind, &number.to_string())
            }
            (Kind::Folders, DeValue::Array(folders)) => {
                let texts = folders.iter().map(|folder| folder.get_ref().as_str().map(str::to_owned));
                texts.collect::<Option<_>>().map(Self::Folders).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }

    /// What stands in the environment; folders are separated as in `PATH`.
    pub fn of_text(kind: Kind, text: &str) -> Result<Self, Unfit> {
        let help = || format!("write {}", kind.expected());
        let unfit = |message: String| Unfit { code: "out-of-range", message, help: help() };
        match kind {
            Kind::Word(words) => {
                let words = words();
                words.iter().find(|word| **word == text).map(|word| Self::Word(word)).ok_or_else(|| Unfit {
                    code: "unknown-value",
                    message: format!("`{text}` is not one of its values"),
                    help: nearest(text, words).map_or_else(help, |near| format!("did you mean `{near}`?")),
                })
            }
            Kind::Whole(least, most, _) => {
                let number: i64 = text.trim().parse().map_err(|_| Unfit {
                    code: "wrong-type",
                    message: format!("`{text}` is not a whole number"),
                    help: help(),
                })?;
                let fits = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
                fits.map(Self::Whole).ok_or_else(|| unfit(format!("{number} is out of range")))
            }
            Kind::Date if text.is_empty() => Ok(Self::Date(None)),
            Kind::Date => {
                let day = text.parse().map_err(|_| unfit(format!("`{text}` is no date")))?;
                Ok(Self::Date(Some(day)))
            }
            Kind::Text => Ok(Self::Text(text.to_owned())),
            Kind::Folders => {
                let folders = std::env::split_paths(text).map(|path| path.to_string_lossy().into_owned());
                Ok(Self::Folders(folders.filter(|folder| !folder.is_empty()).collect()))
            }
        }
    }

    /// As it would be written in the file.
    pub fn written(&self) -> String {
        match self {
            Self::Word(word) => quoted(word),
            Self::Whole(number) => number.to_string(),
            Self::Date(day) => day.map_or_else(|| quoted(""), |day| day.to_string()),
            Self::Text(text) => quoted(text),
            Self::Folders(folders) => {
                let folders: Vec<String> = folders.iter().map(|folder| quoted(folder)).collect();
                format!("[{}]", folders.join(", "))
            }
        }
    }

    /// For programs.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Word(word) => (*word).into(),
            Self::Whole(number) => (*number).into(),
            Self::Date(day) => day.map(|day| day.to_string()).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Folders(folders) => folders.clone().into(),
        }
    }
}

/// A text in quotes, as TOML has it; its escapes are those of JSON.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What something in the file is, in words.
fn called(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
