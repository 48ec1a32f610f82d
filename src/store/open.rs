//! Opening the history in whatever state it is found.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::connect::{self, PATIENCE, Scratch, wal_of};
use super::error::Error;
use super::migrate::{self, Content, SCRIPTS};
use super::notice::{Notice, Standing, Why};
use super::table::{Clash, TABLES};
use super::{Opened, Store, backup, check, rescue};
use crate::domain::time::Timestamp;

/// The file in the data directory.
pub const DATABASE: &str = "greenroom.db";

/// The directory of backups in the data directory.
pub const BACKUPS: &str = "backups";

/// Opens the history in a directory, and does what is due: setting aside, restoring, migrating, backing up.
pub fn open(directory: &Path, now: Timestamp) -> Result<Opened, Error> {
    let mut notices = Vec::new();
    let opened = prepare(directory).and_then(|()| open_file(directory, now, &mut notices));
    let why = match opened {
        Ok(mut store) => {
            upkeep(&mut store, directory, now, &mut notices);
            return Ok(Opened { store, notices });
        }
        Err(Error::NotWritable(cause)) => Why::NotWritable { directory: directory.to_owned(), cause },
        Err(Error::Full) => Why::DiskFull { directory: directory.to_owned() },
        Err(Error::Newer { found, known }) => Why::Newer { found, known },
        Err(error) => return Err(error),
    };
    let store = from_memory(&directory.join(DATABASE), why, &mut notices)?;
    Ok(Opened { store, notices })
}

/// The history of a file in memory, as far as it can be read; nothing is kept.
fn from_memory(path: &Path, why: Why, notices: &mut Vec<Notice>) -> Result<Store, Error> {
    let mut store = in_memory(why)?;
    if path.is_file()
        && let Err(error) = copy_history(path, &mut store.connection)
    {
        notices.push(Notice::Unreadable { cause: error.to_string() });
    }
    Ok(store)
}

/// An empty history in memory.
pub fn in_memory(why: Why) -> Result<Store, Error> {
    let mut connection = connect::memory()?;
    migrate::migrate(&mut connection, SCRIPTS, None, Timestamp(0))?;
    let standing = Standing::MemoryOnly(why);
    Ok(Store { connection, standing, path: PathBuf::new(), patience: Duration::ZERO, lost: false })
}

/// Makes the directory, readable only for its owner, since answers are private.
fn prepare(directory: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made = builder.recursive(true).create(directory);
    made.map_err(|source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            Error::NotWritable(source.to_string())
        }
        _ => Error::Directory { path: directory.to_owned(), source },
    })
}

fn open_file(directory: &Path, now: Timestamp, notices: &mut Vec<Notice>) -> Result<Store, Error> {
    let path = directory.join(DATABASE);
    if path.is_dir() {
        let source = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(Error::Directory { path, source });
    }
    // One at a time: a file that is set aside here must not be the one that another process has just put there.
    let _turn = wait_for_turn(directory)?;
    let backups = directory.join(BACKUPS);
    let damage = match fs::metadata(&path) {
        Ok(file) if file.len() == 0 && !backup::list(&backups).is_empty() => Some("it is empty".to_owned()),
        Ok(_) => None,
        Err(_) => {
            restore_missing(&path, &backups, now, notices)?;
            None
        }
    };
    let opened = damage.map_or_else(|| sound(&path, &backups, now), |cause| Err(Error::Damaged(cause)));
    let connection = match opened {
        Err(Error::Damaged(cause)) => replace(cause, &path, now, notices)?,
        other => other?,
    };
    Ok(Store { connection, standing: Standing::Kept, path, patience: PATIENCE, lost: false })
}

/// Takes the turn to open, until the file is dropped. Where files cannot be locked, everybody has the turn.
fn wait_for_turn(directory: &Path) -> Result<File, Error> {
    let path = directory.join("greenroom.lock");
    let file = File::create(&path).map_err(Error::file("cannot write", path))?;
    let mut waited = Duration::ZERO;
    while matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        if waited >= PATIENCE {
            return Err(Error::Busy);
        }
        std::thread::sleep(connect::MOMENT);
        waited += connect::MOMENT;
    }
    Ok(file)
}

/// The database is gone, say because the program ended between setting it aside and putting a backup back.
fn restore_missing(
    path: &Path,
    backups: &Path,
    now: Timestamp,
    notices: &mut Vec<Notice>,
) -> Result<(), Error> {
    if wal_of(path).exists() {
        rescue::set_aside(path, now)?;
    }
    if let Some(backup) = rescue::put_back_newest(backups, path, notices)? {
        notices.push(Notice::Restored { backup });
    }
    Ok(())
}

/// Opens a database that shows no damage.
fn sound(path: &Path, backups: &Path, now: Timestamp) -> Result<Connection, Error> {
    let mut connection = connect::to_write(path, PATIENCE)?;
    match migrate::content(&connection)? {
        Content::Foreign => return Err(Error::Foreign(path.to_owned())),
        Content::Ours(found) if found as usize > SCRIPTS.len() => {
            return Err(Error::Newer { found, known: SCRIPTS.len() as u32 });
        }
        Content::Ours(_) | Content::Empty => {}
    }
    check::pages(&connection)?;
    connect::make_durable(&connection, PATIENCE)?;
    migrate::migrate(&mut connection, SCRIPTS, Some(backups), now)?;
    Ok(connection)
}

/// Sets a damaged database aside, puts the newest good backup in its place, and adds what can be rescued.
fn replace(
    cause: String,
    path: &Path,
    now: Timestamp,
    notices: &mut Vec<Notice>,
) -> Result<Connection, Error> {
    let backups = path.with_file_name(BACKUPS);
    let aside = rescue::set_aside(path, now)?;
    let backup = rescue::put_back_newest(&backups, path, notices)?;
    let mut connection = sound(path, &backups, now)?;
    let rescued = rescue::rescue(&aside, &mut connection)?;
    notices.push(Notice::SetAside { cause, aside, backup, rescued });
    Ok(connection)
}

/// What is due from time to time. Its failures are told, and keep nobody from working.
fn upkeep(store: &mut Store, directory: &Path, now: Timestamp, notices: &mut Vec<Notice>) {
    let backups = directory.join(BACKUPS);
    if backup::is_due(&backup::list(&backups), now)
        && let Err(error) = back_up(&store.connection, &backups, now, notices)
    {
        notices.push(Notice::NoBackup { cause: error.to_string() });
    }
    if let Err(error) = store.empty_old_trash(now) {
        notices.push(Notice::Unreadable { cause: error.to_string() });
    }
}

/// Backs up a history that holds anything. While rows are damaged, no older backup is given up.
fn back_up(
    connection: &Connection,
    backups: &Path,
    now: Timestamp,
    notices: &mut Vec<Notice>,
) -> Result<(), Error> {
    let sittings: u32 = connection.query_row("SELECT count(*) FROM sittings", [], |row| row.get(0))?;
    if sittings == 0 {
        return Ok(());
    }
    let rows = check::damaged_rows(connection)?;
    if rows > 0 {
        notices.push(Notice::RowsDamaged { rows });
        return Ok(());
    }
    backup::make(connection, backups, now)?;
    backup::thin(backups, now);
    Ok(())
}

/// Copies every row that can be read into memory. The file is not touched.
fn copy_history(path: &Path, connection: &mut Connection) -> Result<(), Error> {
    // A write-ahead log needs a writable place to be read in.
    let wal = fs::metadata(wal_of(path)).is_ok_and(|wal| wal.len() > 0);
    let scratch = if wal { Scratch::copy(path).ok() } else { None };
    let source = match &scratch {
        Some(scratch) => scratch.open()?,
        None => connect::immutable(path)?,
    };
    let transaction = connection.transaction()?;
    for table in TABLES.into_iter().filter(|table| table.name != "locks") {
        let (rows, _) = table.rows(&source, "", &[])?;
        for row in rows {
            table.put(&transaction, row, Clash::Keep)?;
        }
    }
    transaction.commit()?;
    Ok(())
}
