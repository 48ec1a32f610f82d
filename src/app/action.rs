//! Everything that can reach the model: keys, time, and what became of effects.

use std::sync::Arc;

use crate::app::key::Key;
use crate::app::library::OpenedPage;
use crate::domain::comparison::Comparison;
use crate::domain::hits::Hits;
use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;
use crate::domain::progress::Record;
use crate::domain::schedule::Deck;
use crate::domain::sitting::{Sitting, SittingId, SittingRow};

/// Columns and rows of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A failed effect, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was being done: "saving your answer".
    pub doing: String,
    /// Why it failed.
    pub cause: String,
    /// What to do next.
    pub hint: String,
}

/// What is known once the history has been opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// Every sitting, newest first.
    pub sittings: Vec<SittingRow>,
    /// The newest sitting that is not finished and not open elsewhere.
    pub unfinished: Option<SittingId>,
    /// A sitting that another instance has open, with its process number.
    pub open_elsewhere: Option<(SittingId, u32)>,
    /// The cards, their recent grades, and the settings of the drills.
    pub deck: Deck,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resized(Size),
    /// The terminal gained or lost the focus.
    Focused(bool),
    /// A moment the model asked to be woken at.
    Tick,
    /// The content is loaded; with a word about problems in the user's packs, if there are any.
    Loaded {
        /// The content.
        playbook: Arc<Playbook>,
        /// One line about problems.
        problems: Option<String>,
    },
    /// The history was read.
    HistoryRead(History),
    /// Something that stays true for a while: "nothing will be saved: ..."; empty when it no longer is.
    Banner(String),
    /// A sitting has its number.
    SittingStarted(SittingId),
    /// A sitting was read from the store.
    SittingOpened(Box<Sitting>),
    /// A sitting was read to be played again.
    SittingRead(Box<Sitting>),
    /// Two sittings were read and compared.
    Compared(Box<Comparison>),
    /// Everything handed over up to this generation is on disk.
    Saved(u64),
    /// What a query found.
    Found {
        /// Of the question.
        generation: u64,
        /// The answer.
        hits: Box<Hits>,
    },
    /// A page is there.
    PageOpened {
        /// The page.
        page: Box<OpenedPage>,
        /// The heading to open it at.
        slug: Option<String>,
        /// Whether it stands beside a list.
        preview: bool,
    },
    /// Queries of before, newest first.
    SearchesRead(Vec<String>),
    /// All that progress is read from.
    ProgressRead(Box<Record>),
    /// The figures of so many sittings are still to be made.
    FiguresLeft(usize),
    /// How far a page was read before, in millionths of its rows.
    PositionRead {
        /// The page.
        page: PageId,
        /// 0 at the top.
        millionths: u64,
    },
    /// The user's editor was closed; `None` when it failed or nothing changed.
    EditedExternally(Option<String>),
    /// The machine slept for this many milliseconds.
    Slept(u64),
    /// An effect failed.
    Failed(Failure),
    /// A word to the user.
    Notice(String),
}
