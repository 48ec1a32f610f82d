//! Running the command line without a process.

use std::ffi::OsString;
use std::path::Path;

use greenroom::commands::{self, Env, Exit};

/// What a run left behind.
pub struct Run {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// An environment with this home.
pub fn env(home: &Path) -> Env {
    Env { vars: [("HOME".to_owned(), home.to_str().unwrap().to_owned())].into(), ..Env::default() }
}

/// Runs `greenroom` with these arguments.
pub fn run(env: &Env, args: &[&str]) -> Run {
    let args = std::iter::once("greenroom").chain(args.iter().copied()).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = commands::run(args, env, &mut out, &mut err);
    Run { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}
