//! The terminal, taken over and given back. One guard owns every mode: raw input, the alternate screen, bracketed
//! paste, focus reports and whether the cursor shows. The mouse is left to the terminal, and so is the cursor's shape.
//!
//! Frames are written by a thread of their own, so that a terminal that does not take them (Ctrl+S, a dead line)
//! keeps nobody from typing, saving or leaving.

mod canvas;
mod modes;
mod output;
#[cfg(unix)]
pub mod signals;

use std::io;
use std::sync::Arc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::action::Size;
use canvas::Canvas;
pub use modes::Modes;
use output::Output;

/// What stands for a size the terminal does not know.
const USUAL: Size = Size { width: 80, height: 24 };
/// The largest screen that is drawn. Beyond it, memory would be the price of a typing error in `stty`.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// The size of the terminal.
pub fn size() -> Size {
    sensible(crossterm::terminal::size().unwrap_or_default())
}

fn sensible((width, height): (u16, u16)) -> Size {
    let or = |cells: u16, usual: u16, largest: u16| if cells == 0 { usual } else { cells.min(largest) };
    Size { width: or(width, USUAL.width, LARGEST.width), height: or(height, USUAL.height, LARGEST.height) }
}

/// The terminal, ours from entering to leaving. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    modes: Arc<Modes>,
    output: Output,
    canvas: Canvas,
}

impl Terminal {
    /// Gets ready to take the terminal over. `freed` is called when a frame that had to wait can be drawn.
    pub fn new(freed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let output = Output::start(freed)?;
        let modes = Arc::new(Modes::of_now(output.gate())?);
        Ok(Self { modes, output, canvas: Canvas::new(size()) })
    }

    /// The modes, for those who must give the terminal back whatever happens.
    pub fn modes(&self) -> Arc<Modes> {
        Arc::clone(&self.modes)
    }

    /// Gives the terminal back for a while.
    pub fn leave(&self) {
        self.modes.restore();
    }

    /// Takes the terminal over, whatever another program made of it, and forgets what was on the screen.
    pub fn enter(&mut self) -> io::Result<()> {
        self.modes.enter()?;
        self.canvas = Canvas::new(size());
        Ok(())
    }

    /// Follows the terminal's size.
    pub fn resize(&mut self, size: Size) {
        self.canvas.resize(sensible((size.width, size.height)));
    }

    /// The next frame is drawn from nothing.
    pub fn forget(&mut self) {
        self.canvas.forget();
    }

    /// Draws what changed, unless the frame before is still on its way; then `freed` is called later. `paint` fills
    /// the buffer and tells where the caret is.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer, Rect) -> Option<Position>) {
        if self.output.is_free() {
            let frame = self.canvas.frame(paint);
            self.output.send(frame);
        }
    }

    /// Puts text on the clipboard, by way of the terminal.
    pub fn copy(&self, text: &str) {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text)).expect("a vector takes all bytes");
        self.output.send(bytes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.modes.restore();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_never_zero_and_never_absurd() {
        assert_eq!(sensible((0, 0)), USUAL);
        assert_eq!(sensible((1, 1)), Size { width: 1, height: 1 });
        assert_eq!(sensible((u16::MAX, u16::MAX)), LARGEST);
    }
}
