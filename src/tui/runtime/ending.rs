//! How the program ended, and what is left to say on the user's own screen.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::crash::Crash;

/// How long nobody minds waiting for the disk.
const MOMENT: Duration = Duration::from_millis(150);
/// How long it is waited for at most.
const PATIENCE: Duration = Duration::from_secs(5);

/// The word of the keeper that all is written, or why it is not.
type Saved = Receiver<Result<(), String>>;

/// In which way the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The user left.
    Well,
    /// A signal of this number asked for it, or the terminal was gone.
    Signal(u8),
    /// There is no place for the history.
    CannotCreate,
    /// The terminal or the disk refused.
    CannotWrite,
    /// A mistake in the program.
    Crash,
}

/// How the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// In which way.
    pub how: How,
    /// What to tell on standard error.
    pub message: Option<String>,
}

impl Ended {
    /// The user left.
    pub fn well() -> Self {
        Self { how: How::Well, message: None }
    }

    /// A signal or a hang-up asked for it.
    pub fn by_signal(number: u8) -> Self {
        Self { how: How::Signal(number), message: None }
    }

    /// The terminal or the system refused.
    pub fn failed(error: &io::Error) -> Self {
        let message = format!("the terminal could not be used: {error}");
        Self { how: How::CannotWrite, message: Some(message) }
    }

    /// The history cannot be used at all.
    pub fn without_history(cause: &str) -> Self {
        let message = format!("{cause}; `--data-dir` names another place");
        Self { how: How::CannotCreate, message: Some(message) }
    }

    /// The same, once the last words are on disk. A signal leaves little time for that; the user is told when it takes
    /// long, and can go without with Ctrl+C.
    #[must_use]
    pub fn after_saving(self, saved: &Saved) -> Self {
        let outcome = match saved.recv_timeout(MOMENT) {
            Err(RecvTimeoutError::Timeout) if self.how == How::Well => {
                // Nobody may be there to read it.
                let _ = writeln!(io::stderr(), "greenroom: still saving; Ctrl+C leaves without it");
                wait_for(saved)
            }
            outcome => told(outcome),
        };
        match outcome {
            Err(cause) if self.how == How::Well => {
                let message = format!("what you typed last could not be saved: {cause}");
                Self { how: How::CannotWrite, message: Some(message) }
            }
            _ => self,
        }
    }

    /// The program crashed. `unsaved` is why the last words are lost, if they are.
    pub fn crashed(crash: Option<&Crash>, unsaved: Option<&str>) -> Self {
        let what = crash.map_or_else(|| "greenroom crashed".to_owned(), ToString::to_string);
        let saved = match unsaved {
            None => "What you typed is saved; `greenroom resume` goes on with it.".to_owned(),
            Some(cause) => format!("What you typed last could not be saved: {cause}."),
        };
        Self { how: How::Crash, message: Some(format!("{what}\n{saved}")) }
    }
}

/// Waits for the disk, but not for ever.
pub fn wait_for(saved: &Saved) -> Result<(), String> {
    told(saved.recv_timeout(PATIENCE))
}

fn told(outcome: Result<Result<(), String>, RecvTimeoutError>) -> Result<(), String> {
    match outcome {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => Err("the disk takes too long".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("saving has crashed".to_owned()),
    }
}
