//! Each thing that is looked at.

use std::path::Path;

use super::{Finding, State};
use crate::commands::history::{date, refusal};
use crate::commands::{Refusal, Shell, counted, material};
use crate::content::load;
use crate::domain::playbook::Playbook;
use crate::search::Check;
use crate::store::{DATABASE, Standing, Store};
use crate::tui::clock;

/// Room below which saving may soon fail, in bytes.
const ROOM: u64 = 100 << 20;

/// The packs, and what they make together.
pub fn packs(shell: &Shell<'_>, found: &mut Vec<Finding>) -> Option<Playbook> {
    let loaded = load(&shell.sources());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|problem| problem.is_error()).collect();
    for problem in &errors {
        let at = problem.place.as_ref().map_or_else(String::new, |place| format!("{}: ", place.file));
        found.push(Finding::new("packs", State::Problem, format!("{at}{}", problem.message)));
    }
    match &loaded.playbook {
        None => found.push(Finding::new("packs", State::Problem, "there is no whole pack to work with")),
        Some(playbook) if errors.is_empty() => {
            let text = format!(
                "{}, {}",
                counted(playbook.packs.len(), "pack"),
                counted(playbook.cases.len(), "case")
            );
            found.push(Finding::new("packs", State::Ok, text));
        }
        Some(_) => {}
    }
    loaded.playbook
}

/// The database. That it could be opened says that its pages and indexes are whole.
pub fn history(store: &mut Store, fix: bool, found: &mut Vec<Finding>) -> Result<(), Refusal> {
    if let Standing::MemoryOnly(why) = store.standing() {
        found.push(Finding::new("history", State::Problem, format!("nothing can be kept: {why}")));
        return Ok(());
    }
    let damaged = store.damaged_rows().map_err(|error| refusal(&error))?;
    let left = if fix && damaged > 0 {
        let mended = store.mend(clock::now().wall).map_err(|error| refusal(&error))?;
        if mended > 0 {
            let text = format!("{} taken from a backup", counted(mended, "row"));
            found.push(Finding::new("history", State::Mended, text));
        }
        damaged.saturating_sub(mended)
    } else {
        damaged
    };
    found.push(if left > 0 {
        let rows = counted(left, "row");
        let advice =
            if fix { "no backup holds them" } else { "`greenroom doctor --fix` looks in the backups" };
        Finding::new("history", State::Problem, format!("{rows} cannot be read; {advice}"))
    } else {
        let exported = store.export().map_err(|error| refusal(&error))?;
        let (sittings, reviews) = (exported.count("sittings"), exported.count("reviews"));
        let text = format!("whole: {}, {}", counted(sittings, "interview"), counted(reviews, "grade"));
        Finding::new("history", State::Ok, text)
    });
    Ok(())
}

/// The backups.
pub fn backups(store: &Store, found: &mut Vec<Finding>) {
    let backups = store.backups();
    let damaged = backups.iter().filter(|backup| !Store::is_sound(backup)).count();
    if damaged > 0 {
        let text = format!("{} damaged; `greenroom backup list` names them", counted(damaged, "backup"));
        found.push(Finding::new("backups", State::Problem, text));
    }
    found.push(match backups.first() {
        Some(newest) => {
            let text = format!("{}, the newest of {}", counted(backups.len(), "backup"), date(newest.made));
            Finding::new("backups", State::Ok, text)
        }
        None => Finding::new("backups", State::Note, "none yet; one is made each day that you practice"),
    });
}

/// Cards whose content is gone, and cards whose numbers are out of range.
pub fn cards(store: &Store, playbook: &Playbook, found: &mut Vec<Finding>) -> Result<(), Refusal> {
    let today = clock::now().day();
    let deck = store.deck(today).map_err(|error| refusal(&error))?;
    let unsound = store.unsound_cards().map_err(|error| refusal(&error))?.len();
    let orphans = deck.orphans(playbook).len();
    if unsound > 0 {
        let text = format!("{} with numbers out of range; asked as if new", counted(unsound, "card"));
        found.push(Finding::new("cards", State::Note, text));
    }
    if orphans > 0 {
        let text = format!("{} without content; kept, should it come back", counted(orphans, "card"));
        found.push(Finding::new("cards", State::Note, text));
    }
    found.push(Finding::new("cards", State::Ok, counted(deck.cards.len(), "card")));
    Ok(())
}

/// Whether others on this machine can read what was typed.
#[cfg(unix)]
pub fn permissions(directory: &Path, fix: bool, found: &mut Vec<Finding>) {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    let is_open = |path: &Path| fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0);
    let database = directory.join(DATABASE);
    if !is_open(directory) || !is_open(&database) {
        found.push(Finding::new("permissions", State::Ok, "only you can read your history"));
        return;
    }
    let closed = fix.then(|| fs::set_permissions(&database, Permissions::from_mode(0o600)));
    found.push(match closed {
        Some(Ok(())) => Finding::new("permissions", State::Mended, "only you can read your history now"),
        Some(Err(error)) => {
            let text = format!("others can read your history, and that cannot be changed: {error}");
            Finding::new("permissions", State::Problem, text)
        }
        None => {
            let text = "others on this machine can read your history; `greenroom doctor --fix` closes it";
            Finding::new("permissions", State::Problem, text)
        }
    });
}

/// Whether others on this machine can read what was typed is not known here.
#[cfg(not(unix))]
pub fn permissions(_directory: &Path, _fix: bool, _found: &mut Vec<Finding>) {}

/// Room on the disk of the nearest folder that exists.
#[cfg(unix)]
pub fn space(directory: &Path, found: &mut Vec<Finding>) {
    let Some(folder) = directory.ancestors().find(|folder| folder.is_dir()) else { return };
    let Ok(disk) = rustix::fs::statvfs(folder) else { return };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let text = format!("{} MiB free where your data is", free >> 20);
    let state = if free < ROOM { State::Problem } else { State::Ok };
    found.push(Finding::new("space", state, text));
}

/// Room on the disk is not known here.
#[cfg(not(unix))]
pub fn space(_directory: &Path, _found: &mut Vec<Finding>) {}

/// The search index: a cache, so nothing about it can be lost.
pub fn index(shell: &Shell<'_>, playbook: &Playbook, fix: bool, found: &mut Vec<Finding>) {
    let cache = shell.env.cache_dir();
    let index = material::index(&shell.sources(), cache.as_deref(), Check::Whole, || material::of(playbook));
    let finding = match (index, cache) {
        (Err(error), _) => Finding::new("index", State::Problem, error.to_string()),
        (Ok(_), None) => {
            Finding::new("index", State::Note, "made in memory, since there is no place to keep it")
        }
        (Ok(mut index), Some(directory)) => match index.take_unwritten() {
            None => Finding::new("index", State::Ok, "fresh"),
            Some(_) if !fix => {
                Finding::new("index", State::Note, "missing or old; the next search makes it anew")
            }
            Some(file) => match file.write(&directory) {
                Ok(()) => Finding::new("index", State::Mended, "made anew"),
                Err(error) => Finding::new("index", State::Problem, format!("cannot be kept: {error}")),
            },
        },
    };
    found.push(finding);
}

/// What the terminal can do.
pub fn terminal(shell: &Shell<'_>, found: &mut Vec<Finding>) {
    let env = shell.env;
    if !env.stdout_is_terminal {
        found.push(Finding::new("terminal", State::Note, "none here; run it in one to see what it can do"));
        return;
    }
    let name = env.var("TERM").unwrap_or("unknown");
    let size = env.columns.zip(env.rows);
    let text = size.map_or_else(|| "size unknown".to_owned(), |(columns, rows)| format!("{columns}x{rows}"));
    let is_small = size.is_some_and(|(columns, rows)| columns < 80 || rows < 24);
    let letters = if shell.is_ascii() { "ASCII only" } else { "UTF-8" };
    let colors = if shell.colors() { "colors" } else { "no colors" };
    let advice = if is_small { "; made for 80x24 and more" } else { "" };
    let state = if is_small || name == "dumb" { State::Note } else { State::Ok };
    found.push(Finding::new("terminal", state, format!("{name}, {text}, {letters}, {colors}{advice}")));
}
