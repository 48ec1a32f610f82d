//! The whole history at once: out as plain data, and in again on another machine without duplicates.

mod merge;
mod read;
mod write;

use std::collections::BTreeSet;

use super::Store;
use super::error::Error;
use super::history::integer;
use super::table::{
    CARDS, CLOCKS, DRAFTS, ENTRIES, PARTS, POSITIONS, REVIEWS, SEALS, SEARCHES, SETTINGS, SITTINGS,
    SNAPSHOTS, Table, Values,
};
use crate::domain::sitting::SittingId;

/// The form of an export.
const SCHEMA: &str = "greenroom.export/1";

/// Which of two rows of one key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The one that is there.
    There,
    /// The one that has more in this column; the one that is there where they are equal.
    Most(&'static str),
}

/// What is carried, parents before children. The locks of processes stay where the processes are, and figures are made
/// anew from the logs.
const CARRIED: [(&Table, Rule); 12] = [
    (&PARTS, Rule::There),
    (&SNAPSHOTS, Rule::There),
    (&SITTINGS, Rule::There),
    (&ENTRIES, Rule::There),
    (&DRAFTS, Rule::Most("wall")),
    (&CLOCKS, Rule::Most("at")),
    (&SEARCHES, Rule::Most("wall")),
    (&POSITIONS, Rule::Most("wall")),
    (&SEALS, Rule::There),
    (&SETTINGS, Rule::There),
    (&CARDS, Rule::Most("last")),
    (&REVIEWS, Rule::There),
];

/// The whole history as data.
#[derive(Debug, Clone)]
pub struct Exported {
    tables: Vec<(&'static Table, Vec<Values>)>,
    /// How many rows are left out because the file is damaged.
    pub damaged: usize,
}

/// What an import has brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Interviews that were not here.
    pub sittings: usize,
    /// Entries that were not here, of these and of interviews that went on elsewhere.
    pub entries: usize,
    /// Grades that were not here.
    pub reviews: usize,
    /// Interviews that went on differently here and there, by their number here. Those here are kept.
    pub differing: Vec<SittingId>,
    /// Interviews of the file that are not whole, and were left out.
    pub left_out: usize,
}

impl Store {
    /// Reads everything, as of one moment.
    pub fn export(&self) -> Result<Exported, Error> {
        let moment = self.connection.unchecked_transaction()?;
        let mut exported = Exported { tables: Vec::new(), damaged: 0 };
        let mut sittings = BTreeSet::new();
        for (table, _) in CARRIED {
            let key: Vec<&str> = table.columns.iter().copied().take(table.key).collect();
            let (mut rows, damaged) = table.rows(&moment, &format!("ORDER BY {}", key.join(", ")), &[])?;
            let read = rows.len();
            if table.name == SITTINGS.name {
                sittings.extend(rows.iter().map(|row| integer(row, 0)));
            } else if key.first() == Some(&"sitting") {
                // What is left of an interview whose own row is damaged is nothing without it.
                rows.retain(|row| sittings.contains(&integer(row, 0)));
            }
            exported.damaged += damaged + read - rows.len();
            exported.tables.push((table, rows));
        }
        moment.finish()?;
        Ok(exported)
    }

    /// Adds what stands in an export, in one transaction. The same export twice is as good as once.
    pub fn import(&mut self, json: &[u8]) -> Result<Imported, Error> {
        let (source, left_out) = read::read(json)?;
        let source = source.export()?;
        let imported = self.change(|connection| merge::merge(&source, connection))?;
        Ok(Imported { left_out, ..imported })
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::TABLES;
    use super::*;

    #[test]
    fn every_table_but_locks_and_figures_is_carried() {
        let carried: Vec<&str> = CARRIED.iter().map(|(table, _)| table.name).collect();
        let all: Vec<&str> = TABLES
            .iter()
            .map(|table| table.name)
            .filter(|name| !["locks", "figures"].contains(name))
            .collect();
        assert_eq!(carried, all);
    }
}
