//! The debrief as sections to read: a fold of [`Debrief`].

pub mod answers;
mod board;
mod facts;
mod overview;
pub mod points;
mod time;
pub mod transcript;

use std::ops::Range;

use crate::domain::id::{AskId, PageId, PointId};
use crate::domain::interview::Interview;
use crate::domain::playbook::Snapshot;
use crate::domain::score::Debrief;
use crate::domain::sketch::{Area, Graph, Options, layout};

/// Columns of a drawing in plain text.
const TEXT_COLUMNS: usize = 100;

/// How an item reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading.
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

/// How a point was marked, with a sign that needs no color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Not seen.
    NotSeen,
    /// Named only.
    Partly,
    /// Reasoned.
    Seen,
    /// Reasoned, and proven.
    Proven,
}

impl Sign {
    /// The sign of a mark from 0 to 3.
    pub fn of(mark: u8) -> Self {
        match mark {
            0 => Self::NotSeen,
            1 => Self::Partly,
            2 => Self::Seen,
            _ => Self::Proven,
        }
    }

    /// Three characters.
    pub fn sign(self) -> &'static str {
        match self {
            Self::NotSeen => "[ ]",
            Self::Partly => "[~]",
            Self::Seen => "[x]",
            Self::Proven => "[X]",
        }
    }

    /// 0 not seen, 1 partly, 2 seen.
    pub fn worth(self) -> u8 {
        match self {
            Self::NotSeen => 0,
            Self::Partly => 1,
            Self::Seen | Self::Proven => 2,
        }
    }
}

/// One thing to read, with its details below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// How far in.
    pub indent: u8,
    /// How the point was marked, if this is a point.
    pub mark: Option<Sign>,
    /// The text.
    pub text: String,
    /// How it reads.
    pub tone: Tone,
    /// Lines below it.
    pub details: Vec<(String, Tone)>,
    /// The question it belongs to.
    pub ask: Option<AskId>,
    /// The point it is, with its question.
    pub point: Option<(AskId, PointId)>,
    /// Drawings below it; two are meant to be compared.
    pub boards: Vec<Pane>,
    /// The page of the playbook that says more.
    pub page: Option<PageId>,
    /// Bytes of the text that stand out, besides their brackets.
    pub passages: Vec<Range<usize>>,
}

/// A drawing with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pane {
    /// Whose, or of when.
    pub title: String,
    /// As written.
    pub text: String,
    /// What it draws.
    pub graph: Graph,
}

/// A part of the debrief.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// One or two words.
    pub title: String,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// All sections of a debrief.
pub fn of(debrief: &Debrief, interview: &Interview, snapshot: &Snapshot) -> Vec<Section> {
    let mut sections = vec![overview::section(debrief, interview)];
    sections.extend(points::sections(debrief, interview, snapshot));
    sections.extend(board::section(interview, snapshot));
    sections.push(facts::section(&debrief.facts, interview, &snapshot.case));
    sections.push(time::section(debrief, interview, &snapshot.framework));
    sections.push(answers::section(debrief, interview, snapshot));
    sections
}

/// Authored prose in one line: its line breaks are the author's editor's.
pub fn flowed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text in one line, with `..` where something is left out.
fn beginning(text: &str, most: usize) -> String {
    let text = flowed(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} ..", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

/// The sections as plain text, for the clipboard and for `history show`.
pub fn as_text(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        text.extend(["## ", &section.title, "\n\n"]);
        for item in &section.items {
            let indent = "  ".repeat(usize::from(item.indent));
            let mark = item.mark.map_or(String::new(), |mark| format!("{} ", mark.sign()));
            text.extend([&indent, &mark, &item.text, "\n"]);
            for (detail, _) in &item.details {
                text.extend([&indent, "    ", detail, "\n"]);
            }
            for pane in &item.boards {
                let area = Area { width: TEXT_COLUMNS, height: None };
                let drawing = layout(&pane.graph, area, Options::default());
                text.extend([&pane.title, ":\n\n", &drawing.to_string(), "\n"]);
            }
        }
        text.push('\n');
    }
    text
}
