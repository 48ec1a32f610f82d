//! Tells pasted text from typed keys where the terminal does not: nobody presses nine keys in 20 ms.
//!
//! Only Enter can do harm, by sending half a text and the rest of it as commands. So a key is never held back but an
//! Enter that came with other keys, and what follows it, until it is known what they are.

use std::collections::VecDeque;

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};

/// More keys than this in [`WINDOW_MILLIS`] are a paste.
const KEYS: usize = 8;
const WINDOW_MILLIS: u64 = 20;

/// Watches how fast keys arrive.
#[derive(Debug, Default)]
pub struct Burst {
    /// When the last keys arrived, in monotonic milliseconds.
    recent: VecDeque<u64>,
    held: Vec<Key>,
    last: u64,
    is_paste: bool,
}

impl Burst {
    /// Takes an action that arrived at `now` (monotonic milliseconds), and gives out what is ready. `more` tells that
    /// other input arrived together with it.
    pub fn push(&mut self, action: Action, more: bool, now: u64, out: &mut Vec<Action>) {
        self.release(now, out);
        let Action::Key(key) = action else {
            self.settle(out);
            out.push(action);
            return;
        };
        self.recent.retain(|at| now.saturating_sub(*at) <= WINDOW_MILLIS);
        let alone = self.recent.is_empty() && !more;
        self.recent.push_back(now);
        self.is_paste |= self.recent.len() > KEYS;
        self.last = now;
        if text_of(key).is_none() {
            self.settle(out);
            out.push(Action::Key(key));
        } else if !self.held.is_empty() || key == ENTER && !alone {
            self.held.push(key);
        } else {
            out.push(Action::Key(key));
        }
    }

    /// When to ask again if nothing arrives, in monotonic milliseconds.
    pub fn deadline(&self) -> Option<u64> {
        (!self.held.is_empty()).then_some(self.last + WINDOW_MILLIS + 1)
    }

    /// Gives out what was held back, if the time for more is over.
    pub fn release(&mut self, now: u64, out: &mut Vec<Action>) {
        if now.saturating_sub(self.last) > WINDOW_MILLIS {
            self.settle(out);
            self.is_paste = false;
        }
    }

    fn settle(&mut self, out: &mut Vec<Action>) {
        let held = std::mem::take(&mut self.held);
        if self.is_paste && !held.is_empty() {
            out.push(Action::Paste(held.into_iter().filter_map(text_of).collect()));
        } else {
            out.extend(held.into_iter().map(Action::Key));
        }
    }
}

const ENTER: Key = Key::plain(KeyCode::Enter);

/// The text that a key stands for when it is part of a paste. Line feeds arrive as Ctrl+J.
fn text_of(key: Key) -> Option<char> {
    const LINE_FEED: Key = Key { code: KeyCode::Char('j'), ctrl: true, alt: false, shift: false };
    match key {
        ENTER | LINE_FEED => Some('\n'),
        Key { code: KeyCode::Tab, ctrl: false, alt: false, shift: false } => Some('\t'),
        _ => key.typed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::script;

    /// Feeds keys that arrive together at each time, and shows what comes out: keys as typed, pastes in brackets.
    fn played(arrivals: &[(u64, &str)]) -> String {
        let (mut burst, mut out) = (Burst::default(), Vec::new());
        for (at, keys) in arrivals {
            if burst.deadline().is_some_and(|deadline| deadline <= *at) {
                burst.release(*at, &mut out);
            }
            let keys = script(keys).unwrap();
            let count = keys.len();
            for (index, key) in keys.into_iter().enumerate() {
                burst.push(Action::Key(key), count > 1 || index > 0, *at, &mut out);
            }
        }
        if let Some(deadline) = burst.deadline() {
            burst.release(deadline, &mut out);
        }
        let show = |action: &Action| match action {
            Action::Key(key) => key.typed().map_or_else(|| format!("<{key}>"), String::from),
            Action::Paste(text) => format!("[{}]", text.replace('\n', "|")),
            other => format!("{other:?}"),
        };
        out.iter().map(show).collect()
    }

    #[test]
    fn typing_is_typing_however_fast() {
        assert_eq!(played(&[(0, "a"), (90, "b"), (110, "<enter>"), (300, "<enter>")]), "ab<Enter><Enter>");
        assert_eq!(played(&[(0, "quit<enter>")]), "quit<Enter>");
        assert_eq!(played(&[(0, "abcdefghijkl")]), "abcdefghijkl");
    }

    #[test]
    fn a_pasted_text_sends_nothing() {
        assert_eq!(played(&[(0, "select a\nfrom b\nq")]), "select a[|from b|q]");
        assert_eq!(played(&[(0, "\nfirst line is empty\n")]), "[|first line is empty|]");
        assert_eq!(played(&[(0, "a\nb<ctrl+j>cdefgh<tab>i")]), "a[|b|cdefgh\ti]");
    }

    #[test]
    fn pieces_of_a_paste_that_follow_at_once_belong_to_it() {
        assert_eq!(played(&[(0, "ab\n"), (5, "cdefgh\n"), (12, "i\n")]), "ab[|cdefgh|i|]");
        assert_eq!(played(&[(0, "ab\n"), (5, "cdefgh\n"), (90, "\n")]), "ab[|cdefgh|]<Enter>");
    }

    #[test]
    fn other_keys_stay_keys_in_their_place() {
        assert_eq!(played(&[(0, "abcdefghij\nk<up>l<ctrl+a>m\n")]), "abcdefghij[|k]<Up>l<Ctrl+A>m[|]");
    }

    #[test]
    fn an_enter_alone_is_not_held_back() {
        let (mut burst, mut out) = (Burst::default(), Vec::new());
        burst.push(Action::Key(ENTER), false, 50, &mut out);
        assert_eq!(out, [Action::Key(ENTER)]);
        assert_eq!(burst.deadline(), None);
    }
}
