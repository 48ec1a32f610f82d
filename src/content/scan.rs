//! What is looked at before a parser sees a file, in one pass over its bytes: encoding, control characters,
//! and the parts of YAML that packs do without (anchors, aliases, tags, merge keys, several documents, deep
//! nesting), all of which have been used to make parsers slow.

mod yaml;

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::is_unclean;

pub use yaml::yaml;

/// Something a file may not contain, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the problem.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>, help: &'static str, span: Range<usize>) -> Self {
        Self { code, message: message.into(), help, span }
    }
}

/// The text of a file: UTF-8, without a byte order mark, lines ended by a line feed, without control
/// characters. On refusal, the text as far as it can be shown.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, (String, Refusal)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let shown = String::from_utf8_lossy(bytes).into_owned();
            let at = error.valid_up_to();
            let help = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
                "the file is UTF-16; save it as UTF-8"
            } else {
                "save the file as UTF-8; this looks like Latin-1 or Windows-1252"
            };
            let byte = bytes.get(at).copied().unwrap_or_default();
            let refusal =
                Refusal::new("not-utf8", format!("byte 0x{byte:02x} is not UTF-8"), help, at..at + 3);
            return Err((shown, refusal));
        }
    };
    let text = if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text };
    match control(&text) {
        Some(refusal) => Err((text.into_owned(), refusal)),
        None => Ok(text),
    }
}

/// The first character that must not stand in content.
fn control(text: &str) -> Option<Refusal> {
    let (at, c) = first_forbidden(text)?;
    let help = if c == '\0' { "this is not a text file" } else { "remove the character" };
    let message = format!("the character U+{:04X} is not allowed in content", u32::from(c));
    Some(Refusal::new("control-character", message, help, at..at + c.len_utf8()))
}

/// Looks at bytes first: almost none of them can begin a forbidden character.
pub fn first_forbidden(text: &str) -> Option<(usize, char)> {
    let suspects = text.bytes().enumerate().filter(|(_, byte)| match byte {
        b'\n' | b'\t' => false,
        0..0x20 | 0x7f | 0xc2 | 0xe2 | 0xef => true,
        _ => false,
    });
    let forbidden = |(at, _)| text.get(at..)?.chars().next().filter(|c| is_forbidden(*c)).map(|c| (at, c));
    suspects.into_iter().find_map(forbidden)
}

/// Whether a character is refused in content; line feed and tab are allowed.
pub fn is_forbidden(c: char) -> bool {
    c != '\n' && c != '\t' && is_unclean(c)
}

/// Splits a Markdown page into its YAML front matter and its body, as spans of `text`.
pub fn front_matter(text: &str) -> Result<(Range<usize>, Range<usize>), Refusal> {
    let help = "start the page with `---`, then `id:`, `title:`, `summary:`, then `---` again";
    if !text.starts_with("---\n") {
        let end = text.find('\n').unwrap_or(text.len());
        return Err(Refusal::new("no-front-matter", "the page has no front matter", help, 0..end));
    }
    let mut at = 4;
    for line in text.split_inclusive('\n').skip(1) {
        if line.trim_end() == "---" {
            return Ok((4..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(Refusal::new("no-front-matter", "the front matter is not closed", help, 0..3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
        assert_eq!(text(b"\xef\xbb\xbfa: b\r\nc: d\r\n").unwrap(), "a: b\nc: d\n");
    }

    #[test]
    fn other_encodings_and_control_characters_are_refused_where_they_stand() {
        for (bytes, code, at) in [
            (&b"a: caf\xe9\n"[..], "not-utf8", 6),
            (b"\xff\xfea\0", "not-utf8", 0),
            (b"a: \0", "control-character", 3),
            (b"a: \x1b[2J", "control-character", 3),
            ("a: \u{9b}".as_bytes(), "control-character", 3),
            ("a: b\u{202e}".as_bytes(), "control-character", 4),
            (b"a\rb", "control-character", 1),
        ] {
            let (_, refusal) = text(bytes).unwrap_err();
            assert_eq!((refusal.code, refusal.span.start), (code, at));
        }
    }

    #[test]
    fn looking_at_bytes_first_finds_every_forbidden_character() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let text = format!("é{c}x");
            assert_eq!(first_forbidden(&text), is_forbidden(c).then_some((2, c)), "{}", u32::from(c));
        }
    }

    #[test]
    fn a_page_is_split_into_front_matter_and_body() {
        let page = "---\nid: x\n---\n## Body\n---\n";
        let (front, body) = front_matter(page).unwrap();
        assert_eq!(page.get(front), Some("id: x\n"));
        assert_eq!(page.get(body), Some("## Body\n---\n"));
        assert!(front_matter("id: x\n").is_err());
        assert!(front_matter("---\nid: x\n").is_err());
    }
}
