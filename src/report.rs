//! Reports to read, print and hand on: what a debrief shows, as Markdown and as one HTML file.
//!
//! A [`Report`] is plain data; both forms show all of it. Texts in it are single lines without control characters;
//! whatever else stands in them is escaped by the form, so that an answer or a title is never anything but text.

mod chart;
mod html;
mod markdown;

pub use html::html;
pub use markdown::markdown;

/// What is reported.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The heading of the whole.
    pub title: String,
    /// What it is about: names with values.
    pub facts: Vec<(String, String)>,
    /// Pictures of numbers.
    pub charts: Vec<Chart>,
    /// A table, with its heading, the heads of its columns, and its rows.
    pub table: Option<Table>,
    /// From top to bottom.
    pub sections: Vec<Section>,
}

/// Rows and columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its heading.
    pub title: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
}

/// A part with a heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// How a line reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading below that of the section.
    Heading,
    /// Of less weight.
    Quiet,
    /// The candidate's own words.
    Quote,
    /// Went well.
    Good,
    /// Needs attention.
    Warning,
}

/// One thing to read, with its details below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// A mark before the text, such as `[x]`.
    pub sign: Option<&'static str>,
    /// The text.
    pub text: String,
    /// How it reads.
    pub tone: Tone,
    /// Lines below it.
    pub details: Vec<(String, Tone)>,
    /// Drawings in lines of text below it, each with its title.
    pub drawings: Vec<(String, String)>,
}

/// Numbers as a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Bars beside each other's names.
    Bars {
        /// Its heading.
        title: String,
        /// What the small upright mark on a bar stands for, where there is one.
        mark: Option<String>,
        /// From top to bottom.
        rows: Vec<Bar>,
    },
    /// A value over time.
    Line {
        /// Its heading.
        title: String,
        /// The value at the top; 0 is at the bottom.
        top: f64,
        /// When, and the value, oldest first.
        points: Vec<(String, f64)>,
    },
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its length, 0 to 1.
    pub length: f64,
    /// Where its mark stands, 0 to 1.
    pub mark: Option<f64>,
    /// The number in words, that of the mark included.
    pub value: String,
}
