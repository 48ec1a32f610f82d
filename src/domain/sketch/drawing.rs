//! A finished picture: cells with what is in them and why, to be colored, scrolled and printed.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::lexicon::Role;
use crate::domain::sketch::shape::{BoxShape, FrameShape, Point, Rect, Route};
use crate::domain::sketch::wrap;

/// How a picture shows a sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Boxes and arrows, from left to right.
    Right,
    /// Boxes and arrows, from top to bottom.
    Down,
    /// Sentences.
    List,
}

/// What a cell belongs to; decides its color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ink {
    /// Nothing.
    #[default]
    Blank,
    /// The border of a box.
    Border(Option<Role>),
    /// The name of a box.
    Name(Option<Role>),
    /// What a box does.
    Tag(Option<Role>),
    /// A line.
    Line,
    /// The head of an arrow.
    Head,
    /// What flows along a line.
    Label,
    /// The frame of a group.
    Frame,
    /// The name of a group.
    Title,
    /// A sentence of the list form.
    Text,
}

/// One cell. A character of double width fills its own cell and leaves the next one empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is shown; a blank where there is nothing, empty behind a character of double width.
    pub symbol: Cow<'static, str>,
    /// What it belongs to.
    pub ink: Ink,
}

impl Default for Cell {
    fn default() -> Self {
        Self { symbol: Cow::Borrowed(" "), ink: Ink::Blank }
    }
}

/// A label that found its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelShape {
    /// Indexes of the edges that carry it.
    pub edges: Vec<usize>,
    /// The upper left cell.
    pub at: Point,
    /// Line by line.
    pub lines: Vec<String>,
}

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// How it shows the sketch.
    pub form: Form,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Every box, in the order of the nodes. None in the list form.
    pub boxes: Vec<BoxShape>,
    /// The frames of groups that stand together.
    pub frames: Vec<FrameShape>,
    /// Every line.
    pub routes: Vec<Route>,
    /// Labels that found a place.
    pub labels: Vec<LabelShape>,
    /// Labels that found none, or were left out to save room.
    pub hidden: Vec<String>,
    cells: Vec<Cell>,
}

impl Drawing {
    pub(super) fn blank(form: Form, width: usize, height: usize) -> Self {
        Self {
            form,
            width,
            height,
            boxes: Vec::new(),
            frames: Vec::new(),
            routes: Vec::new(),
            labels: Vec::new(),
            hidden: Vec::new(),
            cells: vec![Cell::default(); width * height],
        }
    }

    /// The cell at this place; none outside.
    pub fn cell(&self, x: usize, y: usize) -> Option<&Cell> {
        if x < self.width { self.cells.get(y * self.width + x) } else { None }
    }

    pub(super) fn set(&mut self, x: i32, y: i32, symbol: impl Into<Cow<'static, str>>, ink: Ink) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width
            && let Some(cell) = self.cells.get_mut(y * self.width + x)
        {
            *cell = Cell { symbol: symbol.into(), ink };
        }
    }

    /// Writes a text from this place on, as far as the row goes.
    pub(super) fn write(&mut self, mut x: i32, y: i32, text: &str, ink: Ink) {
        for grapheme in text.graphemes(true) {
            self.set(x, y, grapheme.to_owned(), ink);
            let cells = wrap::cells(grapheme);
            for rest in 1..cells {
                self.set(x + rest, y, "", ink);
            }
            x += cells;
        }
    }

    /// The part of the picture that a window of this size shows when it is scrolled so far, row by row.
    pub fn window(&self, scroll: (usize, usize), size: (usize, usize)) -> impl Iterator<Item = &[Cell]> {
        let (left, top) = scroll;
        let right = (left + size.0).min(self.width);
        (top..(top + size.1).min(self.height)).map(move |y| {
            let row = y * self.width;
            self.cells.get(row + left.min(right)..row + right).unwrap_or(&[])
        })
    }

    /// The least scrolling, from where it is now, that brings a box into a window of this size.
    pub fn scroll_to(&self, node: usize, scroll: (usize, usize), size: (usize, usize)) -> (usize, usize) {
        let Some(rect) = self.boxes.iter().find(|shape| shape.node == node).map(|shape| shape.rect) else {
            return scroll;
        };
        (
            keep_in_sight(rect.x, rect.right(), scroll.0, size.0, self.width),
            keep_in_sight(rect.y, rect.bottom(), scroll.1, size.1, self.height),
        )
    }

    /// The picture as lines of text, without blanks at their ends.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.height).map(|y| {
            let row = self.cells.get(y * self.width..(y + 1) * self.width).unwrap_or(&[]);
            let line: String = row.iter().map(|cell| cell.symbol.as_ref()).collect();
            line.trim_end().to_owned()
        })
    }

    /// The cells of a box, if it is drawn.
    pub fn rect(&self, node: usize) -> Option<Rect> {
        self.boxes.iter().find(|shape| shape.node == node).map(|shape| shape.rect)
    }
}

impl std::fmt::Display for Drawing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.lines().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}

fn keep_in_sight(from: i32, to: i32, scroll: usize, size: usize, whole: usize) -> usize {
    let (from, to) = (from.max(0) as usize, to.max(0) as usize);
    let scroll = if to >= scroll + size { (to + 1).saturating_sub(size) } else { scroll };
    scroll.min(from).min(whole.saturating_sub(size))
}
