//! A key press as a value. Bindings, help, configuration and test scripts all speak it.

use std::fmt;
use std::str::FromStr;

/// The key itself, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as typed, shift included.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with shift it is the way back.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

const NAMED: [(KeyCode, &str); 14] = [
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Char(' '), "Space"),
];

/// A key with its modifiers. Shift is only told apart where the character does not already show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; always false for characters.
    pub shift: bool,
}

impl Key {
    /// Without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character.
    pub const fn char(char: char) -> Self {
        Self::plain(KeyCode::Char(char))
    }

    /// The character this key types into a text field, if it types one. Ctrl and Alt together are `AltGr`.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(char) if self.ctrl == self.alt && !char.is_control() => Some(char),
            _ => None,
        }
    }
}

/// Why a text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key: write one like `Ctrl+O`, `F5`, `Alt+Enter`, `PgDn` or `?`")]
pub struct InvalidKey(pub String);

impl FromStr for Key {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let invalid = || InvalidKey(text.to_owned());
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = text;
        loop {
            let lower = rest.to_ascii_lowercase();
            let prefix = ["ctrl+", "alt+", "shift+"]
                .into_iter()
                .find(|prefix| lower.starts_with(prefix) && lower.len() > prefix.len());
            match prefix {
                Some("ctrl+") => key.ctrl = true,
                Some("alt+") => key.alt = true,
                Some(_) => key.shift = true,
                None => break,
            }
            rest = rest.split_once('+').map_or(rest, |(_, rest)| rest);
        }
        key.code = code(rest).ok_or_else(invalid)?;
        if let KeyCode::Char(char) = key.code {
            if key.shift {
                key.code = KeyCode::Char(char.to_ascii_uppercase());
            } else if key.ctrl || key.alt {
                key.code = KeyCode::Char(char.to_ascii_lowercase());
            }
            key.shift = false;
        }
        Ok(key)
    }
}

fn code(text: &str) -> Option<KeyCode> {
    let named = NAMED.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
    if let Some((code, _)) = named {
        return Some(code);
    }
    let mut chars = text.chars();
    let first = chars.next()?;
    if chars.as_str().is_empty() {
        return Some(KeyCode::Char(first));
    }
    let number: u8 = chars.as_str().parse().ok()?;
    (first.eq_ignore_ascii_case(&'f') && (1..=24).contains(&number)).then_some(KeyCode::F(number))
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                formatter.write_str(name)?;
            }
        }
        if let Some((_, name)) = NAMED.into_iter().find(|(code, _)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            KeyCode::F(number) => write!(formatter, "F{number}"),
            KeyCode::Char(char) if self.ctrl || (self.alt && char.is_lowercase()) => {
                write!(formatter, "{}", char.to_uppercase())
            }
            KeyCode::Char(char) => write!(formatter, "{char}"),
            _ => Ok(()),
        }
    }
}

/// Reads a script such as `abc<enter><ctrl+o>`: characters are themselves, names stand in angle brackets, and
/// `<lt>` is a `<`.
pub fn script(text: &str) -> Result<Vec<Key>, InvalidKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        rest = rest.strip_prefix(char).unwrap_or_default();
        if char != '<' {
            keys.push(if char == '\n' { Key::plain(KeyCode::Enter) } else { Key::char(char) });
            continue;
        }
        let (name, after) = rest.split_once('>').ok_or_else(|| InvalidKey(rest.to_owned()))?;
        keys.push(if name.eq_ignore_ascii_case("lt") { Key::char('<') } else { name.parse()? });
        rest = after;
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_shown() {
        for text in [
            "Ctrl+O",
            "F5",
            "Alt+Enter",
            "Shift+Tab",
            "?",
            "Space",
            "PgDn",
            "Ctrl+_",
            "+",
            "Ctrl++",
            "G",
            "Alt+B",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn alt_with_a_letter_needs_no_shift() {
        let pressed = Key { alt: true, ..Key::char('l') };
        assert_eq!("Alt+L".parse(), Ok(pressed));
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        for text in ["", "Ctrl+", "F0", "F99", "Hyper+x", "ab"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }

    #[test]
    fn alt_gr_types_and_control_does_not() {
        let key = |ctrl, alt| Key { code: KeyCode::Char('@'), ctrl, alt, shift: false };
        assert_eq!(key(true, true).typed(), Some('@'));
        assert_eq!(key(true, false).typed(), None);
        assert_eq!(key(false, true).typed(), None);
    }

    #[test]
    fn a_script_mixes_characters_and_names() {
        let keys = script("a<enter><lt>").unwrap();
        assert_eq!(keys, [Key::char('a'), Key::plain(KeyCode::Enter), Key::char('<')]);
    }
}
