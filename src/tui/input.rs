//! What the terminal reports, as actions. What means nothing to the program is dropped here.

mod burst;
#[cfg(target_os = "linux")]
mod decode;
#[cfg(not(target_os = "linux"))]
mod portable;
#[cfg(target_os = "linux")]
mod reader;

#[cfg(not(target_os = "linux"))]
pub use portable::Reader;
#[cfg(target_os = "linux")]
pub use reader::Reader;

use crossterm::event::{Event, KeyCode as Pressed, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::action::{Action, Size};
use crate::app::key::{Key, KeyCode};

/// What the terminal said.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// Something for the model.
    Action(Action),
    /// The terminal is gone.
    HungUp,
}

/// The action an event stands for.
pub fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(event) => key(event).map(Action::Key),
        Event::Paste(text) => Some(Action::Paste(line_ends(&text))),
        Event::Resize(width, height) => Some(Action::Resized(Size { width, height })),
        Event::FocusGained => Some(Action::Focused(true)),
        Event::FocusLost => Some(Action::Focused(false)),
        Event::Mouse(_) => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let (ctrl, alt, shift) =
        (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT));
    let (code, shift) = match event.code {
        Pressed::Char(char) if ctrl && alt && !types_with_alt_gr(char) => return None,
        Pressed::Char(char) if ctrl => (KeyCode::Char(char.to_ascii_lowercase()), false),
        // Some terminals tell the key and the modifier, not the character.
        Pressed::Char(char) if shift => (KeyCode::Char(upper_case(char)), false),
        Pressed::Char(char) => (KeyCode::Char(char), false),
        Pressed::BackTab => (KeyCode::Tab, true),
        Pressed::F(number @ 1..=24) => (KeyCode::F(number), shift),
        code => (named(code)?, shift),
    };
    Some(Key { code, ctrl, alt, shift })
}

fn named(code: Pressed) -> Option<KeyCode> {
    Some(match code {
        Pressed::Enter => KeyCode::Enter,
        Pressed::Esc => KeyCode::Esc,
        Pressed::Tab => KeyCode::Tab,
        Pressed::Backspace => KeyCode::Backspace,
        Pressed::Delete => KeyCode::Delete,
        Pressed::Up => KeyCode::Up,
        Pressed::Down => KeyCode::Down,
        Pressed::Left => KeyCode::Left,
        Pressed::Right => KeyCode::Right,
        Pressed::Home => KeyCode::Home,
        Pressed::End => KeyCode::End,
        Pressed::PageUp => KeyCode::PageUp,
        Pressed::PageDown => KeyCode::PageDown,
        _ => return None,
    })
}

/// `AltGr` arrives as Ctrl and Alt on Windows only, with the character it types. Elsewhere Ctrl and Alt with a
/// letter are a chord, which types nothing.
fn types_with_alt_gr(char: char) -> bool {
    cfg!(windows) || !char.is_ascii_alphanumeric() && !char.is_control() && char != ' '
}

/// The character that Shift makes of a letter; others are told as typed.
fn upper_case(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) => upper,
        _ => char,
    }
}

/// Terminals paste line ends as carriage returns.
fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: Pressed, modifiers: KeyModifiers) -> Option<String> {
        key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_arrive_as_the_table_of_bindings_writes_them() {
        let (none, ctrl, alt, shift) =
            (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT, KeyModifiers::SHIFT);
        for (code, modifiers, expected) in [
            (Pressed::Char('a'), none, "a"),
            (Pressed::Char('A'), shift, "A"),
            (Pressed::Char('a'), shift, "A"),
            (Pressed::Char('?'), shift, "?"),
            (Pressed::Char('ß'), shift, "ß"),
            (Pressed::Char('O'), ctrl | shift, "Ctrl+O"),
            (Pressed::Char('_'), ctrl, "Ctrl+_"),
            (Pressed::Char('b'), alt, "Alt+B"),
            (Pressed::Char('@'), ctrl | alt, "Ctrl+Alt+@"),
            (Pressed::BackTab, shift, "Shift+Tab"),
            (Pressed::Left, ctrl, "Ctrl+Left"),
            (Pressed::Enter, alt, "Alt+Enter"),
            (Pressed::F(5), none, "F5"),
        ] {
            assert_eq!(pressed(code, modifiers).as_deref(), Some(expected), "{code:?}");
        }
    }

    #[test]
    fn what_means_nothing_is_dropped() {
        for (code, modifiers) in [
            (Pressed::Insert, KeyModifiers::NONE),
            (Pressed::CapsLock, KeyModifiers::NONE),
            (Pressed::F(30), KeyModifiers::NONE),
            (Pressed::Char('a'), KeyModifiers::SUPER),
            (Pressed::Char('a'), KeyModifiers::CONTROL | KeyModifiers::ALT),
        ] {
            assert_eq!(pressed(code, modifiers), None, "{code:?}");
        }
        let release = KeyEvent::new_with_kind(Pressed::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(action(Event::Key(release)), None);
    }

    #[test]
    fn pasted_line_ends_are_one_character() {
        let text = action(Event::Paste("a\rb\r\nc\nd".to_owned()));
        assert_eq!(text, Some(Action::Paste("a\nb\nc\nd".to_owned())));
    }
}
