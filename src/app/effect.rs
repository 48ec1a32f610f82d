//! What the model wants done, as values that can be compared. The runtime does it and reports back as actions.

use std::sync::Arc;

use crate::domain::id::{CaseId, PageId};
use crate::domain::interview::Stamped;
use crate::domain::interview::entry::Opening;
use crate::domain::playbook::Snapshot;
use crate::domain::schedule::Change;
use crate::domain::sitting::{Draft, Pane, SittingId};
use crate::domain::time::SessionTime;

/// Something to do outside the model. Store effects are carried out in order and act on the sitting that was started
/// or opened last.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Begin a sitting; answered by `SittingStarted`.
    StartSitting {
        /// How it is set up; the first entry of its log.
        opening: Box<Opening>,
        /// What it is sat with.
        snapshot: Arc<Snapshot>,
    },
    /// Keep an entry of the log.
    Journal(Stamped),
    /// Keep what stands in a field; answered by `Saved(generation)`.
    SaveDraft {
        /// The field.
        draft: Draft,
        /// Counts up with every change.
        generation: u64,
    },
    /// What stood in the field was sent.
    DropDraft(Pane),
    /// The clock has come this far.
    Heartbeat(SessionTime),
    /// The open sitting is finished, with this overall score.
    KeepScore(u32),
    /// Read a sitting; answered by `SittingOpened`.
    OpenSitting(SittingId),
    /// Read a sitting to play it again, also while it is open elsewhere; answered by `SittingRead`.
    ReadSitting(SittingId),
    /// Read two sittings of one case, the earlier first; answered by `Compared`.
    CompareSittings(SittingId, SittingId),
    /// Move a sitting to the trash; answered by `HistoryRead`.
    DeleteSitting(SittingId),
    /// Take a sitting out of the trash; answered by `HistoryRead`.
    RestoreSitting(SittingId),
    /// Read the history; answered by `HistoryRead`.
    ReadHistory,
    /// Read the figures of all sittings, and make those that are missing; answered by `ProgressRead`.
    ReadProgress,
    /// Look for pages; answered by `Found`.
    Search {
        /// As typed.
        query: String,
        /// Counts up with every question, so that a late answer can be told from the newest.
        generation: u64,
    },
    /// Fetch a page; answered by `PageOpened`.
    OpenPage {
        /// Which.
        id: PageId,
        /// The heading to open it at.
        slug: Option<String>,
        /// Whether it stands beside a list, rather than being opened.
        preview: bool,
    },
    /// Keep a query that led somewhere.
    RememberSearch(String),
    /// Read the queries of before; answered by `SearchesRead`.
    ReadSearches,
    /// Keep how far a page was read, in millionths of its rows.
    KeepPosition {
        /// The page.
        page: PageId,
        /// 0 at the top.
        millionths: u64,
    },
    /// Read how far a page was read; answered by `PositionRead`.
    ReadPosition(PageId),
    /// Put on record that what is sealed in this case was opened.
    Unseal(CaseId),
    /// Write down what changed in the memory.
    Remember(Vec<Change>),
    /// Put text on the clipboard.
    Copy(String),
    /// Open the text in the user's editor; answered by `EditedExternally`.
    EditExternally(String),
    /// Hand the terminal to the shell until the program is continued.
    Suspend,
    /// Forget what is on the screen and draw everything.
    Redraw,
    /// Leave the program.
    Quit,
}
