//! The program: reads the process, calls the library, and returns the exit code.

use std::io::{self, BufWriter, IsTerminal as _};
use std::process::ExitCode;

use greenroom::commands::{self, Env};

fn main() -> ExitCode {
    let size = crossterm::terminal::size().ok();
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
