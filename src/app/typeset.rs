//! Sets a document in rows of a given width, for the reader, previews, and `show`.
//!
//! Pure: the same document and width give the same rows. Headings and links know their rows, so that an outline can
//! jump and a key can follow.

mod table;

use crate::app::text_area::wrap;
use crate::domain::document::{Block, Document, List, Run, Target, plain};
use crate::domain::sketch::{Area, Graph, Options, Roles, Sketch, layout};

/// The widest a line of prose gets, in columns: longer lines are hard to read.
pub const MEASURE: usize = 90;

/// How a piece looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Ordinary text.
    #[default]
    Text,
    /// A title.
    Heading,
    /// Strong.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Code, inline or in a block.
    Code,
    /// A link; which one, counted from the top.
    Link(usize),
    /// Frames of tables, marks of lists and quotes.
    Mark,
}

/// A stretch of a row in one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it looks.
    pub look: Look,
}

/// A row.
pub type Row = Vec<Piece>;

/// A heading and the row it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 1 to 6.
    pub level: u8,
    /// What `#slug` leads to.
    pub slug: String,
    /// Its text.
    pub title: String,
    /// The row.
    pub row: usize,
}

/// A document set in rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typeset {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Headings in order.
    pub headings: Vec<Place>,
    /// Where each link leads, with the row it begins in.
    pub links: Vec<(Target, usize)>,
}

impl Typeset {
    /// Sets `document` in rows of at most `columns` columns (at least 20).
    pub fn of(document: &Document, columns: usize) -> Self {
        let mut setter = Setter { out: Self::default(), columns: columns.max(20) };
        setter.blocks(&document.blocks, &Margin::default());
        setter.out
    }

    /// The text of a row.
    pub fn text(&self, row: usize) -> String {
        self.rows
            .get(row)
            .map(|pieces| pieces.iter().map(|piece| piece.text.as_str()).collect())
            .unwrap_or_default()
    }

    /// The row of the heading with this slug.
    pub fn row_of(&self, slug: &str) -> Option<usize> {
        self.headings.iter().find(|place| place.slug == slug).map(|place| place.row)
    }
}

/// What stands in front of the rows of a block: of the first row, and of the others.
#[derive(Debug, Clone, Default)]
struct Margin {
    first: String,
    rest: String,
}

impl Margin {
    fn width(&self) -> usize {
        width(&self.rest)
    }

    /// The same margin for a further block under the same mark.
    fn continued(&self) -> Self {
        Self { first: self.rest.clone(), rest: self.rest.clone() }
    }

    fn deeper(&self, first: &str, rest: &str) -> Self {
        Self { first: format!("{}{first}", self.first), rest: format!("{}{rest}", self.rest) }
    }
}

fn width(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    text.graphemes(true).map(wrap::width).sum()
}

/// A text with the looks of its parts, by ranges of bytes.
#[derive(Debug, Clone, Default)]
struct Styled {
    text: String,
    looks: Vec<(usize, usize, Look)>,
}

impl Styled {
    /// Wrapped into rows of so many columns.
    fn rows(&self, columns: usize) -> Vec<Row> {
        wrap::rows(&self.text, columns).into_iter().map(|row| self.cut(row.start, row.end)).collect()
    }

    /// The pieces of a range, without the blanks at its end.
    fn cut(&self, start: usize, end: usize) -> Row {
        let end = start + self.text.get(start..end).unwrap_or_default().trim_end().len();
        let piece = |(from, to, look): &(usize, usize, Look)| {
            let text = self.text.get((*from).max(start)..(*to).min(end)).filter(|text| !text.is_empty())?;
            Some(Piece { text: text.to_owned(), look: *look })
        };
        self.looks.iter().filter_map(piece).collect()
    }
}

struct Setter {
    out: Typeset,
    columns: usize,
}

impl Setter {
    fn blocks(&mut self, blocks: &[Block], margin: &Margin) {
        for (index, block) in blocks.iter().enumerate() {
            let own = if index == 0 { margin.clone() } else { margin.continued() };
            if index > 0 && !is_tight(block, blocks.get(index - 1)) {
                self.push_mark(margin.rest.trim_end());
            }
            self.block(block, &own);
        }
    }

    fn block(&mut self, block: &Block, margin: &Margin) {
        match block {
            Block::Heading(heading) => {
                let title = plain(&heading.content);
                let row = self.out.rows.len();
                self.out.headings.push(Place {
                    level: heading.level,
                    slug: heading.slug.clone(),
                    title: title.clone(),
                    row,
                });
                let rows = self.wrapped(&title, margin);
                let longest = rows.iter().map(|row| width(row)).max().unwrap_or_default();
                for text in rows {
                    self.push(margin, false, vec![Piece { text, look: Look::Heading }]);
                }
                // Where there are neither colors nor bold letters, lines tell headings from text.
                if let Some(line) = underline(heading.level) {
                    self.push(margin, true, vec![Piece { text: line.repeat(longest), look: Look::Mark }]);
                }
            }
            Block::Paragraph(runs) => self.paragraph(runs, margin),
            Block::List(list) => self.list(list, margin),
            Block::Quote(blocks) => self.blocks(blocks, &margin.deeper("| ", "| ")),
            Block::Code { text, .. } => self.code(text, margin),
            Block::Sketch(text) => self.sketch(text, margin),
            Block::Table(table) => {
                let room = self.columns.saturating_sub(margin.width());
                let set =
                    table::SetTable::of(table, |cell| Styled { text: plain(cell), looks: self.looks(cell) });
                for (row, pieces) in set.rows(room).into_iter().enumerate() {
                    self.push(margin, row > 0, pieces);
                }
            }
            Block::Rule => {
                let room = self.columns.saturating_sub(margin.width());
                self.push(margin, false, vec![Piece { text: "-".repeat(room), look: Look::Mark }]);
            }
        }
    }

    fn list(&mut self, list: &List, margin: &Margin) {
        let numbers = list.start.map(|start| start + list.items.len() as u64);
        let mark_width = numbers.map_or(2, |last| last.to_string().len() + 2);
        for (index, item) in list.items.iter().enumerate() {
            let mark = match list.start {
                Some(start) => format!("{:<mark_width$}", format!("{}.", start + index as u64)),
                None => "- ".to_owned(),
            };
            let outer = if index == 0 { margin.clone() } else { margin.continued() };
            let inner = outer.deeper(&mark, &" ".repeat(mark_width));
            if item.is_empty() {
                self.push(&inner, false, Row::new());
            }
            self.blocks(item, &inner);
        }
    }

    fn code(&mut self, text: &str, margin: &Margin) {
        let margin = margin.deeper("    ", "    ");
        for (index, line) in text.lines().enumerate() {
            let room = self.columns.saturating_sub(margin.width()).max(8);
            for (part, row) in wrap::rows(line, room).into_iter().enumerate() {
                let text = line.get(row.start..row.end).unwrap_or_default().to_owned();
                self.push(&margin, index + part > 0, vec![Piece { text, look: Look::Code }]);
            }
        }
    }

    /// A sketch as boxes and arrows, or as sentences where it is too wide for that.
    fn sketch(&mut self, text: &str, margin: &Margin) {
        let graph = Graph::of(&Sketch::parse(text), &Roles::default());
        if graph.nodes.is_empty() {
            return self.code(text, margin);
        }
        let width = self.columns.saturating_sub(margin.width()).max(8);
        let drawing = layout(&graph, Area { width, height: None }, Options::default());
        if drawing.width > width {
            return self.code(text, margin);
        }
        for (index, line) in drawing.lines().enumerate() {
            self.push(margin, index > 0, vec![Piece { text: line, look: Look::Code }]);
        }
    }

    fn paragraph(&mut self, runs: &[Run], margin: &Margin) {
        let styled = Styled { text: plain(runs), looks: self.looks(runs) };
        let room = self.columns.saturating_sub(margin.width()).clamp(8, MEASURE);
        for (index, row) in styled.rows(room).into_iter().enumerate() {
            self.push(margin, index > 0, row);
        }
    }

    /// Byte ranges of the joined text with their looks. Neighbors with the same target are one link.
    fn looks(&mut self, runs: &[Run]) -> Vec<(usize, usize, Look)> {
        let mut at = 0;
        let mut looks = Vec::with_capacity(runs.len());
        let mut before: Option<&Target> = None;
        for run in runs {
            if let Some(target) = run.link.as_ref().filter(|target| before != Some(*target)) {
                self.out.links.push((target.clone(), usize::MAX));
            }
            before = run.link.as_ref();
            let look = match run {
                Run { link: Some(_), .. } => Look::Link(self.out.links.len() - 1),
                Run { style, .. } if style.code => Look::Code,
                Run { style, .. } if style.strong => Look::Strong,
                Run { style, .. } if style.emphasis => Look::Emphasis,
                Run { .. } => Look::Text,
            };
            looks.push((at, at + run.text.len(), look));
            at += run.text.len();
        }
        looks
    }

    fn place_link(&mut self, look: Look) {
        let row = self.out.rows.len();
        if let Look::Link(index) = look
            && let Some((_, first)) = self.out.links.get_mut(index)
        {
            *first = (*first).min(row);
        }
    }

    fn wrapped(&self, text: &str, margin: &Margin) -> Vec<String> {
        let room = self.columns.saturating_sub(margin.width()).clamp(8, MEASURE);
        let part = |row: wrap::Row| text.get(row.start..row.end).unwrap_or_default().trim_end().to_owned();
        wrap::rows(text, room).into_iter().map(part).collect()
    }

    fn push_mark(&mut self, mark: &str) {
        let piece = Piece { text: mark.to_owned(), look: Look::Mark };
        self.out.rows.push(if mark.is_empty() { Row::new() } else { vec![piece] });
    }

    fn push(&mut self, margin: &Margin, continued: bool, mut pieces: Row) {
        for piece in &pieces {
            self.place_link(piece.look);
        }
        let lead = if continued { &margin.rest } else { &margin.first };
        if !lead.is_empty() {
            pieces.insert(0, Piece { text: lead.clone(), look: Look::Mark });
        }
        self.out.rows.push(pieces);
    }
}

/// What a heading of this level is underlined with.
fn underline(level: u8) -> Option<&'static str> {
    match level {
        1 => Some("="),
        2 => Some("-"),
        _ => None,
    }
}

/// Whether no gap stands before a block: a list right below its sentence.
fn is_tight(block: &Block, before: Option<&Block>) -> bool {
    matches!((before, block), (Some(Block::Paragraph(_)), Block::List(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Alignment, Heading, Table};

    fn text(blocks: Vec<Block>, columns: usize) -> Vec<String> {
        let set = Typeset::of(&Document { blocks }, columns);
        (0..set.rows.len()).map(|row| set.text(row)).collect()
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![Run::plain(words)])
    }

    #[test]
    fn nested_lists_hang_under_their_marks() {
        let inner = List { start: None, items: vec![vec![paragraph("a b c d e f g h i j k l")]] };
        let list = List {
            start: Some(9),
            items: vec![vec![paragraph("one"), Block::List(inner)], vec![paragraph("two")]],
        };
        let rows = text(vec![Block::List(list)], 20);
        assert_eq!(rows, ["9.  one", "    - a b c d e f g", "      h i j k l", "10. two"]);
    }

    #[test]
    fn a_heading_and_a_link_know_their_rows() {
        let heading = Heading { level: 2, slug: "why".to_owned(), content: vec![Run::plain("Why")] };
        let link = Run { link: Some(Target::Section("why".to_owned())), ..Run::plain("see why") };
        let blocks =
            vec![paragraph("first"), Block::Heading(heading), Block::Paragraph(vec![Run::plain("x "), link])];
        let set = Typeset::of(&Document { blocks }, 40);
        assert_eq!(set.row_of("why"), Some(2));
        assert_eq!(set.text(3), "---", "a heading is underlined");
        assert_eq!(set.links, [(Target::Section("why".to_owned()), 5)]);
    }

    #[test]
    fn a_table_that_does_not_fit_is_stacked() {
        let cell = |text: &str| vec![Run::plain(text)];
        let table = Table {
            columns: vec![Alignment::Left; 3],
            head: vec![cell("Option"), cell("Wins"), cell("Costs")],
            rows: vec![vec![cell("batch"), cell("reprocessing"), cell("latency")]],
        };
        let wide = text(vec![Block::Table(table.clone())], 60);
        assert_eq!(
            wide,
            ["Option  Wins          Costs", "------  ------------  -------", "batch   reprocessing  latency"]
        );
        let narrow = text(vec![Block::Table(table)], 22);
        assert_eq!(narrow, ["Option: batch", "Wins: reprocessing", "Costs: latency"]);
    }

    #[test]
    fn cells_keep_their_looks_and_links_and_rows_that_wrap_stand_apart() {
        let cell = |text: &str| vec![Run::plain(text)];
        let target = || Target::Section("why".to_owned());
        let link = Run { link: Some(target()), ..Run::plain("backfills after a change") };
        let table = Table {
            columns: vec![Alignment::Left, Alignment::Right],
            head: vec![cell("Repair"), cell("Hours")],
            rows: vec![vec![vec![link], cell("12")], vec![cell("replay"), cell("3")]],
        };
        let blocks = vec![Block::Table(table)];
        let expected =
            ["Repair           Hours", "---------------  -----", "backfills after     12", "a change"];
        let rows = text(blocks.clone(), 22);
        assert_eq!(rows[..4], expected);
        assert_eq!(rows[4..], ["", "replay               3"]);
        let set = Typeset::of(&Document { blocks: blocks.clone() }, 22);
        assert_eq!(set.links, [(target(), 2)]);
        assert_eq!(set.rows[0][0].look, Look::Strong);
        assert_eq!(set.rows[2][0], Piece { text: "backfills after".to_owned(), look: Look::Link(0) });
        let stacked = Typeset::of(&Document { blocks }, 20);
        assert!(stacked.rows.iter().flatten().any(|piece| piece.look == Look::Link(0)));
    }

    #[test]
    fn wide_letters_keep_columns_straight() {
        let cell = |text: &str| vec![Run::plain(text)];
        let table = Table {
            columns: vec![Alignment::Left; 2],
            head: vec![cell("Wort"), cell("x")],
            rows: ["a", "\u{65e5}\u{672c}", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "e\u{301}"]
                .map(|word| vec![cell(word), cell("|")])
                .to_vec(),
        };
        for row in text(vec![Block::Table(table)], 40).iter().skip(2) {
            let before = row.split('|').next().unwrap_or_default();
            assert_eq!(width(before), 6, "{row}");
        }
    }
}
