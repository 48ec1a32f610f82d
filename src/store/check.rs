//! Whether what is read is what was written.

use rusqlite::Connection;

use super::error::Error;
use super::table::TABLES;

/// Has SQLite look at every page and index.
pub fn pages(connection: &Connection) -> Result<(), Error> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged(verdict)) }
}

/// Counts the rows whose check sum is wrong, in all tables.
pub fn damaged_rows(connection: &Connection) -> Result<usize, Error> {
    let mut damaged = 0;
    for table in TABLES {
        let mut statement = connection.prepare(&table.select(""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            damaged += usize::from(table.read(row)?.is_none());
        }
    }
    Ok(damaged)
}
