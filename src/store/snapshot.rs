//! What sittings were sat with. Parts are named by their content and stored once.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::Error;
use super::table::{Clash, PARTS, SNAPSHOTS, Values};
use crate::domain::fingerprint::Fingerprint;
use crate::domain::playbook::Snapshot;

/// Stores the parts that are new; returns the name of the whole.
pub fn keep(connection: &Connection, snapshot: &Snapshot) -> Result<String, Error> {
    let parts = snapshot.parts()?;
    let whole = Fingerprint::of(parts.iter().map(|(_, json)| json.as_bytes())).to_string();
    for (kind, json) in parts {
        let part = Fingerprint::of([json.as_bytes()]).to_string();
        PARTS.put(connection, vec![part.clone().into(), json.into()], Clash::Keep)?;
        let row = vec![whole.clone().into(), kind.to_owned().into(), part.into()];
        SNAPSHOTS.put(connection, row, Clash::Keep)?;
    }
    Ok(whole)
}

/// Reads a snapshot by its name.
pub fn load(connection: &Connection, whole: &str) -> Result<Snapshot, Error> {
    Ok(Snapshot {
        case: part(connection, whole, "case")?,
        lexicon: part(connection, whole, "lexicon")?,
        rubric: part(connection, whole, "rubric")?,
        framework: part(connection, whole, "framework")?,
        topics: part(connection, whole, "topics")?,
    })
}

/// Removes the snapshots that no sitting refers to, and the parts that no snapshot refers to.
pub fn collect(connection: &Connection) -> Result<(), Error> {
    connection.execute("DELETE FROM snapshots WHERE hash NOT IN (SELECT snapshot FROM sittings)", [])?;
    connection.execute("DELETE FROM parts WHERE hash NOT IN (SELECT part FROM snapshots)", [])?;
    Ok(())
}

fn part<T: serde::de::DeserializeOwned>(
    connection: &Connection,
    whole: &str,
    kind: &str,
) -> Result<T, Error> {
    let lost = || Error::Damaged(format!("the stored {kind} is not readable"));
    let key = [Value::from(whole.to_owned()), kind.to_owned().into()];
    let (rows, _) = SNAPSHOTS.rows(connection, "WHERE hash = ? AND kind = ?", &key)?;
    let hash = rows.into_iter().next().and_then(last).ok_or_else(lost)?;
    let (rows, _) = PARTS.rows(connection, "WHERE hash = ?", &[hash])?;
    let Some(Value::Text(json)) = rows.into_iter().next().and_then(last) else { return Err(lost()) };
    Ok(serde_json::from_str(&json)?)
}

fn last(mut row: Values) -> Option<Value> {
    row.pop()
}
