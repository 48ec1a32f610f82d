//! A scan for what packs do without in YAML. It follows just enough of the language to know text from
//! structure: quotes, block scalars, plain scalars over several lines, flow collections, comments.

use super::Refusal;

/// The deepest nesting of `[` and `{`.
const MAX_FLOW: usize = 32;

/// Refuses anchors, aliases, tags, merge keys, tabs as indentation, a second document, and deep nesting.
/// Linear in the length of the text. What is merely malformed is left to the parser.
pub fn yaml(text: &str) -> Result<(), Refusal> {
    let mut scan = Scan { text, bytes: text.as_bytes(), at: 0, open: Open::Nothing, started: false };
    while scan.at < scan.bytes.len() {
        scan.line()?;
    }
    Ok(())
}

/// What a line may continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// A block scalar whose lines are indented more than the column.
    Block(usize),
    /// A plain scalar that goes on in lines indented more than the column.
    Plain(usize),
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    open: Open,
    started: bool,
}

impl Scan<'_> {
    fn line(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        let end = self.line_end();
        let line = &self.bytes[start..end];
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let rest = &line[indent..];
        if rest.iter().all(|byte| *byte == b' ' || *byte == b'\t') {
            self.at = end + 1;
            return Ok(());
        }
        if let Open::Block(column) | Open::Plain(column) = self.open
            && indent > column
            && !(matches!(self.open, Open::Plain(_)) && rest[0] == b'#')
        {
            self.at = end + 1;
            return Ok(());
        }
        self.open = Open::Nothing;
        if rest[0] == b'#' {
            self.at = end + 1;
            return Ok(());
        }
        if rest[0] == b'\t' {
            let at = start + indent;
            let help = "indent with spaces; YAML does not allow tabs there";
            return Err(Refusal::new("tab-indent", "a tab is used as indentation", help, at..at + 1));
        }
        if indent == 0 && is_marker(line) {
            return self.marker(line, end);
        }
        self.started = true;
        self.at = start + indent;
        self.node(start)
    }

    fn line_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        self.at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    }

    fn marker(&mut self, line: &[u8], end: usize) -> Result<(), Refusal> {
        if self.started {
            let help = "put the second document into a file of its own";
            let span = self.at..self.at + 3;
            return Err(Refusal::new("two-documents", "the file holds a second YAML document", help, span));
        }
        // A first `---` is fine; after `...` anything that follows is a second document.
        self.started = line.starts_with(b"...");
        self.at = if line.len() > 3 { self.at + 4 } else { end + 1 };
        Ok(())
    }

    /// What stands on a line in block context, from the first character that is not indentation.
    fn node(&mut self, line_start: usize) -> Result<(), Refusal> {
        let mut column = self.at - line_start;
        let mut has_owner = false;
        loop {
            self.skip_blanks();
            match self.byte() {
                None | Some(b'\n') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'#') => return self.skip_line(),
                Some(b'-' | b'?') if self.is_followed_by_blank(self.at + 1) => {
                    column = self.at - line_start;
                    has_owner = true;
                    self.at += 1;
                }
                Some(b'|' | b'>') if has_owner => {
                    self.open = Open::Block(column);
                    return self.skip_line();
                }
                Some(b'[' | b'{') => {
                    self.flow()?;
                    if !self.take_colon() {
                        return self.skip_line();
                    }
                    has_owner = true;
                }
                Some(_) => {
                    let begin = self.at;
                    self.token_start()?;
                    if !self.scalar_is_key()? {
                        self.open = if self.is_plain(begin) {
                            Open::Plain(owner(column, has_owner))
                        } else {
                            self.open
                        };
                        return self.skip_line();
                    }
                    column = begin - line_start;
                    has_owner = true;
                }
            }
        }
    }

    fn is_plain(&self, at: usize) -> bool {
        !matches!(self.bytes.get(at), Some(b'"' | b'\''))
    }

    /// Moves over one scalar on this line, or one quoted scalar over several; whether it was a key.
    fn scalar_is_key(&mut self) -> Result<bool, Refusal> {
        let begin = self.at;
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => self.quoted(quote),
            _ => loop {
                match self.byte() {
                    None | Some(b'\n') => return Ok(false),
                    Some(b':') if self.is_followed_by_blank(self.at + 1) => break,
                    Some(b'#') if self.at > begin && is_blank(self.bytes[self.at - 1]) => return Ok(false),
                    Some(_) => self.at += 1,
                }
            },
        }
        let end = self.at;
        if !self.take_colon() {
            return Ok(false);
        }
        if self.text.get(begin..end).is_some_and(|key| key.trim_end() == "<<") {
            let help = "write the keys out; packs have no merge keys";
            return Err(Refusal::new(
                "merge-key",
                "merge keys (`<<`) are not allowed",
                help,
                begin..begin + 2,
            ));
        }
        Ok(true)
    }

    fn take_colon(&mut self) -> bool {
        let mut at = self.at;
        while self.bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let is_key = self.bytes.get(at) == Some(&b':') && self.is_followed_by_blank(at + 1);
        if is_key {
            self.at = at + 1;
        }
        is_key
    }

    /// Moves behind the closing quote, or to the end of the text.
    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += 1;
            if byte == b'\\' && quote == b'"' {
                self.at += 1;
            } else if byte == quote {
                if quote == b'\'' && self.byte() == Some(b'\'') {
                    self.at += 1;
                } else {
                    return;
                }
            }
        }
    }

    /// Moves behind the bracket that closes the one here, or to the end of the text.
    fn flow(&mut self) -> Result<(), Refusal> {
        let mut depth = 0_usize;
        let mut fresh = true;
        while let Some(byte) = self.byte() {
            match byte {
                b'[' | b'{' => {
                    depth += 1;
                    if depth > MAX_FLOW {
                        let message = format!("brackets are nested more than {MAX_FLOW} deep");
                        let help = "packs need no more than three; is a quote missing?";
                        return Err(Refusal::new("too-nested", message, help, self.at..self.at + 1));
                    }
                }
                b']' | b'}' => depth = depth.saturating_sub(1),
                b'#' if self.at > 0 && is_blank(self.bytes[self.at - 1]) => {
                    self.at = self.line_end();
                    continue;
                }
                b'"' | b'\'' if fresh => {
                    self.quoted(byte);
                    fresh = false;
                    continue;
                }
                b'<' if fresh && self.bytes[self.at..].starts_with(b"<<:") => {
                    self.scalar_is_key()?;
                }
                _ if fresh && !is_blank(byte) => self.token_start()?,
                _ => {}
            }
            let is_colon = byte == b':' && self.is_followed_by_blank(self.at + 1);
            fresh = matches!(byte, b'[' | b'{' | b',') || is_colon || (fresh && is_blank(byte));
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Refuses what may not begin a token.
    fn token_start(&self) -> Result<(), Refusal> {
        let here = self.at..self.at + 1;
        let next_is_blank = self.is_followed_by_blank(self.at + 1);
        match self.byte() {
            Some(b'&') if !next_is_blank => {
                let help = "write the value out, or quote the text if it is text";
                Err(Refusal::new("anchor", "anchors (`&name`) are not allowed", help, here))
            }
            Some(b'*') if !next_is_blank => {
                let help = "write the value out, or quote the text if it is text";
                Err(Refusal::new("alias", "aliases (`*name`) are not allowed", help, here))
            }
            Some(b'!') => {
                let help = "leave the tag out, or quote the text if it is text";
                Err(Refusal::new("tag", "tags (`!name`) are not allowed", help, here))
            }
            _ => Ok(()),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "ends a match whose other arms can fail")]
    fn skip_line(&mut self) -> Result<(), Refusal> {
        self.at = self.line_end() + 1;
        Ok(())
    }

    fn is_followed_by_blank(&self, at: usize) -> bool {
        self.bytes.get(at).is_none_or(|byte| is_blank(*byte))
    }
}

/// The column that the lines of a scalar must be indented more than; at the top of a file there is none.
fn owner(column: usize, has_owner: bool) -> usize {
    if has_owner { column } else { column.saturating_sub(1) }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

fn is_marker(line: &[u8]) -> bool {
    let is_one = line.starts_with(b"---") || line.starts_with(b"...");
    is_one && line.get(3).is_none_or(|byte| is_blank(*byte))
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn found(text: &str) -> Option<(&'static str, Range<usize>)> {
        yaml(text).err().map(|refusal| (refusal.code, refusal.span))
    }

    #[test]
    fn text_is_not_taken_for_structure() {
        for text in [
            "a: b & c * d ! e << f\n",
            "a: |\n  &x *y !z\n  <<: q\n\n  ---\n  \tb\nc: d\n",
            "a: >-\n   *bold* and\n   &co\nb: [x, y]\n",
            "- a: one\n    *two*\n  b: three\n",
            "- |\n  *x*\n- 'it''s *x'\n- \"a \\\" *b\n  *c\"\n",
            "# *comment &x\na: b # *x\n",
            "a: {b: \"*x\", c: 'd*', e: f*g}\n",
            "- '(a|b) *c'\n- - nested\n  - \"&x\"\n",
            "---\na: b\n",
            "a:\n  - b\n  -\n    c: d\n",
            "a: http://x#y\nb: '!x'\n",
            "\"quoted key\": [a,\n  b, # note *x\n  c]\n",
            "key: * star\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn what_packs_do_without_is_refused_where_it_stands() {
        for (text, code, at) in [
            ("a: &x b\n", "anchor", 3),
            ("a: *x\n", "alias", 3),
            ("- *x\n", "alias", 2),
            ("a: [b, *x]\n", "alias", 7),
            ("a: {b: &x 1}\n", "anchor", 7),
            ("a: !!str 5\n", "tag", 3),
            ("!x a: b\n", "tag", 0),
            ("*x : b\n", "alias", 0),
            ("a:\n  <<: b\n", "merge-key", 5),
            ("a: {<<: b}\n", "merge-key", 4),
            ("a: b\n---\nc: d\n", "two-documents", 5),
            ("a: b\n...\nc: d\n", "two-documents", 5),
            ("a:\n\t- b\n", "tab-indent", 3),
            ("a:\n  \tb: c\n", "tab-indent", 5),
            ("a: |\n  text\nb: *x\n", "alias", 15),
            ("a: text\n  more\nb: *x\n", "alias", 18),
        ] {
            let (was, span) = found(text).unwrap_or_else(|| panic!("nothing found in {text}"));
            assert_eq!((was, span.start), (code, at), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_at_the_bracket_that_is_too_much() {
        let bomb = format!("a: {}", "[".repeat(80_000));
        assert_eq!(found(&bomb), Some(("too-nested", 35..36)));
        let bomb = format!("a: {}", "{a: ".repeat(80_000));
        assert_eq!(found(&bomb).map(|(code, _)| code), Some("too-nested"));
        assert_eq!(found(&format!("a: {}{}\n", "[".repeat(32), "]".repeat(32))), None);
    }
}
