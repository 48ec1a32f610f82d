//! The bytes of a terminal as events, whatever way they are cut into pieces.
//!
//! An own decoder, because crossterm's reader spins for ever when the terminal vanishes, cannot be told to leave the
//! terminal to another program, types the tail of a sequence that arrives in two pieces, and types late answers of
//! the terminal. What is not understood is swallowed whole; nothing types itself.

mod csi;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The most bytes of a paste that are kept; a field holds less.
const PASTE_LIMIT: usize = 1 << 20;
/// The longest control sequence that can mean anything.
const SEQUENCE_LIMIT: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the bytes so far may be the beginning of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Ground,
    /// A character of several bytes; `alt` when Escape came before it.
    Character {
        bytes: Vec<u8>,
        length: usize,
        alt: bool,
    },
    Escape,
    /// `ESC [`, and the parameters so far.
    Csi(Vec<u8>),
    /// `ESC O`.
    Ss3,
    /// `ESC [ [`, a function key of the Linux console.
    Console,
    /// So many bytes of an old mouse report.
    Mouse(u8),
    /// An answer of the terminal: everything up to its end. `by` is the byte after Escape, alone as long as `empty`.
    Answer {
        by: u8,
        empty: bool,
        escape: bool,
    },
    /// Text between the brackets of a paste.
    Paste(Vec<u8>),
}

/// How long the rest of what has begun may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// The rest of a key follows at once, or never.
    Key,
    /// The rest of a paste or an answer may take a while on a slow line.
    Text,
}

impl Patience {
    /// In milliseconds.
    pub fn millis(self) -> u64 {
        match self {
            Self::Key => 30,
            Self::Text => 1_000,
        }
    }
}

/// Turns bytes into events.
#[derive(Debug, Clone)]
pub struct Decoder {
    state: State,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { state: State::Ground }
    }
}

impl Decoder {
    /// Takes bytes, and adds the events that are complete.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            self.byte(*byte, events);
        }
    }

    /// What is still waited for, if anything is.
    pub fn patience(&self) -> Option<Patience> {
        match self.state {
            State::Ground => None,
            State::Paste(_) | State::Answer { empty: false, .. } => Some(Patience::Text),
            _ => Some(Patience::Key),
        }
    }

    /// The rest did not come: what there is stands for itself, or for nothing.
    pub fn give_up(&mut self, events: &mut Vec<Event>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Escape => events.push(key(KeyCode::Esc)),
            State::Csi(parameters) if parameters.is_empty() => events.push(alt('[')),
            State::Ss3 => events.push(alt('O')),
            State::Answer { by, empty: true, escape } => {
                events.push(alt(char::from(by)));
                events.extend(escape.then(|| key(KeyCode::Esc)));
            }
            State::Paste(text) => events.push(pasted(&text)),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        match &mut self.state {
            State::Ground => self.ground(byte, false, events),
            State::Escape => self.escape(byte, events),
            State::Character { .. } => self.character(byte, events),
            State::Csi(_) => self.csi(byte, events),
            State::Ss3 => {
                self.state = State::Ground;
                if byte == 0x1b { self.restart() } else { events.extend(csi::ss3(byte)) }
            }
            State::Console => {
                self.state = State::Ground;
                if let number @ 1..=5 = byte.wrapping_sub(b'A').wrapping_add(1) {
                    events.push(key(KeyCode::F(number)));
                }
            }
            State::Mouse(left) => {
                *left -= 1;
                if *left == 0 {
                    self.state = State::Ground;
                }
            }
            State::Answer { .. } => self.answer(byte, events),
            State::Paste(text) => {
                text.push(byte);
                if text.ends_with(PASTE_END) {
                    text.truncate(text.len() - PASTE_END.len());
                    events.push(pasted(text));
                    self.state = State::Ground;
                } else if text.len() == PASTE_LIMIT + PASTE_END.len() {
                    // The end must still be recognized; what is beyond the limit is not kept.
                    text.remove(PASTE_LIMIT);
                }
            }
        }
    }

    fn restart(&mut self) {
        self.state = State::Escape;
    }

    fn ground(&mut self, byte: u8, is_alt: bool, events: &mut Vec<Event>) {
        self.state = State::Ground;
        let modifiers = if is_alt { KeyModifiers::ALT } else { KeyModifiers::NONE };
        let length = match byte {
            0x1b => return self.restart(),
            0x00..0x80 => {
                let (code, control) = ascii(byte);
                events.push(Event::Key(KeyEvent::new(code, modifiers | control)));
                return;
            }
            0xc2..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0..0xf5 => 4,
            _ => return,
        };
        self.state = State::Character { bytes: vec![byte], length, alt: is_alt };
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            0x1b => events.push(key(KeyCode::Esc)),
            b'[' => self.state = State::Csi(Vec::new()),
            b'O' => self.state = State::Ss3,
            b']' | b'P' | b'_' => self.state = State::Answer { by: byte, empty: true, escape: false },
            _ => self.ground(byte, true, events),
        }
    }

    fn character(&mut self, byte: u8, events: &mut Vec<Event>) {
        let State::Character { bytes, length, alt } = &mut self.state else { return };
        if !(0x80..0xc0).contains(&byte) {
            return self.ground(byte, false, events);
        }
        bytes.push(byte);
        if bytes.len() < *length {
            return;
        }
        let typed = std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next());
        if let Some(char) = typed.filter(|char| !char.is_control()) {
            let modifiers = if *alt { KeyModifiers::ALT } else { KeyModifiers::NONE };
            events.push(Event::Key(KeyEvent::new(KeyCode::Char(char), modifiers)));
        }
        self.state = State::Ground;
    }

    fn csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        let State::Csi(parameters) = &mut self.state else { return };
        match byte {
            0x1b => self.restart(),
            b'[' if parameters.is_empty() => self.state = State::Console,
            b'M' if parameters.is_empty() => self.state = State::Mouse(3),
            // rxvt ends shifted keys with it; elsewhere it stands between.
            b'$' if parameters.first().is_some_and(u8::is_ascii_digit) => self.end(byte, events),
            0x20..0x40 => {
                if parameters.len() < SEQUENCE_LIMIT {
                    parameters.push(byte);
                }
            }
            0x40..0x7f => self.end(byte, events),
            _ => self.ground(byte, false, events),
        }
    }

    fn end(&mut self, last: u8, events: &mut Vec<Event>) {
        let State::Csi(parameters) = std::mem::replace(&mut self.state, State::Ground) else { return };
        if parameters == b"200" && last == b'~' {
            self.state = State::Paste(Vec::new());
        } else {
            events.extend(csi::event(&parameters, last));
        }
    }

    fn answer(&mut self, byte: u8, events: &mut Vec<Event>) {
        let State::Answer { by, empty, escape } = &mut self.state else { return };
        match (byte, *escape) {
            (b'\\', true) | (0x07, _) => self.state = State::Ground,
            (_, true) => {
                if *empty {
                    events.push(alt(char::from(*by)));
                }
                self.escape(byte, events);
            }
            (0x1b, false) => *escape = true,
            (_, false) => *empty = false,
        }
    }
}

/// Text between brackets; line ends become `\n`.
fn pasted(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(bytes).into_owned())
}

fn key(code: KeyCode) -> Event {
    Event::Key(code.into())
}

fn alt(char: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(char), KeyModifiers::ALT))
}

fn ascii(byte: u8) -> (KeyCode, KeyModifiers) {
    match byte {
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0x00 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..0x1b => (KeyCode::Char(char::from(byte - 1 + b'a')), KeyModifiers::CONTROL),
        0x1b..0x20 => (KeyCode::Char(char::from(byte + 0x40)), KeyModifiers::CONTROL),
        _ => (KeyCode::Char(char::from(byte)), KeyModifiers::NONE),
    }
}

#[cfg(test)]
mod tests;
