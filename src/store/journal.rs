//! Writing: one transaction for whatever is waiting, and "saved" only after the commit.

use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior};

use super::error::Error;
use super::table::{CLOCKS, Clash, DRAFTS, ENTRIES, POSITIONS, SEALS, SEARCHES, SETTINGS, SITTINGS, Values};
use super::{Store, reviews, snapshot};
use crate::domain::interview::entry::{Entry, Opening};
use crate::domain::interview::{Interview, Stamped};
use crate::domain::playbook::Snapshot;
use crate::domain::schedule::Change;
use crate::domain::sitting::{Draft, SittingId};
use crate::domain::time::{SessionTime, Timestamp};

/// How many recent searches are kept.
const SEARCHES_KEPT: u32 = 50;

/// One thing to be written. Writing the same thing twice is as good as once.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// An entry of a log, by its place in it; `Opened` has place 0.
    Entry {
        /// The sitting.
        sitting: SittingId,
        /// Its place in the log.
        place: usize,
        /// The entry.
        stamped: Stamped,
    },
    /// What stands in a pane; takes the place of what stood there.
    Draft {
        /// The sitting.
        sitting: SittingId,
        /// The draft.
        draft: Draft,
        /// When.
        wall: Timestamp,
    },
    /// The session clock ran this far.
    Clock {
        /// The sitting.
        sitting: SittingId,
        /// Session time.
        at: SessionTime,
        /// Wall time.
        wall: Timestamp,
    },
    /// The overall score of a sitting, for lists.
    Score {
        /// The sitting.
        sitting: SittingId,
        /// 0 to 100.
        score: u32,
    },
    /// A search that led somewhere.
    Search {
        /// As typed.
        query: String,
        /// When.
        wall: Timestamp,
    },
    /// How far a page was read.
    Position {
        /// The page.
        page: String,
        /// As the reader counts.
        offset: u64,
        /// When.
        wall: Timestamp,
    },
    /// A sealed page was opened on request.
    Seal {
        /// The page.
        page: String,
        /// When.
        wall: Timestamp,
    },
    /// A change of the memory.
    Memory(Change),
    /// A choice of the user.
    Setting {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
}

impl Write {
    /// The sitting it belongs to, if it belongs to one.
    fn sitting(&self) -> Option<SittingId> {
        match self {
            Self::Entry { sitting, .. }
            | Self::Draft { sitting, .. }
            | Self::Clock { sitting, .. }
            | Self::Score { sitting, .. } => Some(*sitting),
            Self::Search { .. }
            | Self::Position { .. }
            | Self::Seal { .. }
            | Self::Memory(_)
            | Self::Setting { .. } => None,
        }
    }
}

/// Collects what is to be written. What could not be written stays, and is tried again with the next commit.
#[derive(Debug, Default)]
pub struct Writer {
    pending: Vec<Write>,
}

impl Writer {
    /// Adds one thing. A newer draft, heartbeat or reading position takes the place of one that still waits.
    pub fn push(&mut self, write: Write) {
        if let Some(waiting) = self.pending.iter_mut().find(|waiting| is_newer_of(&write, waiting)) {
            *waiting = write;
        } else {
            self.pending.push(write);
        }
    }

    /// Drops what waits for a sitting that cannot be written to any more.
    pub fn forget(&mut self, sitting: SittingId) {
        self.pending.retain(|write| write.sitting() != Some(sitting));
    }

    /// How much waits to be written.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Writes all that waits in one transaction; it is on disk when this returns `Ok`.
    pub fn commit(&mut self, store: &mut Store) -> Result<(), Error> {
        store.commit(&self.pending)?;
        self.pending.clear();
        Ok(())
    }
}

fn is_newer_of(write: &Write, waiting: &Write) -> bool {
    match (write, waiting) {
        (Write::Draft { sitting, draft, .. }, Write::Draft { sitting: other, draft: old, .. }) => {
            sitting == other && draft.pane == old.pane
        }
        (Write::Clock { sitting, .. }, Write::Clock { sitting: other, .. })
        | (Write::Score { sitting, .. }, Write::Score { sitting: other, .. }) => sitting == other,
        (Write::Position { page, .. }, Write::Position { page: other, .. }) => page == other,
        (Write::Setting { name, .. }, Write::Setting { name: other, .. }) => name == other,
        _ => false,
    }
}

impl Store {
    /// Begins to keep an interview, with all of its log so far, and returns its number.
    pub fn begin(&mut self, interview: &Interview, content: &Snapshot) -> Result<SittingId, Error> {
        self.change(|connection| {
            let next = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'sittings'";
            let id = SittingId(connection.query_row(next, [], |row| row.get(0))?);
            let snapshot = snapshot::keep(connection, content)?;
            let first = interview.log().first().expect("an interview begins with its opening");
            SITTINGS.put(connection, row_of(id, interview.opening(), &snapshot, first.wall), Clash::Keep)?;
            for (place, stamped) in interview.log().iter().enumerate() {
                write_entry(connection, id, place, stamped)?;
            }
            Ok(id)
        })
    }

    /// Writes all of this in one transaction; it is on disk when this returns `Ok`, and none of it otherwise.
    pub fn commit(&mut self, writes: &[Write]) -> Result<(), Error> {
        if writes.is_empty() {
            return Ok(());
        }
        self.change(|connection| writes.iter().try_for_each(|write| apply(connection, write)))
    }

    /// Runs changes in one transaction. After a failure of the disk the file is opened anew, and looked through,
    /// before anything else is written.
    pub(super) fn change<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.lost {
            self.reopen()?;
        }
        let outcome = self.transact(work);
        self.lost = matches!(outcome, Err(Error::Disk(_) | Error::Damaged(_)));
        outcome
    }

    fn transact<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

fn apply(connection: &Connection, write: &Write) -> Result<(), Error> {
    match write {
        Write::Entry { sitting, place, stamped } => write_entry(connection, *sitting, *place, stamped),
        Write::Draft { sitting, draft, wall } => write_draft(connection, *sitting, draft, *wall),
        Write::Clock { sitting, at, wall } => {
            must_be_known(connection, *sitting)?;
            CLOCKS.put(connection, vec![sitting.0.into(), time(*at), wall.0.into()], Clash::Replace)?;
            Ok(())
        }
        Write::Score { sitting, score } => amend(connection, *sitting, "score", Some(i64::from(*score))),
        Write::Search { query, wall } => write_search(connection, query, *wall),
        Write::Position { page, offset, wall } => {
            let row = vec![page.clone().into(), (*offset as i64).into(), wall.0.into()];
            POSITIONS.put(connection, row, Clash::Replace)?;
            Ok(())
        }
        Write::Seal { page, wall } => {
            SEALS.put(connection, vec![page.clone().into(), wall.0.into()], Clash::Keep)?;
            Ok(())
        }
        Write::Memory(change) => reviews::apply(connection, change),
        Write::Setting { name, value } => {
            SETTINGS.put(connection, vec![name.clone().into(), value.clone().into()], Clash::Replace)?;
            Ok(())
        }
    }
}

fn write_entry(
    connection: &Connection,
    sitting: SittingId,
    place: usize,
    stamped: &Stamped,
) -> Result<(), Error> {
    let row = entry_row(sitting, place, stamped)?;
    let key = [sitting.0.into(), Value::from(place as i64)];
    must_be_known(connection, sitting)?;
    if !ENTRIES.put(connection, row.clone(), Clash::Keep)? {
        let (there, _) = ENTRIES.rows(connection, "WHERE sitting = ? AND seq = ?", &key)?;
        return if there == [row] { Ok(()) } else { Err(Error::Conflict(sitting)) };
    }
    if matches!(stamped.entry, Entry::Finished { .. }) {
        amend(connection, sitting, "finished", Some(1))?;
    }
    Ok(())
}

fn write_draft(
    connection: &Connection,
    sitting: SittingId,
    draft: &Draft,
    wall: Timestamp,
) -> Result<(), Error> {
    must_be_known(connection, sitting)?;
    let row = vec![
        sitting.0.into(),
        draft.pane.id().to_owned().into(),
        draft.text.clone().into(),
        (draft.caret as i64).into(),
        time(draft.at),
        wall.0.into(),
    ];
    DRAFTS.put(connection, row, Clash::Replace)?;
    Ok(())
}

fn write_search(connection: &Connection, query: &str, wall: Timestamp) -> Result<(), Error> {
    SEARCHES.put(connection, vec![query.to_owned().into(), wall.0.into()], Clash::Replace)?;
    let surplus = "DELETE FROM searches WHERE query NOT IN
        (SELECT query FROM searches ORDER BY wall DESC, query LIMIT ?1)";
    connection.execute(surplus, [SEARCHES_KEPT])?;
    Ok(())
}

/// Rows that belong to a sitting need one.
pub fn must_be_known(connection: &Connection, sitting: SittingId) -> Result<(), Error> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM sittings WHERE id = ?")?;
    if statement.exists([sitting.0])? { Ok(()) } else { Err(Error::NoSitting(sitting)) }
}

/// Changes one column of a sitting, and its check sum.
pub fn amend(
    connection: &Connection,
    sitting: SittingId,
    column: &str,
    value: Option<i64>,
) -> Result<(), Error> {
    let (rows, damaged) = SITTINGS.rows(connection, "WHERE id = ?", &[sitting.0.into()])?;
    let Some(mut row) = rows.into_iter().next() else {
        // A damaged row keeps its wrong check sum, so that it stays known as damaged.
        return if damaged > 0 { Ok(()) } else { Err(Error::NoSitting(sitting)) };
    };
    let cell = SITTINGS.columns.iter().zip(&mut row).find(|(name, _)| **name == column);
    *cell.expect("only columns of this table are amended").1 = value.into();
    SITTINGS.put(connection, row, Clash::Replace)?;
    Ok(())
}

/// The row of a sitting, as its opening has it.
pub fn row_of(id: SittingId, opening: &Opening, snapshot: &str, wall: Timestamp) -> Values {
    let minutes = (opening.plan.total().whole_seconds() + 30) / 60;
    vec![
        id.0.into(),
        opening.case.to_string().into(),
        opening.title.clone().into(),
        snapshot.to_owned().into(),
        wall.0.into(),
        word(&opening.mode),
        word(&opening.level),
        (minutes as i64).into(),
        0.into(),
        Value::Null,
        Value::Null,
    ]
}

fn entry_row(sitting: SittingId, place: usize, stamped: &Stamped) -> Result<Values, Error> {
    let json = serde_json::to_string(&stamped.entry)?;
    Ok(vec![sitting.0.into(), (place as i64).into(), time(stamped.at), stamped.wall.0.into(), json.into()])
}

/// The word under which an enum of plain words is kept: the one that serde has for it.
fn word<T: serde::Serialize>(value: &T) -> Value {
    let json = serde_json::to_value(value).expect("an enum of plain words is a word in JSON");
    json.as_str().unwrap_or_default().to_owned().into()
}

fn time(at: SessionTime) -> Value {
    Value::Integer(i64::try_from(at.0).unwrap_or(i64::MAX))
}
