//! Small things that are remembered between runs: searches, reading positions, opened seals, settings.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::error::Error;
use super::history::text;
use super::table::{SEALS, SEARCHES, SITTINGS, Table};

impl Store {
    /// Recent searches, newest first.
    pub fn searches(&self) -> Result<Vec<String>, Error> {
        texts(&self.connection, &SEARCHES, 0, "ORDER BY wall DESC, query")
    }

    /// The cases that were sat at least once; their facts and model answers are no secret any more.
    pub fn sat_cases(&self) -> Result<BTreeSet<String>, Error> {
        Ok(texts(&self.connection, &SITTINGS, 1, "")?.into_iter().collect())
    }

    /// The pages whose seal was opened on request.
    pub fn opened_seals(&self) -> Result<BTreeSet<String>, Error> {
        Ok(texts(&self.connection, &SEALS, 0, "")?.into_iter().collect())
    }

    /// The pages whose sealed parts may be shown: of cases that were sat, and those unsealed on request.
    pub fn unsealed(&self) -> Result<BTreeSet<String>, Error> {
        unsealed(&self.connection)
    }

    /// How far a page was read, as the reader counts.
    pub fn position(&self, page: &str) -> Result<Option<u64>, Error> {
        let offset: Option<i64> = self
            .connection
            .prepare_cached("SELECT offset FROM positions WHERE page = ?")?
            .query_row([page], |row| row.get(0))
            .optional()?;
        Ok(offset.map(|offset| offset.max(0) as u64))
    }

    /// A choice of the user.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM settings WHERE name = ?")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }
}

/// The pages whose sealed parts may be shown.
pub fn unsealed(connection: &Connection) -> Result<BTreeSet<String>, Error> {
    let cases = texts(connection, &SITTINGS, 1, "")?;
    Ok(cases.into_iter().chain(texts(connection, &SEALS, 0, "")?).collect())
}

fn texts(connection: &Connection, table: &Table, column: usize, rest: &str) -> Result<Vec<String>, Error> {
    let (rows, _) = table.rows(connection, rest, &[])?;
    Ok(rows.iter().map(|row| text(row, column).to_owned()).collect())
}
