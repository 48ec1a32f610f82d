//! Tables: columns as wide as they need to be, shrunk where they do not fit, and stacked where that does not help.

use super::{Look, Piece, Row, width};
use crate::app::text_area::wrap;
use crate::domain::document::{Alignment, Cell, Table, plain};

/// Columns between two columns of a table.
const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROWEST: usize = 8;

/// The rows of a table in at most `columns` columns.
pub fn rows(table: &Table, columns: usize) -> Vec<Row> {
    match widths(table, columns) {
        Some(widths) => side_by_side(table, &widths),
        None => stacked(table, columns),
    }
}

/// The width of each column, or nothing where even narrow columns do not fit.
fn widths(table: &Table, columns: usize) -> Option<Vec<usize>> {
    let count = table.columns.len();
    let cells = |column: usize| {
        std::iter::once(&table.head)
            .chain(&table.rows)
            .filter_map(move |row| row.get(column))
            .map(|cell| plain(cell))
    };
    let mut widths: Vec<usize> =
        (0..count).map(|column| cells(column).map(|text| width(&text)).max().unwrap_or(0)).collect();
    // A column is never narrower than its longest word, so that no word is torn.
    let least: Vec<usize> = (0..count)
        .map(|column| {
            let word = |text: String| text.split_whitespace().map(width).max().unwrap_or(0);
            cells(column).map(word).max().unwrap_or(0).max(NARROWEST.min(widths[column]))
        })
        .collect();
    let room = columns.checked_sub(GAP * count.saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let widest = (0..count)
            .filter(|column| widths[*column] > least[*column])
            .max_by_key(|column| widths[*column])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

fn side_by_side(table: &Table, widths: &[usize]) -> Vec<Row> {
    let mut rows = line(table, &table.head, widths, Look::Strong);
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    rows.push(vec![Piece { text: rule.join(&" ".repeat(GAP)), look: Look::Mark }]);
    for row in &table.rows {
        rows.extend(line(table, row, widths, Look::Text));
    }
    rows
}

fn line(table: &Table, cells: &[Cell], widths: &[usize], look: Look) -> Vec<Row> {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrapped(&plain(cell), *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|row| {
            let mut text = String::new();
            for (column, parts) in wrapped.iter().enumerate() {
                let part = parts.get(row).map_or("", String::as_str);
                let alignment = table.columns.get(column).copied().unwrap_or_default();
                text.push_str(&aligned(part, widths[column], alignment));
                text.push_str(&" ".repeat(GAP));
            }
            vec![Piece { text: text.trim_end().to_owned(), look }]
        })
        .collect()
}

fn aligned(text: &str, columns: usize, alignment: Alignment) -> String {
    let blanks = columns.saturating_sub(width(text));
    let before = match alignment {
        Alignment::Left => 0,
        Alignment::Center => blanks / 2,
        Alignment::Right => blanks,
    };
    format!("{}{text}{}", " ".repeat(before), " ".repeat(blanks - before))
}

/// One cell a row, each with the name of its column.
fn stacked(table: &Table, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, cells) in table.rows.iter().enumerate() {
        if index > 0 {
            rows.push(Row::new());
        }
        for (head, cell) in table.head.iter().zip(cells) {
            let name = format!("{}: ", plain(head));
            for (part, text) in wrapped(&format!("{name}{}", plain(cell)), columns).into_iter().enumerate() {
                let value = if part == 0 { text.strip_prefix(&name).map(str::to_owned) } else { None };
                rows.push(match value {
                    Some(value) => vec![
                        Piece { text: name.clone(), look: Look::Strong },
                        Piece { text: value, look: Look::Text },
                    ],
                    None => vec![Piece { text, look: Look::Text }],
                });
            }
        }
    }
    rows
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let part = |row: wrap::Row| text.get(row.start..row.end).unwrap_or_default().trim_end().to_owned();
    wrap::rows(text, columns).into_iter().map(part).collect()
}
