//! How the program ends.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::diagnostic::clean;

/// What the program tells the shell. Codes from 65 are those of `sysexits.h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Ok,
    /// It worked, and the answer is no: a check found errors, a search found nothing.
    Negative,
    /// The arguments are wrong.
    Usage,
    /// A file holds what it should not.
    Data,
    /// No terminal, where one is needed.
    NoTerminal,
    /// A mistake in the program.
    Crash,
    /// A file or directory cannot be made.
    CannotCreate,
    /// Something cannot be written.
    CannotWrite,
    /// Another process is at it; try again.
    Busy,
    /// The configuration is wrong.
    Config,
    /// A signal of this number asked it to end.
    Signal(u8),
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Negative => 1,
            Self::Usage => 2,
            Self::Data => 65,
            Self::NoTerminal => 69,
            Self::Crash => 70,
            Self::CannotCreate => 73,
            Self::CannotWrite => 74,
            Self::Busy => 75,
            Self::Config => 78,
            Self::Signal(number) => 128 + number,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// A reason to stop that has an exit code of its own. Any other error ends with 70.
#[derive(Debug)]
pub struct Refusal {
    exit: Exit,
    message: String,
    help: Option<String>,
}

impl Refusal {
    /// Stops with this code. The message is in lower case, without a full stop.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), help: None }
    }

    /// What to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// Says why the program stops.
pub fn refused(error: &anyhow::Error, err: &mut dyn Write) -> Exit {
    let refusal = error.downcast_ref::<Refusal>();
    let _ = writeln!(err, "error: {}", clean(&format!("{error:#}")));
    if let Some(help) = refusal.and_then(|refusal| refusal.help.as_deref()) {
        let _ = writeln!(err, "help: {}", clean(help));
    }
    refusal.map_or(Exit::Crash, |refusal| refusal.exit)
}

/// Output that could not be written: a reader that went away is no failure.
pub fn unwritten(failure: &io::Error, err: &mut dyn Write) -> Exit {
    if failure.kind() == io::ErrorKind::BrokenPipe {
        return Exit::Ok;
    }
    let _ = writeln!(err, "error: cannot write the output: {failure}");
    Exit::CannotWrite
}
