//! Every mode that is switched on, and back off.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};

use super::output::Gate;

/// How long giving back waits for a terminal that takes nothing. The rest of the modes does not depend on it.
const PATIENCE: Duration = Duration::from_millis(80);

/// The modes of the terminal. Shared by all who must be able to give it back: the guard, the panic hook, and the
/// thread of the signals.
#[derive(Debug)]
pub struct Modes {
    line: Line,
    gate: Arc<Gate>,
    entered: Mutex<bool>,
}

impl Modes {
    /// Remembers the modes as they are now.
    pub fn of_now(gate: Arc<Gate>) -> io::Result<Self> {
        Ok(Self { line: Line::of_now()?, gate, entered: Mutex::new(false) })
    }

    /// Switches everything on, also what is on already: another program may have switched it off. In the background
    /// the first step stops the process, so that the terminal is not taken from its user.
    pub fn enter(&self) -> io::Result<()> {
        let mut entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        self.line.set_raw()?;
        *entered = true;
        let mut bytes = Vec::new();
        queue!(
            bytes,
            EnterAlternateScreen,
            Clear(ClearType::All),
            EnableBracketedPaste,
            EnableFocusChange,
            Hide
        )?;
        let mut terminal = io::stdout();
        terminal.write_all(&bytes)?;
        terminal.flush()?;
        self.gate.open();
        Ok(())
    }

    /// Switches everything off, if it is on. Never fails, and never waits long.
    pub fn restore(&self) {
        let mut entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::take(&mut *entered) {
            return;
        }
        self.gate.close(PATIENCE);
        let mut bytes = Vec::new();
        let queued = queue!(
            bytes,
            EndSynchronizedUpdate,
            ResetColor,
            DisableFocusChange,
            DisableBracketedPaste,
            // For terminals without an alternate screen.
            Clear(ClearType::All),
            MoveTo(0, 0),
            LeaveAlternateScreen,
            Show
        );
        if queued.is_ok() {
            self.line.write_at_once(&bytes);
        }
        self.line.set_cooked();
    }
}

#[cfg(unix)]
use unix::Line;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, Write};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::stdio::{stdin, stdout};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr, ttyname};

    use super::PATIENCE;

    /// The line discipline, and a way to write that never blocks.
    #[derive(Debug)]
    pub struct Line {
        cooked: Termios,
        aside: Option<File>,
    }

    impl Line {
        pub fn of_now() -> io::Result<Self> {
            Ok(Self { cooked: tcgetattr(stdin())?, aside: open_aside() })
        }

        pub fn set_raw(&self) -> io::Result<()> {
            let mut raw = self.cooked.clone();
            raw.make_raw();
            Ok(tcsetattr(stdin(), OptionalActions::Now, &raw)?)
        }

        pub fn set_cooked(&self) {
            // A terminal that refuses is gone.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.cooked);
        }

        /// Writes what the terminal takes within a moment.
        pub fn write_at_once(&self, bytes: &[u8]) {
            let Some(mut aside) = self.aside.as_ref() else {
                let _ = io::stdout().write_all(bytes).and_then(|()| io::stdout().flush());
                return;
            };
            let mut rest = bytes;
            while !rest.is_empty() {
                let mut wanted = [PollFd::new(aside, PollFlags::OUT)];
                let timeout = Timespec { tv_sec: 0, tv_nsec: i64::from(PATIENCE.subsec_nanos()) };
                if !matches!(poll(&mut wanted, Some(&timeout)), Ok(1..)) {
                    return;
                }
                match aside.write(rest) {
                    Ok(written @ 1..) => rest = rest.get(written..).unwrap_or_default(),
                    _ => return,
                }
            }
        }
    }

    /// The same terminal, opened anew: not to block is a property of the opening, which others share.
    fn open_aside() -> Option<File> {
        let name = ttyname(stdout(), Vec::new()).ok()?;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        let path = std::ffi::OsStr::from_bytes(name.as_bytes());
        File::options().write(true).custom_flags(flags.bits() as i32).open(path).ok()
    }
}

#[cfg(not(unix))]
use elsewhere::Line;

#[cfg(not(unix))]
mod elsewhere {
    use std::io::{self, Write};

    use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

    #[derive(Debug)]
    pub struct Line;

    impl Line {
        pub fn of_now() -> io::Result<Self> {
            Ok(Self)
        }

        pub fn set_raw(&self) -> io::Result<()> {
            enable_raw_mode()
        }

        pub fn set_cooked(&self) {
            let _ = disable_raw_mode();
        }

        pub fn write_at_once(&self, bytes: &[u8]) {
            let _ = io::stdout().write_all(bytes).and_then(|()| io::stdout().flush());
        }
    }
}
