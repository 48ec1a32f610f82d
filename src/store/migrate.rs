//! Schema versions: what a file holds, and how an older one becomes the newest.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::backup;
use super::connect::APPLICATION_ID;
use super::error::Error;
use crate::domain::time::Timestamp;

/// One script for each schema version, from 1. A script that was released is never changed.
pub const SCRIPTS: &[&str] =
    &[include_str!("schema.sql"), include_str!("schema-2.sql"), include_str!("schema-3.sql")];

/// A table of each schema version after the first: where it stands, the file is not older than that.
const SIGNS: [(u32, &str); 2] = [(2, "cards"), (3, "figures")];

/// What stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing yet.
    Empty,
    /// Our tables, at this schema version.
    Ours(u32),
    /// Somebody else's tables.
    Foreign,
}

/// Reads what stands in a file, without changing it. Damage that shows is an error.
pub fn content(connection: &Connection) -> Result<Content, Error> {
    // All of one moment: another process may be making the tables just now.
    let moment = connection.unchecked_transaction()?;
    let content = content_now(&moment);
    moment.finish()?;
    content
}

fn content_now(connection: &Connection) -> Result<Content, Error> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: u32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let sittings: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'sittings'",
        [],
        |row| row.get(0),
    )?;
    let mut signed = 0;
    for (sign, table) in SIGNS {
        let stands = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?";
        let count: u32 = connection.query_row(stands, [table], |row| row.get(0))?;
        signed = if count > 0 { sign } else { signed };
    }
    match (tables, sittings, application == APPLICATION_ID) {
        (0, _, _) => Ok(Content::Empty),
        (_, 0, false) => Ok(Content::Foreign),
        (_, 0, true) => Err(Error::Damaged("the table of sittings is missing".to_owned())),
        _ if version == 0 => Err(Error::Damaged("its schema version is missing".to_owned())),
        _ if version < signed => {
            Err(Error::Damaged("its schema version is older than its tables".to_owned()))
        }
        _ => Ok(Content::Ours(version)),
    }
}

/// Brings a file to the newest schema. A file that holds anything is backed up before each step.
/// A crash at any moment leaves the old schema or the new one.
pub fn migrate(
    connection: &mut Connection,
    scripts: &[&str],
    backups: Option<&Path>,
    now: Timestamp,
) -> Result<(), Error> {
    let mut is_new = false;
    loop {
        let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(script) = scripts.get(version as usize) else { return Ok(()) };
        is_new |= version == 0;
        // A file that was just made holds nothing to keep.
        if let (Some(directory), false) = (backups, is_new) {
            backup::make(connection, directory, now)?;
        }
        step(connection, version, script)?;
    }
}

fn step(connection: &mut Connection, from: u32, script: &str) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != from {
        return Ok(()); // Another process was faster.
    }
    transaction.execute_batch(script)?;
    transaction.pragma_update(None, "user_version", from + 1)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::connect::{PATIENCE, make_durable, to_write, wal_of};

    const NEWEST: u32 = SCRIPTS.len() as u32;
    const NEXT: &str = "CREATE TABLE extras (id INTEGER PRIMARY KEY, card TEXT NOT NULL) STRICT;
        INSERT INTO extras SELECT id, title FROM sittings;";

    fn one_sitting(path: &Path) -> Connection {
        let mut connection = to_write(path, PATIENCE).unwrap();
        make_durable(&connection, PATIENCE).unwrap();
        migrate(&mut connection, SCRIPTS, None, Timestamp(0)).unwrap();
        let sql =
            "INSERT INTO sittings VALUES (7, 'c', 'Rides', 's', 0, 'mock', 'mid', 45, 0, NULL, NULL, 0)";
        connection.execute(sql, []).unwrap();
        connection
    }

    #[test]
    fn a_migration_makes_a_backup_first() {
        let directory = tempfile::tempdir().unwrap();
        let mut connection = one_sitting(&directory.path().join("a.db"));
        let backups = directory.path().join("backups");
        let scripts = [SCRIPTS, &[NEXT]].concat();
        migrate(&mut connection, &scripts, Some(&backups), Timestamp(1_000)).unwrap();
        let card: String = connection.query_row("SELECT card FROM extras", [], |row| row.get(0)).unwrap();
        assert_eq!((content(&connection).unwrap(), card.as_str()), (Content::Ours(NEWEST + 1), "Rides"));
        let kept: Vec<_> = fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().path()).collect();
        let old = to_write(kept.first().unwrap(), PATIENCE).unwrap();
        assert_eq!((kept.len(), content(&old).unwrap()), (1, Content::Ours(NEWEST)));
    }

    #[test]
    fn a_crash_inside_a_migration_leaves_the_old_schema_and_the_next_start_completes_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.db");
        let scripts = [SCRIPTS, &[NEXT]].concat();
        let mut connection = one_sitting(&path);
        // A tiny cache makes SQLite write pages of the open transaction to the disk.
        connection.pragma_update(None, "cache_size", 1).unwrap();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        transaction.execute_batch(NEXT).unwrap();
        let fill = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO extras SELECT i, printf('%0100d', i) FROM n";
        transaction.execute_batch(fill).unwrap();
        transaction.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        let crashed = directory.path().join("b.db");
        fs::copy(&path, &crashed).unwrap();
        fs::copy(wal_of(&path), wal_of(&crashed)).unwrap();
        assert!(fs::metadata(wal_of(&crashed)).unwrap().len() > 100_000, "the half-done step is on the disk");
        drop(transaction);

        let mut after = to_write(&crashed, PATIENCE).unwrap();
        assert_eq!(content(&after).unwrap(), Content::Ours(NEWEST));
        migrate(&mut after, &scripts, None, Timestamp(0)).unwrap();
        let count: u32 = after.query_row("SELECT count(*) FROM extras", [], |row| row.get(0)).unwrap();
        assert_eq!((content(&after).unwrap(), count), (Content::Ours(NEWEST + 1), 1));
    }

    #[test]
    fn a_version_that_is_older_than_the_tables_is_damage() {
        let directory = tempfile::tempdir().unwrap();
        let connection = one_sitting(&directory.path().join("a.db"));
        assert_eq!(SIGNS.map(|(version, _)| version).to_vec(), (2..=NEWEST).collect::<Vec<_>>());
        for version in 1..NEWEST {
            connection.pragma_update(None, "user_version", version).unwrap();
            assert!(matches!(content(&connection), Err(Error::Damaged(_))), "{version}");
        }
    }

    #[test]
    fn a_script_that_fails_changes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let mut connection = one_sitting(&directory.path().join("a.db"));
        let scripts =
            [SCRIPTS, &["CREATE TABLE extras (id INTEGER) STRICT; SELECT no_such_thing();"]].concat();
        assert!(migrate(&mut connection, &scripts, None, Timestamp(0)).is_err());
        assert_eq!(content(&connection).unwrap(), Content::Ours(NEWEST));
        assert!(connection.prepare("SELECT * FROM extras").is_err());
    }
}
