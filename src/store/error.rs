//! What can go wrong with the history, sorted by what one can do about it.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::domain::sitting::SittingId;

/// Why the history could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The directory cannot be made or is none.
    #[error("`{}` cannot be used as the data directory: {source}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is a database of another program. It was not touched.
    #[error("`{}` belongs to another program", .0.display())]
    Foreign(PathBuf),
    /// Another process is writing and did not finish in time. Worth trying again.
    #[error("the history is locked by another process")]
    Busy,
    /// No room is left. Worth trying again.
    #[error("the disk is full")]
    Full,
    /// The disk failed. What was written last may not be on it; the next attempt opens the file anew.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// The file or its directory cannot be written.
    #[error("the history cannot be written: {0}")]
    NotWritable(String),
    /// The file is not what was written.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// Written by a newer version of this program. It was not touched.
    #[error("the history has schema {found}, and this version knows only schema {known}")]
    Newer {
        /// The schema of the file.
        found: u32,
        /// The latest schema known here.
        known: u32,
    },
    /// No sitting has this number.
    #[error("there is no sitting {0}")]
    NoSitting(SittingId),
    /// The log of this sitting was written to by somebody else.
    #[error("sitting {0} was changed by another process")]
    Conflict(SittingId),
    /// A value could not be turned into JSON or back.
    #[error("not valid in the history: {0}")]
    Json(#[from] serde_json::Error),
    /// What is to be imported is no export of ours.
    #[error("this is no export of greenroom: {0}")]
    NotAnExport(String),
    /// A file beside the database could not be read or written.
    #[error("{what} `{}`: {source}", path.display())]
    File {
        /// What was tried, in the words of the user.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Anything else that SQLite reports.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Whether the same attempt may succeed later.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Busy | Self::Full | Self::Disk(_))
    }

    pub(super) fn file(what: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::NotWritable(source.to_string())
            }
            _ => Self::File { what, path, source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(text),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::NotWritable(text)
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(text),
            _ => Self::Sqlite(error),
        }
    }
}
