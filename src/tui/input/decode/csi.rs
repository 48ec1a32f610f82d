//! Control sequences: cursor and function keys with their modifiers, keys by number, focus.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The event of `ESC [ parameters last`; `None` for what is no key.
pub fn event(parameters: &[u8], last: u8) -> Option<Event> {
    match (parameters, last) {
        ([], b'I') => return Some(Event::FocusGained),
        ([], b'O') => return Some(Event::FocusLost),
        // Answers of the terminal and mouse reports.
        ([b'?' | b'<' | b'>' | b'=', ..], _) => return None,
        _ => {}
    }
    let fields = fields(parameters)?;
    let number = fields.first().map_or(1, |field| field.value);
    match last {
        b'u' => press(by_code(number)?, fields.get(1)),
        b'~' if number == 27 => press(by_code(fields.get(2)?.value)?, fields.get(1)),
        b'~' => press(by_number(number)?, fields.get(1)),
        // rxvt: the last byte tells the modifiers.
        b'^' => rxvt(number, KeyModifiers::CONTROL),
        b'$' => rxvt(number, KeyModifiers::SHIFT),
        b'@' => rxvt(number, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        b'a'..=b'd' => {
            let code = by_letter(last.to_ascii_uppercase())?;
            Some(Event::Key(KeyEvent::new(code, KeyModifiers::SHIFT)))
        }
        b'Z' => Some(Event::Key(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT))),
        // A key may stand before its modifiers; a cursor position has no 1 there but in its first row.
        _ if number == 1 => press(by_letter(last)?, fields.get(1)),
        _ => None,
    }
}

/// The event of `ESC O last`.
pub fn ss3(last: u8) -> Option<Event> {
    let code = match last {
        b'M' => KeyCode::Enter,
        b'a'..=b'd' => {
            // rxvt: with control.
            let code = by_letter(last.to_ascii_uppercase())?;
            return Some(Event::Key(KeyEvent::new(code, KeyModifiers::CONTROL)));
        }
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => by_letter(last)?,
    };
    Some(Event::Key(code.into()))
}

/// A parameter and what stands behind its first colon.
struct Field {
    value: u32,
    detail: u32,
}

/// The parameters; `None` when one is no number.
fn fields(parameters: &[u8]) -> Option<Vec<Field>> {
    let text = std::str::from_utf8(parameters).ok()?;
    let number = |text: &str| if text.is_empty() { Some(1) } else { text.parse().ok() };
    let field = |text: &str| {
        let mut parts = text.split(':');
        let value = number(parts.next().unwrap_or_default())?;
        let detail = parts.next().map_or(Some(1), number)?;
        Some(Field { value, detail })
    };
    if text.is_empty() { Some(Vec::new()) } else { text.split(';').map(field).collect() }
}

fn press(code: KeyCode, modifiers: Option<&Field>) -> Option<Event> {
    let bits = modifiers.map_or(0, |field| field.value.saturating_sub(1));
    let kind = match modifiers.map_or(1, |field| field.detail) {
        1 => KeyEventKind::Press,
        2 => KeyEventKind::Repeat,
        3 => KeyEventKind::Release,
        _ => return None,
    };
    let known = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ];
    let held = known.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier);
    Some(Event::Key(KeyEvent::new_with_kind(code, held.collect(), kind)))
}

fn rxvt(number: u32, modifiers: KeyModifiers) -> Option<Event> {
    Some(Event::Key(KeyEvent::new(by_number(number)?, modifiers)))
}

fn by_letter(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn by_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23..=26 => KeyCode::F((number - 12) as u8),
        28 | 29 => KeyCode::F((number - 13) as u8),
        31..=34 => KeyCode::F((number - 14) as u8),
        _ => return None,
    })
}

/// A key by its character, as the kitty protocol and xterm's `modifyOtherKeys` tell it.
fn by_code(code: u32) -> Option<KeyCode> {
    Some(match code {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // The private range stands for keys without a character.
        0xe000..0xf900 => return None,
        _ => KeyCode::Char(char::from_u32(code).filter(|char| !char.is_control())?),
    })
}
