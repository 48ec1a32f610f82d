//! An export as text: one JSON document, and a CSV file for each table.

use rusqlite::types::Value;

use super::{Exported, SCHEMA};

impl Exported {
    /// One document; each row on a line of its own, so that two exports can be compared. JSON that is kept in a
    /// column stays the text that it is, since parts are named by their letters.
    pub fn json(&self) -> String {
        let mut out = format!("{{\"schema\":\"{SCHEMA}\",\"tables\":{{");
        for (place, (table, rows)) in self.tables.iter().enumerate() {
            out.push_str(if place == 0 { "\n" } else { ",\n" });
            out.extend(["\"", table.name, "\":["]);
            for (place, row) in rows.iter().enumerate() {
                out.push_str(if place == 0 { "\n{" } else { ",\n{" });
                for (place, (column, value)) in table.columns.iter().zip(row).enumerate() {
                    let comma = if place == 0 { "" } else { "," };
                    out.extend([comma, "\"", column, "\":", &cell(value).to_string()]);
                }
                out.push('}');
            }
            out.push_str(if rows.is_empty() { "]" } else { "\n]" });
        }
        out + "\n}}\n"
    }

    /// The name of each table with its rows as CSV (RFC 4180), for spreadsheets: a text that one would take for a
    /// formula has an apostrophe before it.
    pub fn csv(&self) -> Vec<(&'static str, String)> {
        self.tables
            .iter()
            .map(|(table, rows)| {
                let mut out = table.columns.join(",") + "\r\n";
                for row in rows {
                    let fields: Vec<String> = row.iter().map(field).collect();
                    out.extend([&fields.join(","), "\r\n"]);
                }
                (table.name, out)
            })
            .collect()
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.tables.iter().find(|(own, _)| own.name == table).map_or(0, |(_, rows)| rows.len())
    }
}

fn cell(value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.clone().into(),
    }
}

fn field(value: &Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => {
            let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let lead = if formula { "'" } else { "" };
            format!("\"{lead}{}\"", text.replace('"', "\"\""))
        }
    }
}
