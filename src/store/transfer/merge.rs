//! Rows from elsewhere, added to those that are here.
//!
//! An interview is the same here and there when its opening is: same case, moment, seed and plan. Where one of the
//! two logs goes on from the other, the longer is kept; where they part, the one that is here.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{CARRIED, Exported, Imported, Rule};
use crate::domain::sitting::SittingId;
use crate::store::error::Error;
use crate::store::history::integer;
use crate::store::table::{CARDS, Clash, ENTRIES, REVIEWS, SITTINGS, Table, Values};

/// What becomes of an interview from elsewhere.
#[derive(Debug, Clone, Copy)]
struct Fate {
    /// Its number here.
    id: i64,
    /// Whether its rows are taken.
    is_taken: bool,
}

/// Adds everything.
pub fn merge(source: &Exported, connection: &Connection) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let mut fates: BTreeMap<i64, Fate> = BTreeMap::new();
    let logs = logs(source);
    for ((table, rule), (_, rows)) in CARRIED.into_iter().zip(&source.tables) {
        for row in rows {
            if table.name == SITTINGS.name {
                let log = logs.get(&integer(row, 0)).map_or(&[][..], Vec::as_slice);
                let fate = sitting(connection, row, log, &mut imported)?;
                fates.insert(integer(row, 0), fate);
                continue;
            }
            let Some(row) = moved(connection, table, row.clone(), &fates)? else { continue };
            let is_new = put(connection, table, rule, row)?;
            imported.entries += usize::from(is_new && table.name == ENTRIES.name);
            imported.reviews += usize::from(is_new && table.name == REVIEWS.name);
        }
    }
    Ok(imported)
}

fn logs(source: &Exported) -> BTreeMap<i64, Vec<&Values>> {
    let mut logs: BTreeMap<i64, Vec<&Values>> = BTreeMap::new();
    let entries = source.tables.iter().filter(|(table, _)| table.name == ENTRIES.name);
    for row in entries.flat_map(|(_, rows)| rows) {
        logs.entry(integer(row, 0)).or_default().push(row);
    }
    logs
}

/// Places an interview: under the number of the same one here, under its own where that is free, else under the next.
fn sitting(
    connection: &Connection,
    row: &Values,
    log: &[&Values],
    imported: &mut Imported,
) -> Result<Fate, Error> {
    let (alike, _) = SITTINGS.rows(
        connection,
        "WHERE case_id = ? AND opened = ? ORDER BY id",
        &[row.get(1).cloned().unwrap_or(Value::Null), integer(row, 4).into()],
    )?;
    for here in alike {
        let id = integer(&here, 0);
        let (ours, _) = ENTRIES.rows(connection, "WHERE sitting = ? ORDER BY seq", &[id.into()])?;
        let is_equal = |one: &Values, other: &Values| one.get(1..) == other.get(1..);
        let mut pairs = ours.iter().zip(log.iter().copied());
        if !pairs.next().is_some_and(|(ours, theirs)| is_equal(ours, theirs)) {
            continue;
        }
        if !pairs.all(|(ours, theirs)| is_equal(ours, theirs)) {
            imported.differing.push(SittingId(id));
            return Ok(Fate { id, is_taken: false });
        }
        if log.len() > ours.len() {
            go_on(connection, here, row)?;
        }
        return Ok(Fate { id, is_taken: log.len() >= ours.len() });
    }
    let next = "SELECT CASE WHEN EXISTS (SELECT 1 FROM sittings WHERE id = ?1)
        THEN (SELECT max(seq) + 1 FROM sqlite_sequence WHERE name = 'sittings') ELSE ?1 END";
    let id: i64 = connection.query_row(next, [integer(row, 0)], |row| row.get(0))?;
    SITTINGS.put(connection, with(row.clone(), 0, id.into()), Clash::Keep)?;
    imported.sittings += 1;
    Ok(Fate { id, is_taken: true })
}

/// The interview went on elsewhere: so does its row here, but for its place in the trash.
fn go_on(connection: &Connection, here: Values, there: &Values) -> Result<(), Error> {
    let mut row = here;
    for (place, column) in SITTINGS.columns.iter().enumerate() {
        if matches!(*column, "finished" | "score") {
            row = with(row, place, there.get(place).cloned().unwrap_or(Value::Null));
        }
    }
    SITTINGS.put(connection, row, Clash::Replace)?;
    Ok(())
}

/// A row with the number that its interview has here; none where the interview is not taken.
fn moved(
    connection: &Connection,
    table: &Table,
    row: Values,
    fates: &BTreeMap<i64, Fate>,
) -> Result<Option<Values>, Error> {
    let Some(place) = table.columns.iter().position(|column| *column == "sitting") else {
        return Ok(Some(row));
    };
    let Some(Value::Integer(there)) = row.get(place) else { return Ok(Some(row)) };
    let there = *there;
    match fates.get(&there) {
        Some(fate) if fate.is_taken || table.name == CARDS.name => Ok(Some(with(row, place, fate.id.into()))),
        Some(_) => Ok(None),
        // A card from an interview that is deleted there must not seem to come from another one here.
        None => {
            let mut taken = connection.prepare_cached("SELECT 1 FROM sittings WHERE id = ?")?;
            let origin = if taken.exists([there])? { Value::Null } else { there.into() };
            Ok(Some(with(row, place, origin)))
        }
    }
}

fn with(mut row: Values, place: usize, value: Value) -> Values {
    if let Some(cell) = row.get_mut(place) {
        *cell = value;
    }
    row
}

/// Writes a row by its rule; says whether its key is new.
fn put(connection: &Connection, table: &Table, rule: Rule, row: Values) -> Result<bool, Error> {
    if table.put(connection, row.clone(), Clash::Keep)? {
        return Ok(true);
    }
    let Rule::Most(column) = rule else { return Ok(false) };
    let place = table.columns.iter().position(|own| *own == column);
    let place = place.expect("a rule names a column of its table");
    let key: Vec<Value> = row.iter().take(table.key).cloned().collect();
    let at: Vec<String> =
        table.columns.iter().take(table.key).map(|column| format!("{column} = ?")).collect();
    let (there, _) = table.rows(connection, &format!("WHERE {}", at.join(" AND ")), &key)?;
    if there.first().is_none_or(|there| integer(there, place) < integer(&row, place)) {
        table.put(connection, row, Clash::Replace)?;
    }
    Ok(false)
}
