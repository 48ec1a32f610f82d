//! What the user does to the whole history: backing it up, going back to a backup, erasing it.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::backup::{self, Backup};
use super::connect::Scratch;
use super::error::Error;
use super::lock;
use super::migrate::{self, SCRIPTS};
use super::notice::Standing;
use super::table::{Clash, TABLES};
use super::{BACKUPS, Store, check};
use crate::domain::time::Timestamp;

/// What erasing has removed beside the history itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erased {
    /// Backups.
    pub backups: usize,
    /// Damaged files that were set aside.
    pub set_aside: usize,
}

impl Store {
    /// The backups there are, newest first.
    pub fn backups(&self) -> Vec<Backup> {
        backup::list(&self.backup_directory())
    }

    /// Whether a backup can be gone back to.
    pub fn is_sound(backup: &Backup) -> bool {
        backup::is_good(&backup.path)
    }

    /// Makes a backup now. Older ones are thinned out, but for a history in which rows are damaged.
    pub fn back_up(&mut self, now: Timestamp) -> Result<PathBuf, Error> {
        self.must_be_kept()?;
        let directory = self.backup_directory();
        let made = backup::make(&self.connection, &directory, now)?;
        if check::damaged_rows(&self.connection)? == 0 {
            backup::thin(&directory, now);
        }
        Ok(made)
    }

    /// Makes the history what it was in a backup, in one transaction. What it is now is backed up first, under the
    /// path that is returned.
    pub fn go_back_to(&mut self, backup: &Path, now: Timestamp) -> Result<PathBuf, Error> {
        self.must_be_kept()?;
        if !backup::is_good(backup) {
            return Err(Error::Damaged(format!("`{}` is no whole backup", backup.display())));
        }
        let (_scratch, source) = opened(backup, now)?;
        let before = backup::make(&self.connection, &self.backup_directory(), now)?;
        self.change(|connection| {
            empty(connection)?;
            for table in TABLES.into_iter().filter(|table| table.name != "locks") {
                for row in table.rows(&source, "", &[])?.0 {
                    table.put(connection, row, Clash::Keep)?;
                }
            }
            Ok(())
        })?;
        Ok(before)
    }

    /// How many rows cannot be read because they were changed by damage.
    pub fn damaged_rows(&self) -> Result<usize, Error> {
        check::damaged_rows(&self.connection)
    }

    /// Takes damaged rows from the newest backup that holds them whole; says how many.
    pub fn mend(&mut self, now: Timestamp) -> Result<usize, Error> {
        self.must_be_kept()?;
        let mut mended = 0;
        for backup in self.backups() {
            if check::damaged_rows(&self.connection)? == 0 {
                break;
            }
            if backup::is_good(&backup.path) {
                let (_scratch, source) = opened(&backup.path, now)?;
                mended += self.change(|connection| replace_damaged(connection, &source))?;
            }
        }
        Ok(mended)
    }

    /// Deletes everything for good: the history, its backups, and damaged files that were set aside.
    pub fn erase(&mut self) -> Result<Erased, Error> {
        self.must_be_kept()?;
        self.connection.pragma_update(None, "secure_delete", true)?;
        self.change(|connection| {
            empty(connection)?;
            connection.execute("DELETE FROM sqlite_sequence", [])?;
            Ok(())
        })?;
        // What was deleted must not stay in free pages, nor in the write-ahead log.
        self.connection.execute_batch("VACUUM")?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let mut erased = Erased::default();
        for backup in self.backups() {
            remove(&backup.path)?;
            erased.backups += 1;
        }
        let directory = self.path.parent().unwrap_or(Path::new("."));
        for entry in fs::read_dir(directory).map_err(Error::file("cannot read", directory))?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("greenroom.damaged-") {
                remove(&entry.path())?;
                erased.set_aside += 1;
            }
        }
        Ok(erased)
    }

    fn backup_directory(&self) -> PathBuf {
        self.path.with_file_name(BACKUPS)
    }

    fn must_be_kept(&self) -> Result<(), Error> {
        match &self.standing {
            Standing::Kept => Ok(()),
            Standing::MemoryOnly(why) => Err(Error::NotWritable(why.to_string())),
        }
    }
}

/// A copy of a backup at the newest schema.
fn opened(backup: &Path, now: Timestamp) -> Result<(Scratch, Connection), Error> {
    let scratch = Scratch::copy(backup)?;
    let mut source = scratch.open()?;
    migrate::migrate(&mut source, SCRIPTS, None, now)?;
    Ok((scratch, source))
}

fn replace_damaged(connection: &Connection, source: &Connection) -> Result<usize, Error> {
    let mut replaced = 0;
    for table in TABLES {
        let at: Vec<String> =
            table.columns.iter().take(table.key).map(|column| format!("{column} = ?")).collect();
        let at = format!("WHERE {}", at.join(" AND "));
        for row in table.rows(source, "", &[])?.0 {
            let key: Vec<Value> = row.iter().take(table.key).cloned().collect();
            if table.rows(connection, &at, &key)?.1 > 0 {
                table.put(connection, row, Clash::Replace)?;
                replaced += 1;
            }
        }
    }
    Ok(replaced)
}

/// Deletes all rows, unless a living process has an interview open.
fn empty(connection: &Connection) -> Result<(), Error> {
    if lock::is_any_held(connection)? {
        return Err(Error::Busy);
    }
    for table in TABLES.into_iter().rev() {
        connection.execute(&format!("DELETE FROM {}", table.name), [])?;
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(Error::file("cannot remove", path))
}
