//! The tables as data, and rows that carry their own check sum.
//!
//! Everything that copies, checks or rescues rows goes by this list, so that no table can be forgotten.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::domain::fingerprint::Fingerprint;

/// A table: its columns but for `sum`, of which the first `key` are the primary key.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    pub key: usize,
}

/// A row without its check sum, in the order of the columns.
pub type Values = Vec<Value>;

pub const PARTS: Table = Table { name: "parts", columns: &["hash", "json"], key: 1 };
pub const SNAPSHOTS: Table = Table { name: "snapshots", columns: &["hash", "kind", "part"], key: 2 };
pub const SITTINGS: Table = Table {
    name: "sittings",
    columns: &[
        "id", "case_id", "title", "snapshot", "opened", "mode", "level", "minutes", "finished", "score",
        "trashed",
    ],
    key: 1,
};
pub const ENTRIES: Table =
    Table { name: "entries", columns: &["sitting", "seq", "at", "wall", "json"], key: 2 };
pub const DRAFTS: Table =
    Table { name: "drafts", columns: &["sitting", "pane", "text", "caret", "at", "wall"], key: 2 };
pub const CLOCKS: Table = Table { name: "clocks", columns: &["sitting", "at", "wall"], key: 1 };
pub const LOCKS: Table = Table { name: "locks", columns: &["sitting", "pid", "born", "wall"], key: 1 };
pub const SEARCHES: Table = Table { name: "searches", columns: &["query", "wall"], key: 1 };
pub const POSITIONS: Table = Table { name: "positions", columns: &["page", "offset", "wall"], key: 1 };
pub const SEALS: Table = Table { name: "seals", columns: &["page", "wall"], key: 1 };
pub const SETTINGS: Table = Table { name: "settings", columns: &["name", "value"], key: 1 };
pub const CARDS: Table = Table {
    name: "cards",
    columns: &[
        "id",
        "stability",
        "difficulty",
        "last",
        "due",
        "buried",
        "suspended",
        "reps",
        "lapses",
        "added",
        "sitting",
        "said",
    ],
    key: 1,
};
pub const REVIEWS: Table = Table {
    name: "reviews",
    columns: &["card", "wall", "day", "grade", "proposed", "millis", "recall", "answer"],
    key: 2,
};

pub const FIGURES: Table = Table { name: "figures", columns: &["sitting", "places", "json"], key: 1 };

/// All tables, parents before children.
pub const TABLES: [&Table; 14] = [
    &PARTS, &SNAPSHOTS, &SITTINGS, &ENTRIES, &DRAFTS, &CLOCKS, &LOCKS, &SEARCHES, &POSITIONS, &SEALS,
    &SETTINGS, &CARDS, &REVIEWS, &FIGURES,
];

/// What to do with a row whose key is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The row that is there stays.
    Keep,
    /// The new row takes its place; rows that refer to it stay.
    Replace,
}

impl Table {
    /// `SELECT` of all columns and the check sum, to be followed by a condition or an order.
    pub fn select(&self, rest: &str) -> String {
        format!("SELECT {}, sum FROM {} {rest}", self.columns.join(", "), self.name)
    }

    /// The columns by which the table is stored. Tables with a key of several columns are `WITHOUT ROWID`.
    pub fn stored_by(&self) -> impl Iterator<Item = &'static str> {
        let columns: &'static [&'static str] = if self.key > 1 { self.columns } else { &["rowid"] };
        columns.iter().copied().take(self.key)
    }

    /// Reads a row of [`Table::select`]; `None` when its check sum says that it was changed by damage.
    pub fn read(&self, row: &Row<'_>) -> rusqlite::Result<Option<Values>> {
        let mut values = Values::with_capacity(self.columns.len() + 1);
        for column in 0..=self.columns.len() {
            match row.get(column) {
                Ok(value) => values.push(value),
                Err(rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::Utf8Error(..)) => {
                    return Ok(None); // No text of ours is anything but UTF-8.
                }
                Err(error) => return Err(error),
            }
        }
        let sum = values.pop();
        Ok((sum == Some(Value::Integer(check_sum(self, &values)))).then_some(values))
    }

    /// Sound rows and the number of damaged ones, for a condition or order and its parameters.
    pub fn rows(
        &self,
        connection: &Connection,
        rest: &str,
        parameters: &[Value],
    ) -> rusqlite::Result<(Vec<Values>, usize)> {
        let mut statement = connection.prepare_cached(&self.select(rest))?;
        let mut rows = statement.query(params_from_iter(parameters))?;
        let (mut sound, mut damaged) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            match self.read(row)? {
                Some(values) => sound.push(values),
                None => damaged += 1,
            }
        }
        Ok((sound, damaged))
    }

    /// Writes a row with its check sum; says whether anything was written.
    pub fn put(&self, connection: &Connection, values: Values, clash: Clash) -> rusqlite::Result<bool> {
        let key = self.columns.get(..self.key).unwrap_or_default().join(", ");
        let places = vec!["?"; self.columns.len() + 1].join(", ");
        let clash = match clash {
            Clash::Keep => "NOTHING".to_owned(),
            Clash::Replace => {
                let set = |column: &str| format!("{column} = excluded.{column}");
                let columns = self.columns.iter().copied().chain(["sum"]).map(set).collect::<Vec<_>>();
                format!("UPDATE SET {}", columns.join(", "))
            }
        };
        let sql = format!(
            "INSERT INTO {} ({}, sum) VALUES ({places}) ON CONFLICT ({key}) DO {clash}",
            self.name,
            self.columns.join(", "),
        );
        let sum = Value::Integer(check_sum(self, &values));
        let changed =
            connection.prepare_cached(&sql)?.execute(params_from_iter(values.into_iter().chain([sum])))?;
        Ok(changed > 0)
    }
}

/// Over the values and the table's name, so that a row cannot pass for one of another table.
fn check_sum(table: &Table, values: &[Value]) -> i64 {
    let bytes = values.iter().map(|value| match value {
        Value::Null => vec![0],
        Value::Integer(number) => number.to_le_bytes().to_vec(),
        Value::Real(number) => number.to_le_bytes().to_vec(),
        Value::Text(text) => text.as_bytes().to_vec(),
        Value::Blob(bytes) => bytes.clone(),
    });
    let parts: Vec<Vec<u8>> = [table.name.as_bytes().to_vec()].into_iter().chain(bytes).collect();
    Fingerprint::of(parts.iter().map(Vec::as_slice)).check_sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_tables_is_the_schema() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&crate::store::migrate::SCRIPTS.concat()).unwrap();
        let mut statement = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .unwrap();
        let mut names: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        names.sort();
        let mut listed: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        listed.sort_unstable();
        assert_eq!(names, listed);
        for table in TABLES {
            let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?)").unwrap();
            let columns: Vec<String> =
                columns.query_map([table.name], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            let expected: Vec<&str> = table.columns.iter().copied().chain(["sum"]).collect();
            assert_eq!(columns, expected, "{}", table.name);
            let order: Vec<&str> = table.stored_by().collect();
            let plan =
                format!("EXPLAIN QUERY PLAN SELECT * FROM {} ORDER BY {}", table.name, order.join(", "));
            let plan: String = connection.query_row(&plan, [], |row| row.get("detail")).unwrap();
            assert!(plan.starts_with("SCAN"), "{plan}");
        }
    }

    #[test]
    fn a_changed_letter_is_noticed() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&crate::store::migrate::SCRIPTS.concat()).unwrap();
        let row = vec![Value::from("a".to_owned()), Value::from("late data".to_owned())];
        assert!(SETTINGS.put(&connection, row.clone(), Clash::Keep).unwrap());
        assert!(!SETTINGS.put(&connection, row.clone(), Clash::Keep).unwrap());
        assert_eq!(SETTINGS.rows(&connection, "", &[]).unwrap(), (vec![row], 0));
        connection.execute("UPDATE settings SET value = 'late date'", []).unwrap();
        assert_eq!(SETTINGS.rows(&connection, "", &[]).unwrap(), (vec![], 1));
    }
}
