//! `greenroom backup`: copies of the history, made, listed and gone back to.

use serde_json::json;

use super::history::{date, open, refusal};
use super::{Exit, Refusal, Shell};
use crate::cli::{BackupList, BackupRestore};
use crate::diagnostic::clean;
use crate::store::{Backup, Store};
use crate::tui::clock;

/// Lists the backups, newest first. Number 1 is the newest.
pub fn list(args: &BackupList, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let backups = open(shell)?.backups();
    if args.json {
        let row = |backup: &Backup| json!({"made": backup.made, "size": backup.size, "path": backup.path, "sound": Store::is_sound(backup)});
        let rows: Vec<_> = backups.iter().map(row).collect();
        let document = json!({"schema": "greenroom.backups/1", "backups": rows});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        for (place, backup) in backups.iter().enumerate() {
            let state = if Store::is_sound(backup) { "sound" } else { "damaged" };
            let size = backup.size.div_ceil(1024);
            let path = clean(&backup.path.display().to_string());
            writeln!(
                shell.out,
                "{:>3}  {}  {size:>7} KiB  {state:<7}  {path}",
                place + 1,
                date(backup.made)
            )?;
        }
    }
    if backups.is_empty() {
        writeln!(shell.err, "there is no backup yet; one is made each day that you practice")?;
        return Ok(Exit::Negative);
    }
    Ok(Exit::Ok)
}

/// Makes a backup, and says where it is.
pub fn now(shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let made = open(shell)?.back_up(clock::now().wall).map_err(|error| refusal(&error))?;
    writeln!(shell.out, "{}", clean(&made.display().to_string()))?;
    Ok(Exit::Ok)
}

/// Makes the history what it was in a backup.
pub fn restore(args: &BackupRestore, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut store = open(shell)?;
    let backups = store.backups();
    let named = args.number.checked_sub(1).and_then(|place| backups.get(place));
    let backup = named.ok_or_else(|| {
        Refusal::new(Exit::Usage, format!("there is no backup {}", args.number))
            .help("`greenroom backup list` numbers them")
    })?;
    let before = store.go_back_to(&backup.path, clock::now().wall).map_err(|error| refusal(&error))?;
    writeln!(shell.out, "the history is that of {}", date(backup.made))?;
    writeln!(shell.err, "what it was before is in `{}`", clean(&before.display().to_string()))?;
    Ok(Exit::Ok)
}
