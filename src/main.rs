//! The program: reads the process, calls the library, and returns the exit code.

use std::io::{self, BufWriter, IsTerminal as _};
use std::process::ExitCode;

use greenroom::commands::{self, Env};

fn main() -> ExitCode {
    let size = size();
    let env = Env {
        vars: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: io::stdout().is_terminal(),
        columns: size.map(|(columns, _)| columns).filter(|columns| *columns > 0),
        rows: size.map(|(_, rows)| rows).filter(|rows| *rows > 0),
    };
    let mut out = BufWriter::new(io::stdout());
    let mut err = io::stderr();
    commands::run(std::env::args_os(), &env, &mut out, &mut err).into()
}

/// Columns and rows of the terminal, where output, messages or keys have one.
#[cfg(unix)]
fn size() -> Option<(u16, u16)> {
    use rustix::termios::tcgetwinsize;
    let size = tcgetwinsize(io::stdout()).or_else(|_| tcgetwinsize(io::stderr()));
    let size = size.or_else(|_| tcgetwinsize(io::stdin())).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// Columns and rows of the terminal, where there is one.
#[cfg(not(unix))]
fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}
