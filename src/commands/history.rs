//! `greenroom history`: the interviews that were sat.

pub mod compare;
pub mod report;
mod transcript;

use jiff::tz::TimeZone;
use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

use super::{Exit, Refusal, Shell};
use crate::cli::{Chosen, HistoryList, HistoryOne, HistoryShow};
use crate::diagnostic::clean;
use crate::domain::interview::Stamped;
use crate::domain::interview::entry::Entry;
use crate::domain::sitting::{SittingId, SittingRow};
use crate::domain::time::{Day, Timestamp};
use crate::domain::transcript::told as in_words;
use crate::store::{Error, Filter, Opened, Standing, Store};
use crate::tui::clock;

/// Lists the interviews, newest first.
pub fn list(args: &HistoryList, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let filter = Filter { trashed: args.trash, ..Filter::default() };
    let mut listing = store.list(&filter).map_err(|error| refusal(&error))?;
    let is_blank = listing.rows.is_empty();
    listing.rows.retain(|row| is_wanted(row, args));
    listing.rows.truncate(args.limit.unwrap_or(usize::MAX));
    if args.json {
        let document = json!({"schema": "greenroom.history/1", "sittings": listing.rows});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        let width = listing.rows.iter().map(|row| row.title.width()).max().unwrap_or(0);
        for row in &listing.rows {
            writeln!(shell.out, "{}", line(row, width))?;
        }
    }
    if listing.damaged > 0 {
        writeln!(shell.err, "warning: {} more cannot be read, since the file is damaged", listing.damaged)?;
    }
    if listing.rows.is_empty() && !is_blank {
        writeln!(shell.err, "no interview is like that; `greenroom history list` names all")?;
        return Ok(Exit::Negative);
    }
    if listing.rows.is_empty() && args.trash {
        writeln!(shell.err, "the trash is empty")?;
        return Ok(Exit::Negative);
    }
    if listing.rows.is_empty() {
        writeln!(shell.err, "you have not sat an interview yet; `greenroom` offers the cases")?;
        return Ok(Exit::Negative);
    }
    Ok(Exit::Ok)
}

/// Whether a row is one of those that are asked for.
fn is_wanted(row: &SittingRow, args: &HistoryList) -> bool {
    // Written from year to minute, dates stand in the order of their characters.
    let is_since = |since: Day| date(row.opened) >= since.to_string();
    args.case.as_ref().is_none_or(|case| row.case.as_str() == case)
        && args.mode.is_none_or(|mode| row.mode == mode)
        && args.since.is_none_or(is_since)
}

/// Moves an interview to the trash.
pub fn delete(args: &HistoryOne, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut store = open(shell)?;
    store.trash(args.id, clock::now().wall).map_err(|error| refusal(&error))?;
    let id = args.id;
    writeln!(
        shell.err,
        "interview {id} is in the trash for 30 days; `greenroom history restore {id}` undoes this"
    )?;
    Ok(Exit::Ok)
}

/// Brings an interview back from the trash.
pub fn restore(args: &HistoryOne, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut store = open(shell)?;
    store.restore(args.id).map_err(|error| refusal(&error))?;
    writeln!(shell.err, "interview {} is in the history", args.id)?;
    Ok(Exit::Ok)
}

/// Prints what was said in one interview.
pub fn show(args: &HistoryShow, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let id = chosen(args.id, &store)?;
    if args.transcript {
        let loaded = store.sitting(id).map_err(|error| refusal(&error))?;
        transcript::lines(&loaded.sitting).iter().try_for_each(|line| writeln!(shell.out, "{line}"))?;
        return told_damage(loaded.damaged, shell);
    }
    let (log, damaged) = store.log(id).map_err(|error| refusal(&error))?;
    if args.json {
        let document = json!({"schema": "greenroom.log/1", "sitting": id, "log": log});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        log.iter()
            .flat_map(|stamped| told(id, stamped))
            .try_for_each(|line| writeln!(shell.out, "{line}"))?;
    }
    told_damage(damaged, shell)
}

fn told_damage(damaged: usize, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if damaged > 0 {
        writeln!(shell.err, "warning: {damaged} entries cannot be read, since the file is damaged")?;
    }
    Ok(Exit::Ok)
}

/// Opens the history, and says what there is to say about its state.
pub fn open(shell: &mut Shell<'_>) -> anyhow::Result<Store> {
    let directory = shell.env.data_dir(shell.global)?;
    let Opened { store, notices } =
        Store::open(&directory, clock::now().wall).map_err(|error| refusal(&error))?;
    for notice in notices {
        writeln!(shell.err, "note: {}", clean(&notice.to_string()))?;
    }
    if let Standing::MemoryOnly(why) = store.standing() {
        writeln!(shell.err, "warning: {}", clean(&why.to_string()))?;
    }
    Ok(store)
}

/// The number of the interview that is meant.
pub fn chosen(which: Chosen, store: &Store) -> anyhow::Result<SittingId> {
    let id = match which {
        Chosen::Number(id) => return Ok(id),
        Chosen::Last => {
            let newest = Filter { limit: Some(1), ..Filter::default() };
            store.list(&newest).map_err(|error| refusal(&error))?.rows.first().map(|row| row.id)
        }
    };
    let none = || Refusal::new(Exit::Negative, "you have not sat an interview yet");
    Ok(id.ok_or_else(|| none().help("`greenroom` offers the cases"))?)
}

/// An error of the history with the exit code that belongs to it.
pub fn refusal(error: &Error) -> Refusal {
    let exit = match error {
        Error::Directory { .. } => Exit::CannotCreate,
        Error::Busy | Error::Conflict(_) => Exit::Busy,
        Error::Full | Error::Disk(_) | Error::NotWritable(_) | Error::File { .. } => Exit::CannotWrite,
        Error::Foreign(_)
        | Error::Damaged(_)
        | Error::Newer { .. }
        | Error::Json(_)
        | Error::NotAnExport(_) => Exit::Data,
        Error::NoSitting(_) => Exit::Usage,
        Error::Sqlite(_) => Exit::Crash,
    };
    let refusal = Refusal::new(exit, error.to_string());
    match error {
        Error::NoSitting(_) => refusal.help("`greenroom history list` names them"),
        Error::Directory { .. } | Error::Foreign(_) => {
            refusal.help("name another directory with `--data-dir`")
        }
        Error::Busy => refusal.help("try again when the other process is done"),
        _ => refusal,
    }
}

fn line(row: &SittingRow, width: usize) -> String {
    let mode = row.mode.id();
    let state = state(row);
    let title = clean(&row.title);
    let gap = " ".repeat(width.saturating_sub(title.width()));
    format!(
        "{:>3}  {}  {title}{gap}  {mode:<6}  {:<6}  {:>7} of {} min  {state}",
        row.id.0,
        date(row.opened),
        row.level.id(),
        row.used.to_string(),
        row.minutes,
    )
}

/// How it went, in a few words.
fn state(row: &SittingRow) -> String {
    match (row.finished, row.score) {
        (true, _) if row.spoken => "spoken".to_owned(),
        (true, Some(score)) => format!("{score} of 100"),
        (true, None) => "finished".to_owned(),
        (false, _) => "unfinished".to_owned(),
    }
}

/// `2026-11-22 16:54` in the time of this place.
pub fn date(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_millisecond(at.0).map(|moment| moment.to_zoned(TimeZone::system()));
    moment.map_or_else(|_| "?".to_owned(), |moment| moment.strftime("%Y-%m-%d %H:%M").to_string())
}

/// An entry as lines: time, who, what.
fn told(id: SittingId, stamped: &Stamped) -> Vec<String> {
    let (voice, kind, text) = in_words(&stamped.entry);
    let text = match &stamped.entry {
        Entry::Opened(_) => format!("Interview {id}: {text} {}", date(stamped.wall)),
        Entry::Drew { .. } | Entry::Noted { .. } => format!("{kind}:\n{text}"),
        Entry::SelfScored { .. } | Entry::Claimed { .. } => format!("{kind}: {text}"),
        _ => text,
    };
    let lead = format!("{:>7}  {:<3}  ", stamped.at.to_string(), voice.label());
    let indent = " ".repeat(lead.width());
    let mut lines = text.lines().map(clean);
    let first = format!("{lead}{}", lines.next().unwrap_or_default()).trim_end().to_owned();
    [first].into_iter().chain(lines.map(|line| format!("{indent}{line}"))).collect()
}
