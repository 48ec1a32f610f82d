//! The history on disk: one SQLite file, `greenroom.db`, in the data directory.
//!
//! What is said to be saved is saved: each commit is synchronized. A damaged file is set aside and never deleted,
//! a backup takes its place, and what is still sound in it is added. Where nothing can be written, the history
//! is read into memory and the session goes on there. Knows the log and what a sitting was sat with; does not
//! know what any of it means. Everything here blocks: it belongs on a thread of its own.

mod backup;
mod care;
mod check;
mod connect;
mod error;
mod figures;
mod history;
mod journal;
mod lock;
mod migrate;
mod notice;
mod open;
mod rescue;
mod reviews;
mod shelf;
mod snapshot;
mod table;
mod transfer;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::domain::time::Timestamp;

pub use backup::Backup;
pub use care::Erased;
pub use error::Error;
pub use figures::{LastSnapshot, Unmarked};
pub use history::{Filter, Listing, Loaded};
pub use journal::{Write, Writer};
pub use lock::{Claim, Process};
pub use notice::{Notice, Rescued, Standing, Why};
pub use open::{BACKUPS, DATABASE};
pub use transfer::{Exported, Imported};

/// The history, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    standing: Standing,
    path: PathBuf,
    patience: Duration,
    /// The last write met a failure of the disk; the file is to be opened anew before the next.
    lost: bool,
}

/// The history with what is to be said about how it was found.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub store: Store,
    /// To be told once.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Opens the history in a data directory and makes both where they are missing. Where nothing can be written,
    /// the history is in memory, and [`Store::standing`] says why.
    pub fn open(directory: &Path, now: Timestamp) -> Result<Opened, Error> {
        open::open(directory, now)
    }

    /// The cases that were sat and the pages that were unsealed, by a look at the file that takes no time and
    /// changes nothing; none where that does not work.
    pub fn glance_unsealed(directory: &Path) -> BTreeSet<String> {
        let path = directory.join(DATABASE);
        let looked = connect::glance(&path).and_then(|connection| shelf::unsealed(&connection));
        looked.unwrap_or_default()
    }

    /// An empty history that is gone when the program ends.
    pub fn in_memory() -> Result<Self, Error> {
        open::in_memory(Why::Asked)
    }

    /// Whether what is written is kept.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// How long a write waits for another process before it fails with [`Error::Busy`]; 5 s if not told otherwise.
    pub fn wait_at_most(&mut self, patience: Duration) -> Result<(), Error> {
        self.patience = patience;
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// Opens the file anew and looks through it.
    fn reopen(&mut self) -> Result<(), Error> {
        if self.standing != Standing::Kept {
            return Ok(());
        }
        let connection = connect::to_write(&self.path, self.patience)?;
        check::pages(&connection)?;
        connect::make_durable(&connection, self.patience)?;
        self.connection = connection;
        Ok(())
    }
}
