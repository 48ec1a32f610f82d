//! Tables: columns as wide as they need to be, shrunk where they do not fit, and stacked where that does not help.

use super::{Look, Piece, Row, Styled, width};
use crate::domain::document::{Alignment, Cell, Table};

/// Columns between two columns of a table.
const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROWEST: usize = 8;

/// A table whose cells know how they look.
pub struct SetTable {
    columns: Vec<Alignment>,
    head: Vec<Styled>,
    rows: Vec<Vec<Styled>>,
}

impl SetTable {
    /// Of a table, cell by cell in the order of reading.
    pub fn of(table: &Table, mut styled: impl FnMut(&Cell) -> Styled) -> Self {
        let head = table.head.iter().map(&mut styled).map(Styled::strong).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(&mut styled).collect()).collect();
        Self { columns: table.columns.clone(), head, rows }
    }

    /// Its rows in at most `columns` columns.
    pub fn rows(&self, columns: usize) -> Vec<Row> {
        match self.widths(columns) {
            Some(widths) => self.side_by_side(&widths),
            None => self.stacked(columns),
        }
    }

    /// The width of each column, or nothing where even narrow columns do not fit.
    fn widths(&self, columns: usize) -> Option<Vec<usize>> {
        let count = self.columns.len();
        let cells = |column: usize| {
            std::iter::once(&self.head)
                .chain(&self.rows)
                .filter_map(move |row| row.get(column))
                .map(|cell| cell.text.as_str())
        };
        let mut widths: Vec<usize> =
            (0..count).map(|column| cells(column).map(width).max().unwrap_or(0)).collect();
        // A column is never narrower than its longest word, so that no word is torn.
        let least: Vec<usize> = (0..count)
            .map(|column| {
                let word = |text: &str| text.split_whitespace().map(width).max().unwrap_or(0);
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

    /// Where a cell takes several rows, an empty one parts it from the next.
    fn side_by_side(&self, widths: &[usize]) -> Vec<Row> {
        let mut rows = self.line(&self.head, widths);
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        rows.push(vec![Piece { text: rule.join(&" ".repeat(GAP)), look: Look::Mark }]);
        let lines: Vec<Vec<Row>> = self.rows.iter().map(|row| self.line(row, widths)).collect();
        let is_roomy = lines.iter().any(|line| line.len() > 1);
        for (place, line) in lines.into_iter().enumerate() {
            if is_roomy && place > 0 {
                rows.push(Row::new());
            }
            rows.extend(line);
        }
        rows
    }

    fn line(&self, cells: &[Styled], widths: &[usize]) -> Vec<Row> {
        let wrapped: Vec<Vec<Row>> =
            cells.iter().zip(widths).map(|(cell, width)| cell.rows(*width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let row = |row: usize| {
            let mut pieces = Row::new();
            let mut blanks = 0;
            for (column, (parts, width)) in wrapped.iter().zip(widths).enumerate() {
                let part = parts.get(row).cloned().unwrap_or_default();
                let alignment = self.columns.get(column).copied().unwrap_or_default();
                let (before, behind) = around(&part, *width, alignment);
                blanks += before;
                if !part.is_empty() {
                    let text = " ".repeat(blanks);
                    pieces.extend((blanks > 0).then_some(Piece { text, look: Look::Text }));
                    pieces.extend(part);
                    blanks = 0;
                }
                blanks += behind + GAP;
            }
            pieces
        };
        (0..height).map(row).collect()
    }

    /// One cell a row, each with the name of its column.
    fn stacked(&self, columns: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, cells) in self.rows.iter().enumerate() {
            if index > 0 {
                rows.push(Row::new());
            }
            for (head, cell) in self.head.iter().zip(cells) {
                rows.extend(head.before(cell).rows(columns));
            }
        }
        rows
    }
}

/// Blanks before and behind a part of a cell.
fn around(part: &Row, columns: usize, alignment: Alignment) -> (usize, usize) {
    let used: usize = part.iter().map(|piece| width(&piece.text)).sum();
    let blanks = columns.saturating_sub(used);
    let before = match alignment {
        Alignment::Left => 0,
        Alignment::Center => blanks / 2,
        Alignment::Right => blanks,
    };
    (before, blanks - before)
}

impl Styled {
    /// What has no look of its own is strong.
    fn strong(mut self) -> Self {
        for (_, _, look) in self.looks.iter_mut().filter(|(_, _, look)| *look == Look::Text) {
            *look = Look::Strong;
        }
        self
    }

    /// The text as a name, with a colon, in front of another.
    fn before(&self, other: &Self) -> Self {
        let mut text = self.text.clone();
        let mut looks = self.looks.clone();
        if !text.is_empty() {
            text.push_str(": ");
            looks.push((self.text.len(), text.len(), Look::Strong));
        }
        let shift = text.len();
        text.push_str(&other.text);
        looks.extend(other.looks.iter().map(|(from, to, look)| (from + shift, to + shift, *look)));
        Self { text, looks }
    }
}
