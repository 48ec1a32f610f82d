//! A damaged file: set aside, replaced by a backup, and read for whatever is still sound in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use super::connect::{Scratch, shm_of, wal_of};
use super::error::Error;
use super::notice::{Notice, Rescued};
use super::table::{Clash, ENTRIES, SITTINGS, TABLES, Table, Values};
use super::{backup, history, journal};
use crate::domain::interview::entry::Entry;
use crate::domain::sitting::SittingId;
use crate::domain::time::Timestamp;

/// Renames the database with the date, and its write-ahead log with it. Nothing is deleted.
pub fn set_aside(database: &Path, now: Timestamp) -> Result<PathBuf, Error> {
    let name = |attempt: u32| {
        let again = if attempt == 0 { String::new() } else { format!("-{attempt}") };
        database.with_file_name(format!("greenroom.damaged-{}{again}.db", backup::stamp(now)))
    };
    let aside = (0..u32::MAX).map(name).find(|path| !path.exists() && !wal_of(path).exists());
    let aside = aside.expect("a directory does not hold four billion files of one millisecond");
    for (from, to) in [
        (database.to_owned(), aside.clone()),
        (wal_of(database), wal_of(&aside)),
        (shm_of(database), shm_of(&aside)),
    ] {
        if from.exists() {
            fs::rename(&from, &to).map_err(Error::file("cannot rename", from))?;
        }
    }
    backup::sync(database.parent().unwrap_or(Path::new(".")));
    Ok(aside)
}

/// Puts the newest good backup where the database belongs, and returns it. Notes those passed over.
pub fn put_back_newest(
    backups: &Path,
    database: &Path,
    notices: &mut Vec<Notice>,
) -> Result<Option<PathBuf>, Error> {
    for backup in backup::list(backups) {
        if backup::is_good(&backup.path) {
            backup::put_back(&backup.path, database)?;
            return Ok(Some(backup.path));
        }
        notices.push(Notice::BackupDamaged { backup: backup.path });
    }
    Ok(None)
}

/// Copies what is sound in a damaged file and missing here. The damaged file is not touched.
pub fn rescue(damaged: &Path, connection: &mut Connection) -> Result<Rescued, Error> {
    let scratch = Scratch::copy(damaged)?;
    let Ok(source) = scratch.open() else { return Ok(Rescued::default()) };
    let mut found = Found::default();
    for table in TABLES {
        found.scan(&source, table);
    }
    let mut rescued = Rescued { lost: found.lost.len(), ..Rescued::default() };
    let transaction = connection.transaction()?;
    let mut foreign = BTreeSet::new();
    found.rebuild_sittings();
    for table in TABLES {
        for row in found.rows.remove(table.name).unwrap_or_default() {
            if belongs_to(table, &row).is_some_and(|sitting| foreign.contains(&sitting)) {
                continue;
            }
            let is_new = table.put(&transaction, row.clone(), Clash::Keep).unwrap_or(false);
            match table.name {
                "sittings" if is_new => rescued.sittings += 1,
                "sittings" if !is_same_sitting(&transaction, &row)? => {
                    foreign.extend(number(&row));
                }
                "entries" if is_new => rescued.entries += 1,
                _ => {}
            }
        }
    }
    finish_rescued(&transaction)?;
    transaction.commit()?;
    Ok(rescued)
}

/// Sound rows by table, and the keys of those that are not.
#[derive(Default)]
struct Found {
    rows: BTreeMap<&'static str, Vec<Values>>,
    lost: BTreeSet<String>,
}

impl Found {
    /// Reads a table from both ends, since a broken page stops SQLite in the middle.
    fn scan(&mut self, source: &Connection, table: &'static Table) {
        let mut sound: BTreeMap<String, Values> = BTreeMap::new();
        for direction in ["", "DESC"] {
            // In the order of the table itself: sorting would first need all rows, and an index may be broken.
            let order = table.stored_by().map(|column| format!("{column} {direction}"));
            let order: Vec<String> = order.collect();
            let sql = table.select(&format!("NOT INDEXED ORDER BY {}", order.join(", ")));
            let Ok(mut statement) = source.prepare(&sql) else { return };
            let Ok(mut rows) = statement.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                match table.read(row) {
                    Ok(Some(values)) => {
                        sound.insert(format!("{:?}", values.get(..table.key)), values);
                    }
                    Ok(None) | Err(_) => {
                        self.lost.insert(format!("{} {}", table.name, key_of(row, table)));
                    }
                }
            }
        }
        self.rows.insert(table.name, sound.into_values().collect());
    }

    /// A sitting whose own row is lost is rebuilt from its opening.
    fn rebuild_sittings(&mut self) {
        let sittings = self.rows.get("sittings").into_iter().flatten();
        let known: BTreeSet<i64> = sittings.filter_map(number).collect();
        let openings = self.rows.get("entries").into_iter().flatten().filter_map(|row| {
            let id = number(row).filter(|id| !known.contains(id))?;
            let stamped = history::stamped(row).ok()?;
            let Entry::Opened(opening) = &stamped.entry else { return None };
            Some(journal::row_of(SittingId(id), opening, &opening.snapshot, stamped.wall))
        });
        let rebuilt: Vec<Values> = openings.collect();
        self.rows.entry("sittings").or_default().extend(rebuilt);
    }
}

fn key_of(row: &Row<'_>, table: &Table) -> String {
    let key: Vec<Option<Value>> = (0..table.key).map(|column| row.get(column).ok()).collect();
    format!("{key:?}")
}

/// The sitting that a row of another table belongs to.
fn belongs_to(table: &Table, row: &Values) -> Option<i64> {
    (table.columns.first() == Some(&"sitting")).then(|| number(row))?
}

fn number(row: &Values) -> Option<i64> {
    match row.first() {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

/// Whether the sitting that is here under this number is the one in the damaged file: same case, same moment.
fn is_same_sitting(connection: &Connection, row: &Values) -> Result<bool, Error> {
    let (here, _) = SITTINGS.rows(connection, "WHERE id = ?", &[number(row).into()])?;
    let identity = |row: &Values| (row.get(1).cloned(), row.get(4).cloned());
    Ok(here.first().is_some_and(|here| identity(here) == identity(row)))
}

/// A sitting whose end was rescued is finished.
fn finish_rescued(connection: &Connection) -> Result<(), Error> {
    let (open, _) = SITTINGS.rows(connection, "WHERE finished = 0", &[])?;
    for id in open.iter().filter_map(number) {
        let (entries, _) = ENTRIES.rows(connection, "WHERE sitting = ?", &[id.into()])?;
        let is_end = |row: &Values| {
            history::stamped(row).is_ok_and(|stamped| matches!(stamped.entry, Entry::Finished { .. }))
        };
        if entries.iter().any(is_end) {
            journal::amend(connection, SittingId(id), "finished", Some(1))?;
        }
    }
    Ok(())
}
