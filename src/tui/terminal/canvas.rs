//! What is on the screen, and the bytes that turn it into what should be.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::action::Size;

/// A frame of more bytes than this is shown at once or not at all; a clock's digit needs no such care.
const SMALL: usize = 128;

/// The screen as it was drawn last.
#[derive(Debug)]
pub struct Canvas {
    shown: Buffer,
    caret: Option<Position>,
    /// What is on the screen is not known.
    unknown: bool,
}

impl Canvas {
    /// A screen of this size whose contents are not known.
    pub fn new(size: Size) -> Self {
        Self { shown: blank(size), caret: None, unknown: true }
    }

    /// The terminal has this size now, and may have moved what it showed.
    pub fn resize(&mut self, size: Size) {
        self.shown = blank(size);
        self.unknown = true;
    }

    /// What is on the screen is not known any more.
    pub fn forget(&mut self) {
        self.shown.reset();
        self.unknown = true;
    }

    /// The bytes of the next frame; none where nothing changes. `paint` fills the buffer and tells where the caret is.
    pub fn frame(&mut self, paint: impl FnOnce(&mut Buffer, Rect) -> Option<Position>) -> Vec<u8> {
        let mut next = Buffer::empty(self.shown.area);
        let caret = paint(&mut next, self.shown.area);
        let mut bytes = Vec::new();
        if self.unknown {
            queue!(bytes, Clear(ClearType::All)).expect(TAKES_ALL);
        }
        let changes = self.shown.diff(&next);
        if !changes.is_empty() {
            CrosstermBackend::new(&mut bytes).draw(changes.into_iter()).expect(TAKES_ALL);
        }
        let was_shown = self.caret.is_some() && !self.unknown;
        let frame = self.with_caret(bytes, caret, was_shown);
        self.shown = next;
        self.caret = caret;
        self.unknown = false;
        frame
    }

    fn with_caret(&self, cells: Vec<u8>, caret: Option<Position>, was_shown: bool) -> Vec<u8> {
        if cells.is_empty() && caret == self.caret && !self.unknown {
            return cells;
        }
        let whole = cells.len() > SMALL;
        let mut bytes = Vec::with_capacity(cells.len() + 64);
        if whole {
            queue!(bytes, BeginSynchronizedUpdate).expect(TAKES_ALL);
        }
        let hide = self.unknown || was_shown && (whole || caret.is_none());
        if hide {
            queue!(bytes, Hide).expect(TAKES_ALL);
        }
        bytes.extend(cells);
        if let Some(at) = caret {
            queue!(bytes, MoveTo(at.x, at.y)).expect(TAKES_ALL);
            if hide || !was_shown {
                queue!(bytes, Show).expect(TAKES_ALL);
            }
        }
        if whole {
            queue!(bytes, EndSynchronizedUpdate).expect(TAKES_ALL);
        }
        bytes
    }
}

const TAKES_ALL: &str = "a vector takes all bytes";

fn blank(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width, size.height))
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    const SIZE: Size = Size { width: 30, height: 4 };

    /// Draws frames into an emulated terminal, and checks after each that it shows what was painted.
    fn shown(frames: &[(&str, Option<(u16, u16)>)]) -> Vec<usize> {
        let cells = |cells| std::num::NonZero::new(cells).unwrap();
        let mut screen = vt100::Parser::new(cells(SIZE.height), cells(SIZE.width), 0);
        let mut canvas = Canvas::new(SIZE);
        screen.process(b"left over\r\nby the shell");
        let draw = |(text, caret): &(&str, Option<(u16, u16)>)| {
            let frame = canvas.frame(|buffer, _| {
                for (row, line) in text.lines().enumerate() {
                    buffer.set_string(0, row as u16, line, Style::new());
                }
                caret.map(Position::from)
            });
            screen.process(&frame);
            let rows: Vec<String> = screen.screen().rows(0, SIZE.width).collect();
            let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
            assert_eq!(rows.join("\n").trim_end(), *text);
            assert_eq!(screen.screen().hide_cursor(), caret.is_none());
            if let Some((column, row)) = *caret {
                assert_eq!(screen.screen().cursor_position(), (row, column));
            }
            frame.len()
        };
        frames.iter().map(draw).collect()
    }

    #[test]
    fn the_screen_shows_what_was_painted_whatever_was_there_before() {
        shown(&[
            ("one\ntwo", Some((3, 1))),
            ("one\ntwo, 中文\nthree", Some((5, 2))),
            ("one", None),
            ("", None),
            ("one\ntwo", Some((0, 0))),
        ]);
    }

    #[test]
    fn what_does_not_change_costs_no_bytes_and_a_digit_costs_few() {
        let bytes = shown(&[
            ("12:05 a\nanswer", Some((6, 1))),
            ("12:05 a\nanswer", Some((6, 1))),
            ("12:06 a\nanswer", Some((6, 1))),
            ("12:06 a\nanswer", Some((2, 1))),
        ]);
        assert_eq!(bytes.get(1), Some(&0));
        assert!(bytes.get(2).is_some_and(|bytes| *bytes < 40), "{bytes:?}");
        assert!(bytes.get(3).is_some_and(|bytes| *bytes < 10), "{bytes:?}");
    }
}
