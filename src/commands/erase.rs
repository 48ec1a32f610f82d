//! `greenroom erase`: everything that was kept of you, gone.

use std::fs;
use std::io;

use super::history::{open, refusal};
use super::{Exit, Refusal, Shell, counted};
use crate::cli::Erase;
use crate::store::Filter;

/// Asks, unless told not to, and erases the history, its backups, and reports of crashes. Packs stay.
pub fn run(args: &Erase, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if !args.yes && !shell.env.stdin_is_terminal {
        let help =
            "say `--yes` to erase without being asked, and `greenroom export -o FILE` first to keep a copy";
        return Err(Refusal::new(Exit::Usage, "nobody can be asked here").help(help).into());
    }
    let mut store = open(shell)?;
    let count = |trashed| {
        let filter = Filter { trashed, ..Filter::default() };
        store.list(&filter).map(|listing| listing.rows.len() + listing.damaged)
    };
    let sittings = count(false).and_then(|here| Ok(here + count(true)?)).map_err(|error| refusal(&error))?;
    let reviews = store.export().map_err(|error| refusal(&error))?.count("reviews");
    let backups = store.backups().len();
    let what = [(sittings, "interview"), (reviews, "grade"), (backups, "backup")];
    let what = what.map(|(count, noun)| counted(count, noun)).join(", ");
    if !args.yes && !is_sure(&what, shell)? {
        writeln!(shell.err, "nothing was erased")?;
        return Ok(Exit::Negative);
    }
    let erased = store.erase().map_err(|error| refusal(&error))?;
    let crashes = remove_crash_reports(shell)?;
    let beside = counted(erased.set_aside + crashes, "other file");
    writeln!(shell.out, "erased: {what}, {beside}; your packs are as they were")?;
    Ok(Exit::Ok)
}

fn is_sure(what: &str, shell: &mut Shell<'_>) -> anyhow::Result<bool> {
    write!(shell.err, "This erases {what} for good. Type `erase` to go on: ")?;
    shell.err.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim() == "erase")
}

/// A report of a crash may quote what was on the screen.
fn remove_crash_reports(shell: &Shell<'_>) -> anyhow::Result<usize> {
    let Ok(entries) = fs::read_dir(shell.env.state_dir(shell.global)?) else { return Ok(0) };
    let mut removed = 0;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("crash-") && entry.path().is_file() {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}
