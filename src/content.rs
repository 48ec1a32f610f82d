//! Reads packs: the one in the program and those of the user.
//!
//! Parse, then resolve: `raw` is what was written, the domain types are what is meant. Problems are collected,
//! never just the first; a broken file never keeps the rest from loading. Knows YAML and Markdown; does not
//! know the search index, the screen or the history.

pub mod check;
mod load;
pub mod markdown;
mod names;
mod outline;
mod problem;
mod raw;
mod resolve;
mod scan;
mod schema;
pub mod source;

pub use load::{Loaded, load};
pub use outline::{Entry, outline};
pub use schema::schemas;
pub use source::Source;

use crate::domain::article::{Article, Part, Seal};
use crate::domain::document::{Document, Section};
use crate::domain::playbook::Playbook;

/// A page as data, with the sealed parts that are open, and without links that lead nowhere.
pub fn document(playbook: &Playbook, article: &Article, opens: impl Fn(Seal) -> bool) -> Document {
    let mut document = markdown::parse(&article.markdown(opens));
    document.keep_links(|target| playbook.leads_to(target));
    document
}

/// A page cut at its headings, for search; each section with the seal it is under.
pub fn sections(article: &Article) -> Vec<(Option<Seal>, Section)> {
    let cut = |part: &Part| {
        let seal = part.seal;
        markdown::parse(&part.markdown).sections().into_iter().map(move |section| (seal, section))
    };
    article.parts.iter().flat_map(cut).collect()
}
