//! How the program ended: an exit code, and what is left to say on the user's own screen.

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

/// How the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The exit code: 0, or one of those the manual lists.
    pub code: u8,
    /// What to tell on standard error.
    pub message: Option<String>,
}

impl Ended {
    /// The user left.
    pub fn well() -> Self {
        Self { code: 0, message: None }
    }

    /// A signal or a hang-up asked for it.
    pub fn by_signal(code: u8) -> Self {
        Self { code, message: None }
    }

    /// There is no terminal to draw on.
    pub fn without_terminal() -> Self {
        let message = "this needs a terminal. Without one: `greenroom search WORDS`, `greenroom show ID`, \
                       `greenroom list`, `greenroom history list`; each has `--help`";
        Self { code: 69, message: Some(message.to_owned()) }
    }

    /// The terminal or the system refused.
    pub fn failed(error: &io::Error) -> Self {
        Self { code: 74, message: Some(format!("the terminal could not be used: {error}")) }
    }

    /// The history cannot be used at all.
    pub fn without_history(cause: &str) -> Self {
        let message = format!("{cause}. Another place: `--data-dir DIR`");
        Self { code: 73, message: Some(message) }
    }

    /// The same, once the last words are on disk. A signal leaves little time for that; the user is told when it takes
    /// long, and can go without with Ctrl+C.
    #[must_use]
    pub fn after_saving(self, saved: &Saved) -> Self {
        let outcome = match saved.recv_timeout(MOMENT) {
            Err(RecvTimeoutError::Timeout) if self.code == 0 => {
                // Nobody may be there to read it.
                let _ = writeln!(io::stderr(), "greenroom: still saving; Ctrl+C leaves without it");
                wait_for(saved)
            }
            outcome => told(outcome),
        };
        match outcome {
            Err(cause) if self.code == 0 => {
                let message = format!("what you typed last could not be saved: {cause}");
                Self { code: 74, message: Some(message) }
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
        Self { code: 70, message: Some(format!("{what}\n{saved}")) }
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
