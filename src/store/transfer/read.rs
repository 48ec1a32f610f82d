//! An export from somewhere, read into memory and looked through, before anything here is touched.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;
use serde::Deserialize;

use super::{CARRIED, SCHEMA};
use crate::domain::fingerprint::Fingerprint;
use crate::domain::sitting::SittingId;
use crate::store::error::Error;
use crate::store::history::{integer, text};
use crate::store::table::{Clash, PARTS, SITTINGS, Table, Values};
use crate::store::{Store, check, snapshot};

#[derive(Deserialize)]
struct Document {
    schema: String,
    tables: BTreeMap<String, Vec<Row>>,
}

type Row = BTreeMap<String, serde_json::Value>;

/// A history in memory with what stands in the export, and the number of interviews that are left out because they
/// are not whole.
pub fn read(json: &[u8]) -> Result<(Store, usize), Error> {
    let document: Document =
        serde_json::from_slice(json).map_err(|error| Error::NotAnExport(error.to_string()))?;
    if document.schema != SCHEMA {
        return Err(Error::NotAnExport(format!("its schema is `{}`, not `{SCHEMA}`", document.schema)));
    }
    let mut store = Store::in_memory()?;
    store.connection.pragma_update(None, "foreign_keys", false)?;
    store.change(|connection| fill(connection, document.tables))?;
    let left_out = leave_out_unsound(&mut store)?;
    Ok((store, left_out))
}

fn fill(connection: &Connection, mut tables: BTreeMap<String, Vec<Row>>) -> Result<(), Error> {
    for (table, _) in CARRIED {
        let types = types(connection, table)?;
        for row in tables.remove(table.name).unwrap_or_default() {
            let values = values(table, &types, row)?;
            let wrong = |error| Error::NotAnExport(format!("a row of `{}`: {error}", table.name));
            table.put(connection, values, Clash::Keep).map_err(wrong)?;
        }
    }
    if let Some((name, _)) = tables.first_key_value() {
        let cause = format!("this version knows no `{name}`; it may come from a newer one");
        return Err(Error::NotAnExport(cause));
    }
    match check::damaged_rows(connection)? {
        0 => Ok(()),
        count => Err(Error::NotAnExport(format!("{count} rows hold values of the wrong type"))),
    }
}

/// The declared type of each column.
fn types(connection: &Connection, table: &Table) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare("SELECT type FROM pragma_table_info(?)")?;
    let types = statement.query_map([table.name], |row| row.get(0))?;
    Ok(types.collect::<Result<_, _>>()?)
}

fn values(table: &Table, types: &[String], mut row: Row) -> Result<Values, Error> {
    let wrong = |what: &str, column: &str| {
        Error::NotAnExport(format!("a row of `{}` has {what} `{column}`", table.name))
    };
    let mut values = Values::new();
    for (column, kind) in table.columns.iter().zip(types) {
        let value = row.remove(*column).ok_or_else(|| wrong("no", column))?;
        values.push(cell(&value, kind == "REAL").ok_or_else(|| wrong("an unfit value in", column))?);
    }
    match row.first_key_value() {
        Some((column, _)) => Err(wrong("an unknown column", column)),
        None => Ok(values),
    }
}

fn cell(value: &serde_json::Value, is_real: bool) -> Option<Value> {
    Some(match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Number(number) if is_real => Value::Real(number.as_f64()?),
        serde_json::Value::Number(number) => Value::Integer(number.as_i64()?),
        _ => return None,
    })
}

/// Removes the parts that are not what their name says, and the interviews that cannot be read whole.
fn leave_out_unsound(store: &mut Store) -> Result<usize, Error> {
    for row in PARTS.rows(&store.connection, "", &[])?.0 {
        if Fingerprint::of([text(&row, 1).as_bytes()]).to_string() != text(&row, 0) {
            store.connection.execute("DELETE FROM parts WHERE hash = ?", [text(&row, 0)])?;
        }
    }
    let mut left_out = 0;
    for row in SITTINGS.rows(&store.connection, "", &[])?.0 {
        let id = SittingId(integer(&row, 0));
        let opening = |case: &str| {
            let read = store.sitting(id).ok();
            read.is_some_and(|read| {
                read.damaged == 0 && read.sitting.interview.opening().case.as_str() == case
            })
        };
        if id.0 < 1 || store.listed(&row).is_err() || !opening(text(&row, 1)) {
            store.connection.execute("DELETE FROM sittings WHERE id = ?", [id.0])?;
            left_out += 1;
        }
    }
    store.change(|connection| {
        for table in ["entries", "drafts", "clocks"] {
            let orphans = format!("DELETE FROM {table} WHERE sitting NOT IN (SELECT id FROM sittings)");
            connection.execute(&orphans, [])?;
        }
        snapshot::collect(connection)
    })?;
    Ok(left_out)
}
