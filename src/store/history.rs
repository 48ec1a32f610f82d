//! Reading: lists of sittings, whole sittings, the trash.

use rusqlite::types::Value;

use super::error::Error;
use super::table::{CLOCKS, DRAFTS, ENTRIES, SITTINGS, Values};
use super::{Store, journal, snapshot};
use crate::domain::id::CaseId;
use crate::domain::interview::{Interview, Stamped};
use crate::domain::sitting::{Draft, Pane, Sitting, SittingId, SittingRow};
use crate::domain::time::{SessionTime, Timestamp};

/// How long a sitting stays in the trash, in milliseconds.
pub const TRASH_KEPT: i64 = 30 * 24 * 3_600_000;

/// Which sittings to list. The default lists all but the trash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this case.
    pub case: Option<CaseId>,
    /// At most so many.
    pub limit: Option<usize>,
    /// The trash instead of the history.
    pub trashed: bool,
}

/// Sittings, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The rows.
    pub rows: Vec<SittingRow>,
    /// How many rows are left out because the file is damaged.
    pub damaged: usize,
}

/// A sitting as read from the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What could be read.
    pub sitting: Sitting,
    /// How many entries and drafts are left out because the file is damaged.
    pub damaged: usize,
}

impl Store {
    /// Lists sittings, newest first.
    pub fn list(&self, filter: &Filter) -> Result<Listing, Error> {
        let (mut rows, damaged) = SITTINGS.rows(&self.connection, "ORDER BY id DESC", &[])?;
        let wanted = |row: &Values| {
            let trashed = !matches!(row.last(), Some(Value::Null));
            let case = filter.case.as_ref().is_none_or(|case| text(row, 1) == case.as_str());
            case && trashed == filter.trashed
        };
        rows.retain(wanted);
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        let rows = rows.iter().map(|row| self.listed(row)).collect::<Result<_, Error>>()?;
        Ok(Listing { rows, damaged })
    }

    /// The newest sitting that is neither finished nor in the trash.
    pub fn unfinished(&self) -> Result<Option<Loaded>, Error> {
        let newest = "SELECT max(id) FROM sittings WHERE finished = 0 AND trashed IS NULL";
        let id: Option<i64> = self.connection.query_row(newest, [], |row| row.get(0))?;
        id.map(|id| self.sitting(SittingId(id))).transpose()
    }

    /// Reads a sitting, in the trash or not.
    pub fn sitting(&self, id: SittingId) -> Result<Loaded, Error> {
        let key = [Value::from(id.0)];
        let (entries, damaged_entries) = self.entries(id)?;
        let (drafts, damaged_drafts) =
            DRAFTS.rows(&self.connection, "WHERE sitting = ? ORDER BY pane", &key)?;
        let (clocks, _) = CLOCKS.rows(&self.connection, "WHERE sitting = ?", &key)?;
        let log = entries.iter().map(stamped).collect::<Result<Vec<Stamped>, Error>>()?;
        let opening = || Error::Damaged(format!("the opening of sitting {id} is not readable"));
        let interview = Interview::replay(log).map_err(|_| opening())?;
        let signs = entries.iter().map(|row| (integer(row, 2), integer(row, 3)));
        let signs = signs.chain(drafts.iter().map(|row| (integer(row, 4), integer(row, 5))));
        let signs = signs.chain(clocks.iter().map(|row| (integer(row, 1), integer(row, 2))));
        let (clock, seen) = signs.fold((0, i64::MIN), Ord::max);
        let drafts: Vec<Draft> = drafts.iter().filter_map(draft).collect();
        let snapshot = snapshot::load(&self.connection, &self.snapshot_of(id, &interview)?)?;
        let clock = SessionTime(clock.max(0) as u64);
        let sitting = Sitting { id, interview, snapshot, drafts, clock, seen: Timestamp(seen) };
        Ok(Loaded { sitting, damaged: damaged_entries + damaged_drafts })
    }

    /// The log of a sitting, also where what it was sat with cannot be read; and how many entries are left out
    /// because the file is damaged.
    pub fn log(&self, id: SittingId) -> Result<(Vec<Stamped>, usize), Error> {
        let (entries, damaged) = self.entries(id)?;
        Ok((entries.iter().map(stamped).collect::<Result<_, Error>>()?, damaged))
    }

    /// How many places the log of a sitting takes, those of damaged entries included. The next entry goes there.
    pub fn places(&self, id: SittingId) -> Result<usize, Error> {
        let next = "SELECT coalesce(max(seq) + 1, 0) FROM entries WHERE sitting = ?";
        Ok(self.connection.prepare_cached(next)?.query_row([id.0], |row| row.get::<_, i64>(0))? as usize)
    }

    fn entries(&self, id: SittingId) -> Result<(Vec<Values>, usize), Error> {
        let of_sitting = "WHERE sitting = ? ORDER BY seq";
        let (entries, damaged) = ENTRIES.rows(&self.connection, of_sitting, &[id.0.into()])?;
        if entries.is_empty() && damaged == 0 {
            return Err(Error::NoSitting(id));
        }
        Ok((entries, damaged))
    }

    /// Puts a sitting into the trash, where it stays for thirty days.
    pub fn trash(&mut self, id: SittingId, now: Timestamp) -> Result<(), Error> {
        self.change(|connection| journal::amend(connection, id, "trashed", Some(now.0)))
    }

    /// Takes a sitting out of the trash.
    pub fn restore(&mut self, id: SittingId) -> Result<(), Error> {
        self.change(|connection| journal::amend(connection, id, "trashed", None))
    }

    /// Deletes a sitting for good. It may still stand in backups.
    pub fn purge(&mut self, id: SittingId) -> Result<(), Error> {
        self.change(|connection| match connection.execute("DELETE FROM sittings WHERE id = ?", [id.0])? {
            0 => Err(Error::NoSitting(id)),
            _ => snapshot::collect(connection),
        })
    }

    /// Deletes for good what has been in the trash for thirty days.
    pub(super) fn empty_old_trash(&mut self, now: Timestamp) -> Result<(), Error> {
        let before = now.0.saturating_sub(TRASH_KEPT);
        let old: u32 = self.connection.query_row(
            "SELECT count(*) FROM sittings WHERE trashed < ?",
            [before],
            |row| row.get(0),
        )?;
        if old == 0 {
            return Ok(());
        }
        self.change(|connection| {
            connection.execute("DELETE FROM sittings WHERE trashed < ?", [before])?;
            snapshot::collect(connection)
        })
    }

    pub(super) fn listed(&self, row: &Values) -> Result<SittingRow, Error> {
        let id = integer(row, 0);
        // Session time never runs backwards, so the last entry has the latest.
        let used = "SELECT max(
            coalesce((SELECT at FROM entries WHERE sitting = ?1 ORDER BY seq DESC LIMIT 1), 0),
            coalesce((SELECT at FROM clocks WHERE sitting = ?1), 0)),
            (SELECT json_valid(json) AND json_extract(json, '$.speak') FROM entries WHERE sitting = ?1 AND seq = 0)";
        let (used, spoken): (i64, Option<bool>) =
            self.connection.prepare_cached(used)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let invalid = |_| Error::Damaged(format!("the case of sitting {id} is not readable"));
        Ok(SittingRow {
            id: SittingId(id),
            case: CaseId::new(text(row, 1)).map_err(invalid)?,
            title: text(row, 2).to_owned(),
            opened: Timestamp(integer(row, 4)),
            mode: serde_json::from_value(text(row, 5).into())?,
            level: serde_json::from_value(text(row, 6).into())?,
            minutes: integer(row, 7) as u32,
            used: SessionTime(used as u64),
            finished: integer(row, 8) != 0,
            spoken: spoken.unwrap_or(false),
            score: matches!(row.get(9), Some(Value::Integer(_))).then(|| integer(row, 9) as u32),
        })
    }

    /// By the sitting's row, or by its opening where the row is damaged.
    pub(super) fn snapshot_of(&self, id: SittingId, interview: &Interview) -> Result<String, Error> {
        let (rows, _) = SITTINGS.rows(&self.connection, "WHERE id = ?", &[id.0.into()])?;
        let named = rows.first().map(|row| text(row, 3).to_owned());
        Ok(named.unwrap_or_else(|| interview.opening().snapshot.clone()))
    }
}

/// The entry in a row of `entries`.
pub fn stamped(row: &Values) -> Result<Stamped, Error> {
    Ok(Stamped {
        at: SessionTime(integer(row, 2).max(0) as u64),
        wall: Timestamp(integer(row, 3)),
        entry: serde_json::from_str(text(row, 4))?,
    })
}

fn draft(row: &Values) -> Option<Draft> {
    Some(Draft {
        pane: Pane::from_id(text(row, 1))?,
        text: text(row, 2).to_owned(),
        caret: integer(row, 3).max(0) as usize,
        at: SessionTime(integer(row, 4).max(0) as u64),
    })
}

/// A text of a row.
pub fn text(row: &Values, column: usize) -> &str {
    match row.get(column) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// A whole number of a row; 0 where there is none.
pub fn integer(row: &Values, column: usize) -> i64 {
    match row.get(column) {
        Some(Value::Integer(number)) => *number,
        _ => 0,
    }
}
