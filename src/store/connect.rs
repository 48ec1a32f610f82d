//! Connections: to write, to read a file that must not change, to a copy, in memory.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::error::Error;

/// How long a write waits for another process.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// `grnr`: marks a database as ours.
pub const APPLICATION_ID: u32 = 0x6772_6e72;

/// Opens a file to read and write, and makes it where there is none. Changes nothing yet.
pub fn to_write(path: &Path, patience: Duration) -> Result<Connection, Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(patience)?;
    guard(&connection)?;
    Ok(connection)
}

/// Makes commits durable: a write-ahead log, synchronized at each commit.
pub fn make_durable(connection: &Connection, patience: Duration) -> Result<(), Error> {
    let mut waited = Duration::ZERO;
    // SQLite does not wait by itself when two processes begin a write-ahead log at once.
    while let Err(error) = begin_log(connection) {
        if !matches!(error, Error::Busy) || waited >= patience {
            return Err(error);
        }
        std::thread::sleep(MOMENT);
        waited += MOMENT;
    }
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// How long to wait before the next attempt.
pub const MOMENT: Duration = Duration::from_millis(5);

fn begin_log(connection: &Connection) -> Result<(), Error> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    }
    Ok(())
}

/// Opens a file that nobody writes to, also where no file can be made beside it. Its write-ahead log is not read.
pub fn immutable(path: &Path) -> Result<Connection, Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(immutable_uri(path), flags)?;
    guard(&connection)?;
    Ok(connection)
}

/// Opens a file just to read something now. Fails where the file is not there.
pub fn glance(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    guard(&connection)?;
    // A write-ahead log cannot be read where no file can be made beside it.
    if connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_ok() {
        return Ok(connection);
    }
    immutable(path)
}

/// A connection to nothing but memory.
pub fn memory() -> Result<Connection, Error> {
    let connection = Connection::open_in_memory()?;
    guard(&connection)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// A copy of a database and its write-ahead log, to be opened without touching the original.
pub struct Scratch {
    directory: TempDir,
}

impl Scratch {
    /// Copies the file and, where there is one, its write-ahead log.
    pub fn copy(path: &Path) -> Result<Self, Error> {
        let directory = tempfile::tempdir().map_err(Error::file("cannot make", tempfile::env::temp_dir()))?;
        let scratch = Self { directory };
        for (from, to) in
            [path.to_owned(), wal_of(path)].iter().zip([scratch.path(), wal_of(&scratch.path())])
        {
            if from.exists() {
                fs::copy(from, &to).map_err(Error::file("cannot copy", from))?;
            }
        }
        Ok(scratch)
    }

    /// Opens the copy.
    pub fn open(&self) -> Result<Connection, Error> {
        to_write(&self.path(), Duration::ZERO)
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("copy.db")
    }
}

/// The write-ahead log of a database.
pub fn wal_of(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The shared index of the write-ahead log of a database.
pub fn shm_of(path: &Path) -> PathBuf {
    beside(path, "-shm")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Refuses what a file made by somebody else could try, and looks closer at the cells of each page.
fn guard(connection: &Connection) -> Result<(), Error> {
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(*byte));
            }
            other => write!(uri, "%{other:02X}").expect("a text takes any text"),
        }
    }
    uri + "?immutable=1"
}
