//! The figures of sittings, kept beside them, and the grades by day.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::types::Value;

use super::error::Error;
use super::history::{integer, text};
use super::table::{Clash, FIGURES};
use super::{Filter, Store, journal, snapshot};
use crate::domain::interview::Interview;
use crate::domain::playbook::Snapshot;
use crate::domain::progress::{FigureReader, Figures, Record, ReviewDay, Sat};
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Now, Timestamp};

/// A finished sitting whose figures are still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmarked {
    /// Which.
    pub id: SittingId,
    /// The length of its log.
    pub places: usize,
    opened: Timestamp,
    day: Day,
}

/// What was read last, so that sittings of one case share it.
pub type LastSnapshot = Option<(String, Arc<Snapshot>)>;

impl Store {
    /// All that progress is read from. Figures that are missing are made and kept, after `tell` was told how many
    /// there are; a sitting that cannot be read is left out.
    pub fn record(&mut self, now: Now, tell: impl FnOnce(usize)) -> Result<Record, Error> {
        let (mut record, missing) = self.known_record(now)?;
        tell(missing.len());
        let (mut reader, mut last, mut made) = (FigureReader::default(), None, Vec::new());
        for of in missing {
            let Ok((interview, snapshot)) = self.to_mark(of.id, &mut last) else { continue };
            let figures = reader.read(&interview, &snapshot);
            record.sittings.push(Sat { id: of.id, opened: of.opened, day: of.day, figures: figures.clone() });
            made.push((of, figures));
        }
        self.keep_figures(&made);
        record.waiting = 0;
        Ok(record)
    }

    /// What is known at once, and the sittings whose figures are still to be made, those of one case in a row.
    pub fn known_record(&self, now: Now) -> Result<(Record, Vec<Unmarked>), Error> {
        let rows = self.list(&Filter::default())?.rows;
        let mut known = self.figures()?;
        let (mut sittings, mut missing) = (Vec::new(), Vec::new());
        for row in rows.into_iter().filter(|row| row.finished) {
            let places = self.places(row.id)?;
            let day = Now { wall: row.opened, ..now }.day();
            match known.remove(&row.id).filter(|(kept, _)| *kept == places) {
                Some((_, figures)) => sittings.push(Sat { id: row.id, opened: row.opened, day, figures }),
                None => missing.push((row.case, Unmarked { id: row.id, places, opened: row.opened, day })),
            }
        }
        missing.sort_by(|(a, _), (b, _)| a.cmp(b));
        let missing: Vec<Unmarked> = missing.into_iter().map(|(_, of)| of).collect();
        let (reviews, deck) = (self.review_days()?, self.deck(now.day())?);
        Ok((Record { sittings, reviews, deck, waiting: missing.len() }, missing))
    }

    /// A sitting as it is marked.
    pub fn to_mark(
        &self,
        id: SittingId,
        last: &mut LastSnapshot,
    ) -> Result<(Interview, Arc<Snapshot>), Error> {
        let (log, _) = self.log(id)?;
        let opening = |_| Error::Damaged(format!("the opening of sitting {id} is not readable"));
        let interview = Interview::replay(log).map_err(opening)?;
        let name = self.snapshot_of(id, &interview)?;
        if let Some((_, snapshot)) = last.as_ref().filter(|(known, _)| *known == name) {
            return Ok((interview, Arc::clone(snapshot)));
        }
        let snapshot = Arc::new(snapshot::load(&self.connection, &name)?);
        *last = Some((name, Arc::clone(&snapshot)));
        Ok((interview, snapshot))
    }

    /// A cache: where it cannot be written, the figures are made again next time.
    pub fn keep_figures(&mut self, made: &[(Unmarked, Figures)]) {
        if made.is_empty() {
            return;
        }
        let _ = self.change(|connection| {
            for (of, figures) in made {
                // One that was deleted meanwhile has no figures.
                if journal::must_be_known(connection, of.id).is_ok() {
                    let json = serde_json::to_string(figures)?;
                    let row = vec![of.id.0.into(), (of.places as i64).into(), json.into()];
                    FIGURES.put(connection, row, Clash::Replace)?;
                }
            }
            Ok(())
        });
    }

    /// With the length of the log that they were made from. Figures of another form are as good as none.
    fn figures(&self) -> Result<BTreeMap<SittingId, (usize, Figures)>, Error> {
        let (rows, _) = FIGURES.rows(&self.connection, "", &[])?;
        let known = rows.iter().filter_map(|row: &Vec<Value>| {
            let figures = serde_json::from_str(text(row, 2)).ok()?;
            Some((SittingId(integer(row, 0)), (integer(row, 1).max(0) as usize, figures)))
        });
        Ok(known.collect())
    }

    /// The grades by day, oldest first.
    pub fn review_days(&self) -> Result<Vec<ReviewDay>, Error> {
        let by_day =
            "SELECT day, count(*), count(recall), coalesce(sum(recall IS NOT NULL AND grade > 1), 0),
            sum(millis) FROM reviews GROUP BY day ORDER BY day";
        let mut statement = self.connection.prepare_cached(by_day)?;
        let days = statement.query_map([], |row| {
            Ok(ReviewDay {
                day: Day(row.get(0)?),
                grades: row.get(1)?,
                repeated: row.get(2)?,
                recalled: row.get(3)?,
                millis: row.get::<_, i64>(4)?.max(0) as u64,
            })
        })?;
        Ok(days.collect::<Result<_, _>>()?)
    }
}
