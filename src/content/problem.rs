//! A file while it is read: its text, the parts of it, and problems at their places.

use std::borrow::Cow;
use std::ops::Range;

use serde_yaml::{DefaultMessageFormatter, Error, MessageFormatter as _};

use crate::content::raw::Placed;
use crate::content::scan::Refusal;
use crate::diagnostic::{Diagnostic, Place, nearest};

/// A file as text.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// Its path as people would name it: the folder or `built-in`, then the path inside the pack.
    pub name: String,
    /// The whole text.
    pub text: Cow<'a, str>,
    /// Where the YAML is: all of a YAML file, the front matter of a page. In bytes.
    pub yaml: Range<usize>,
    /// Where the Markdown is; empty in a YAML file.
    pub body: Range<usize>,
}

impl Sheet<'_> {
    /// The place of bytes of the text.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::in_text(&self.name, &self.text, span)
    }

    /// The bytes at which a value was written.
    pub fn span<T>(&self, value: &Placed<T>) -> Range<usize> {
        self.located(&value.referenced)
    }

    fn located(&self, location: &serde_yaml::Location) -> Range<usize> {
        let span = location.span();
        let inside = span.byte_offset().map_or_else(|| self.offset(location), |at| at as usize);
        let start = inside + self.yaml.start;
        let length = span.byte_len().map_or(1, |length| length as usize);
        start..(start + length.max(1)).min(self.text.len().max(start))
    }

    /// Some problems of the parser come with line and column only.
    fn offset(&self, location: &serde_yaml::Location) -> usize {
        let yaml = self.text.get(self.yaml.clone()).unwrap_or_default();
        let (line, column) = (location.line() as usize, location.column() as usize);
        let before: usize = yaml.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = yaml.get(before..).unwrap_or_default();
        before + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
    }
}

/// The problem that the scan found.
pub fn refused(sheet: &Sheet<'_>, refusal: &Refusal) -> Diagnostic {
    Diagnostic::error(refusal.code, &refusal.message).at(sheet.place(refusal.span.clone())).help(refusal.help)
}

/// The problem that the parser found.
pub fn structural(sheet: &Sheet<'_>, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let (code, message, help) = explain(error);
    let place = match error.location() {
        // The parser knows the last field only; at the top of a file that is far from where one would look.
        Some(location) if location.column() == 1 && matches!(error, Error::SerdeMissingField { .. }) => {
            sheet.place(first_line(sheet))
        }
        Some(location) if location.line() > 0 => sheet.place(sheet.located(&location)),
        _ => Place::file(&sheet.name),
    };
    Diagnostic::error(code, message).at(place).help(help)
}

/// The first line that says something.
fn first_line(sheet: &Sheet<'_>) -> Range<usize> {
    let mut start = sheet.yaml.start;
    for line in sheet.text.get(sheet.yaml.clone()).unwrap_or_default().split_inclusive('\n') {
        if !line.trim().is_empty() && !line.starts_with('#') {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    sheet.yaml.start..sheet.yaml.start
}

type Explained = (&'static str, String, String);

fn explain(error: &Error) -> Explained {
    let plain = || DefaultMessageFormatter.format_message(error).into_owned();
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            ("unknown-field", format!("there is no field `{field}` here"), expected_names(field, expected))
        }
        Error::SerdeMissingField { field, .. } => {
            ("missing-field", format!("the field `{field}` is missing"), format!("add `{field}:`"))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => (
            "unknown-value",
            format!("`{variant}` is not a value for this"),
            expected_names(variant, expected),
        ),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("this key");
            ("duplicate-key", format!("`{key}` is given twice"), "keep one of the two".to_owned())
        }
        Error::NullIntoString { .. } => {
            let help = "write a text, or quote it if the text is `null` or `~`";
            ("missing-value", "a text is expected, and nothing is there".to_owned(), help.to_owned())
        }
        Error::MultipleDocuments { .. } => {
            let help = "put the second document into a file of its own";
            ("two-documents", "the file holds a second YAML document".to_owned(), help.to_owned())
        }
        Error::Message { msg, .. } => explain_own(msg),
        Error::ExternalMessage { msg, .. } => explain_syntax(msg),
        Error::Budget { .. } => {
            ("too-nested", "the structure is too deep or too large".to_owned(), "split the file".to_owned())
        }
        Error::Eof { .. } => {
            let help = "close the quote, bracket or list above";
            ("yaml-syntax", "the file ends too early".to_owned(), help.to_owned())
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            let help = "compare the indentation and the form with the example of the built-in pack";
            ("wrong-type", format!("expected {expected}, found {unexpected}"), help.to_owned())
        }
        _ => {
            let help = "compare the indentation and the form with the example of the built-in pack";
            ("wrong-type", plain(), help.to_owned())
        }
    }
}

fn expected_names(word: &str, expected: &[&str]) -> String {
    match nearest(word, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if expected.is_empty() => "remove it".to_owned(),
        None => format!("known here: {}", expected.join(", ")),
    }
}

/// Problems of our own texts carry their code in front.
fn explain_own(message: &str) -> Explained {
    if let Some(rest) = message.strip_prefix("[text-too-long] ") {
        return ("text-too-long", rest.to_owned(), "split the text".to_owned());
    }
    if let Some(rest) = message.strip_prefix("[control-character] ") {
        return ("control-character", rest.to_owned(), "remove the escape from the text".to_owned());
    }
    ("wrong-type", message.to_owned(), "compare with the example of the built-in pack".to_owned())
}

fn explain_syntax(message: &str) -> Explained {
    let help = if message.contains("mapping values") {
        "quote a text that holds `: `"
    } else if message.contains("tab") {
        "indent with spaces"
    } else {
        "check quotes, brackets and indentation here and on the line above"
    };
    ("yaml-syntax", message.to_owned(), help.to_owned())
}
