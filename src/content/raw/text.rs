//! Text that is safe to show.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::content::scan::first_forbidden;

/// The longest single text, in bytes.
pub const MAX_TEXT: usize = 64 << 10;

/// Text without control characters and without overrides of the writing direction, whichever way they were
/// written (`"\e"` in YAML is as bad as the byte), and of at most [`MAX_TEXT`] bytes. Line feeds and tabs are text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    fn check<E: Error>(text: &str) -> Result<(), E> {
        if text.len() > MAX_TEXT {
            return Err(E::custom("[text-too-long] the text is longer than 64 KiB"));
        }
        match first_forbidden(text) {
            Some((_, c)) => {
                let code = u32::from(c);
                Err(E::custom(format_args!("[control-character] the text holds the character U+{code:04X}")))
            }
            None => Ok(()),
        }
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Text::check(text)?;
        Ok(Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Text, E> {
        Text::check(&text)?;
        Ok(Text(text))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(TextVisitor)
    }
}
