//! The memory on disk: cards, grades, and what the learner has set.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::Store;
use super::error::Error;
use super::history::{integer, text};
use super::table::{CARDS, Clash, REVIEWS, SETTINGS, Values};
use crate::domain::schedule::{Card, CardId, Change, Deck, Grade, Origin, Review, Settings, Trace};
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Timestamp};

/// How many days of grades a [`Deck`] is read with.
const RECENT: i32 = 60;

impl Store {
    /// All cards, the grades of the last sixty days, and the settings. Damaged rows are left out; a damaged card is
    /// new again.
    pub fn deck(&self, today: Day) -> Result<Deck, Error> {
        let cards = self.cards()?.into_iter().map(|card| (card.id.clone(), card)).collect();
        let mut settings = Vec::new();
        for name in Settings::NAMES {
            settings.push((name, self.setting(name)?));
        }
        let settings = Settings::read(|name| {
            settings.iter().find(|(known, _)| *known == name).and_then(|(_, value)| value.clone())
        });
        Ok(Deck { cards, reviews: self.reviews(today.plus(-RECENT))?, settings })
    }

    /// All cards that have a row, by name, those whose content is gone included: see [`Deck::orphans`].
    pub fn cards(&self) -> Result<Vec<Card>, Error> {
        let (rows, _) = CARDS.rows(&self.connection, "ORDER BY id", &[])?;
        Ok(rows.iter().map(card).collect())
    }

    /// The grades given from a day on, in the order of time.
    pub fn reviews(&self, since: Day) -> Result<Vec<Review>, Error> {
        let from = [Value::from(i64::from(since.0))];
        let (rows, _) = REVIEWS.rows(&self.connection, "WHERE day >= ? ORDER BY wall, card", &from)?;
        Ok(rows.iter().filter_map(review).collect())
    }

    /// The names of cards whose numbers are out of range: the card is shown as if it were new.
    pub fn unsound_cards(&self) -> Result<Vec<CardId>, Error> {
        let (rows, _) = CARDS.rows(&self.connection, "ORDER BY id", &[])?;
        let is_unsound = |row: &&Values| {
            let is_graded = row.get(1).is_some_and(|value| *value != Value::Null);
            is_graded && trace(row).is_none_or(|trace| real(row, 1) != Some(f64::from(trace.stability)))
        };
        Ok(rows.iter().filter(is_unsound).map(|row| CardId(text(row, 0).to_owned())).collect())
    }
}

/// Writes a change of the memory.
pub fn apply(connection: &Connection, change: &Change) -> Result<(), Error> {
    match change {
        Change::Put(card) => drop(CARDS.put(connection, card_row(card), Clash::Replace)?),
        Change::Drop(id) => drop(connection.execute("DELETE FROM cards WHERE id = ?", [&id.0])?),
        Change::Graded(review) => drop(REVIEWS.put(connection, review_row(review), Clash::Keep)?),
        Change::TakenBack { card, at } => {
            let key = (&card.0, at.0);
            connection.execute("DELETE FROM reviews WHERE card = ? AND wall = ?", key)?;
        }
        Change::Set { name, value } if value.is_empty() => {
            connection.execute("DELETE FROM settings WHERE name = ?", [name])?;
        }
        Change::Set { name, value } => {
            let row = vec![(*name).to_owned().into(), value.clone().into()];
            SETTINGS.put(connection, row, Clash::Replace)?;
        }
    }
    Ok(())
}

fn card_row(card: &Card) -> Values {
    let trace = card.trace;
    let origin = card.origin.as_ref();
    vec![
        card.id.0.clone().into(),
        trace.map(|trace| f64::from(trace.stability)).into(),
        trace.map(|trace| f64::from(trace.difficulty)).into(),
        trace.map(|trace| i64::from(trace.last.0)).into(),
        i64::from(card.due.0).into(),
        card.buried.map(|day| i64::from(day.0)).into(),
        i64::from(card.suspended).into(),
        i64::from(card.reps).into(),
        i64::from(card.lapses).into(),
        card.added.0.into(),
        origin.and_then(|origin| origin.sitting).map(|sitting| sitting.0).into(),
        origin.map(|origin| origin.said.clone()).into(),
    ]
}

fn card(row: &Values) -> Card {
    let said = |said: &String| Origin { sitting: optional(row, 10).map(SittingId), said: said.clone() };
    Card {
        id: CardId(text(row, 0).to_owned()),
        trace: trace(row),
        due: Day(integer(row, 4) as i32),
        buried: optional(row, 5).map(|day| Day(day as i32)),
        suspended: integer(row, 6) != 0,
        reps: integer(row, 7).max(0) as u32,
        lapses: integer(row, 8).max(0) as u32,
        added: Timestamp(integer(row, 9)),
        origin: match row.get(11) {
            Some(Value::Text(text)) => Some(said(text)),
            _ => None,
        },
    }
}

fn trace(row: &Values) -> Option<Trace> {
    Trace::sound(real(row, 1)?, real(row, 2)?, Day(optional(row, 3)? as i32))
}

fn review_row(review: &Review) -> Values {
    vec![
        review.card.0.clone().into(),
        review.at.0.into(),
        i64::from(review.day.0).into(),
        i64::from(review.grade.number()).into(),
        review.proposed.map(|grade| i64::from(grade.number())).into(),
        i64::from(review.millis).into(),
        review.recall.into(),
        review.answer.clone().into(),
    ]
}

fn review(row: &Values) -> Option<Review> {
    Some(Review {
        card: CardId(text(row, 0).to_owned()),
        at: Timestamp(integer(row, 1)),
        day: Day(integer(row, 2) as i32),
        grade: Grade::from_number(integer(row, 3))?,
        proposed: optional(row, 4).and_then(Grade::from_number),
        millis: integer(row, 5).max(0) as u32,
        recall: real(row, 6).filter(|recall| recall.is_finite()),
        answer: text(row, 7).to_owned(),
    })
}

fn real(row: &Values, column: usize) -> Option<f64> {
    match row.get(column) {
        Some(Value::Real(number)) => Some(*number),
        _ => None,
    }
}

fn optional(row: &Values, column: usize) -> Option<i64> {
    match row.get(column) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}
