//! The pager of the user: the configured one, `PAGER`, else `less`; none with `NO_PAGER`, or where it is empty.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::commands::Shell;

/// What `less` does unless `LESS` says otherwise: stay in place, colors as they are, and end where all fits.
const LESS: &str = "FRX";

/// Shows a text in the pager; false where there is none, and the text is still to be printed.
pub fn show(text: &str, shell: &Shell<'_>) -> bool {
    let env = shell.env;
    // A pager that is set to nothing is none.
    let usual = env.vars.get("PAGER").map_or("less", String::as_str);
    let pager = shell.configured.config.pager().unwrap_or(usual).trim();
    if matches!(pager, "" | "cat") || env.var("NO_PAGER").is_some() || env.var("TERM") == Some("dumb") {
        return false;
    }
    let mut command = command(pager);
    if env.var("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let Ok(mut child) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // Whoever closes the pager early has read enough.
        let _ = input.write_all(text.as_bytes());
    }
    // 127 is what the shell says where there is no such program.
    child.wait().is_ok_and(|status| status.code() != Some(127))
}

/// By way of the shell, since `PAGER` may hold arguments.
#[cfg(unix)]
fn command(pager: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager);
    command
}

#[cfg(not(unix))]
fn command(pager: &str) -> Command {
    Command::new(pager)
}
