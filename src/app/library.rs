//! A page as the reader gets it.

use crate::domain::document::Document;
use crate::domain::id::PageId;

/// A page to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPage {
    /// Which.
    pub id: PageId,
    /// Its title.
    pub title: String,
    /// What it is, in a word.
    pub kind: String,
    /// One sentence.
    pub summary: String,
    /// Its text.
    pub document: Document,
    /// Whether part of it is sealed because its case was not tried yet.
    pub sealed: bool,
    /// Pages it recommends: id and title.
    pub see: Vec<(PageId, String)>,
    /// Pages that link to it: id and title.
    pub used_in: Vec<(PageId, String)>,
    /// The page before in the playbook.
    pub previous: Option<PageId>,
    /// The next page of the playbook.
    pub next: Option<PageId>,
}
