//! The figures of sittings, kept beside them, and the grades by day.

use std::collections::BTreeMap;

use rusqlite::types::Value;

use super::error::Error;
use super::history::{integer, text};
use super::table::{Clash, FIGURES};
use super::{Filter, Store, journal};
use crate::domain::progress::{Figures, Record, ReviewDay, Sat};
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Now};

impl Store {
    /// All that progress is read from. Figures that are missing are made and kept; a sitting that cannot be read is
    /// left out.
    pub fn record(&mut self, now: Now) -> Result<Record, Error> {
        let rows = self.list(&Filter::default())?.rows;
        let mut known = self.figures()?;
        let (mut sittings, mut made) = (Vec::new(), Vec::new());
        for row in rows.into_iter().filter(|row| row.finished) {
            let places = self.places(row.id)?;
            let kept = known.remove(&row.id).filter(|(kept, _)| *kept == places).map(|(_, figures)| figures);
            let figures = if let Some(figures) = kept {
                figures
            } else {
                let Ok(loaded) = self.sitting(row.id) else { continue };
                let figures = Figures::read(&loaded.sitting);
                made.push((row.id, places, serde_json::to_string(&figures)?));
                figures
            };
            let day = Now { wall: row.opened, ..now }.day();
            sittings.push(Sat { id: row.id, opened: row.opened, day, figures });
        }
        self.keep_figures(&made);
        Ok(Record { sittings, reviews: self.review_days()?, deck: self.deck(now.day())? })
    }

    /// A cache: where it cannot be written, the figures are made again next time.
    fn keep_figures(&mut self, made: &[(SittingId, usize, String)]) {
        if made.is_empty() {
            return;
        }
        let _ = self.change(|connection| {
            for (id, places, json) in made {
                journal::must_be_known(connection, *id)?;
                let row = vec![id.0.into(), (*places as i64).into(), json.clone().into()];
                FIGURES.put(connection, row, Clash::Replace)?;
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
