//! What the user is told about the state of the history.

use std::fmt;
use std::path::PathBuf;

/// Whether what is written is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// On disk.
    Kept,
    /// In memory only, until the program ends. To be shown all the time.
    MemoryOnly(Why),
}

/// Why nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The directory or file cannot be written.
    NotWritable {
        /// The directory.
        directory: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// No room to open the file.
    DiskFull {
        /// The directory.
        directory: PathBuf,
    },
    /// Written by a newer version of this program.
    Newer {
        /// The schema of the file.
        found: u32,
        /// The latest schema known here.
        known: u32,
    },
    /// The caller asked for it.
    Asked,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWritable { directory, cause } => {
                write!(
                    formatter,
                    "nothing will be saved: `{}` cannot be written ({cause})",
                    directory.display()
                )
            }
            Self::DiskFull { directory } => {
                write!(formatter, "nothing will be saved: no room is left in `{}`", directory.display())
            }
            Self::Newer { found, known } => write!(
                formatter,
                "nothing will be saved: the history was written by a newer greenroom (schema {found}, this one \
                 knows {known}); update greenroom to go on with it"
            ),
            Self::Asked => formatter.write_str("nothing will be saved"),
        }
    }
}

/// How much was rescued from a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rescued {
    /// Sittings that the backup did not hold.
    pub sittings: usize,
    /// Entries of logs that the backup did not hold.
    pub entries: usize,
    /// Rows that were lost: found, but changed by the damage.
    pub lost: usize,
}

/// Something that happened while opening, to be told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The file was damaged; it was renamed, never deleted.
    SetAside {
        /// What is wrong with it.
        cause: String,
        /// Where it is now.
        aside: PathBuf,
        /// The backup that was put in its place, if there was a good one.
        backup: Option<PathBuf>,
        /// What else could be read from it.
        rescued: Rescued,
    },
    /// The file was gone, and a backup took its place.
    Restored {
        /// The backup.
        backup: PathBuf,
    },
    /// A backup was passed over.
    BackupDamaged {
        /// The backup.
        backup: PathBuf,
    },
    /// The backup that was due could not be made.
    NoBackup {
        /// What went wrong.
        cause: String,
    },
    /// Single rows were changed by damage; backups are kept as they are.
    RowsDamaged {
        /// How many.
        rows: usize,
    },
    /// The history could not be read, beside that nothing is saved.
    Unreadable {
        /// What went wrong.
        cause: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SetAside { cause, aside, backup, rescued } => {
                write!(
                    formatter,
                    "the history was damaged ({cause}) and set aside as `{}`; ",
                    aside.display()
                )?;
                match backup {
                    Some(backup) => write!(formatter, "the backup `{}` took its place", backup.display())?,
                    None => formatter.write_str("no backup was there to take its place")?,
                }
                let Rescued { sittings, entries, lost } = rescued;
                write!(
                    formatter,
                    "; rescued from it: {sittings} sittings, {entries} entries; unreadable rows: {lost}"
                )
            }
            Self::Restored { backup } => {
                write!(formatter, "the history was gone; the backup `{}` took its place", backup.display())
            }
            Self::BackupDamaged { backup } => {
                write!(formatter, "the backup `{}` is damaged and was passed over", backup.display())
            }
            Self::NoBackup { cause } => write!(formatter, "no backup could be made: {cause}"),
            Self::RowsDamaged { rows } => {
                write!(
                    formatter,
                    "{rows} rows of the history are damaged; older backups are kept as they are"
                )
            }
            Self::Unreadable { cause } => write!(formatter, "the history could not be read: {cause}"),
        }
    }
}
