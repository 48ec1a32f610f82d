//! What a search finds, as data.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::page::PageKind;
use crate::domain::text::Text;

/// What kind of place a hit is in: a page, or something smaller that is worth finding by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HitKind {
    /// An interview problem.
    Case,
    /// A design that comes back.
    Pattern,
    /// A page about a topic.
    Chapter,
    /// A decision between options.
    Tradeoff,
    /// A number drill.
    Estimate,
    /// A flawed statement to mend.
    Review,
    /// A fact of a case.
    Fact,
    /// A follow-up question of a case.
    Probe,
    /// A follow-up that changes the problem.
    Curveball,
    /// A situation in which to choose.
    Situation,
    /// A concept or technology of the glossary.
    Term,
    /// A question to recall, with its answer.
    Card,
}

impl HitKind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 12] = [
        Self::Case,
        Self::Pattern,
        Self::Chapter,
        Self::Tradeoff,
        Self::Estimate,
        Self::Review,
        Self::Fact,
        Self::Probe,
        Self::Curveball,
        Self::Situation,
        Self::Term,
        Self::Card,
    ];

    /// The word for it on the command line and in filters.
    pub fn id(self) -> &'static str {
        match self {
            Self::Case => PageKind::Case.id(),
            Self::Pattern => PageKind::Pattern.id(),
            Self::Chapter => PageKind::Chapter.id(),
            Self::Tradeoff => PageKind::Tradeoff.id(),
            Self::Estimate => PageKind::Estimate.id(),
            Self::Review => PageKind::Review.id(),
            Self::Fact => "fact",
            Self::Probe => "probe",
            Self::Curveball => "curveball",
            Self::Situation => "situation",
            Self::Term => "term",
            Self::Card => "card",
        }
    }

    /// The kind of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

impl From<PageKind> for HitKind {
    fn from(kind: PageKind) -> Self {
        match kind {
            PageKind::Case => Self::Case,
            PageKind::Pattern => Self::Pattern,
            PageKind::Chapter => Self::Chapter,
            PageKind::Tradeoff => Self::Tradeoff,
            PageKind::Estimate => Self::Estimate,
            PageKind::Review => Self::Review,
        }
    }
}

/// What narrows a search beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filter {
    /// What kind of place it is.
    Kind,
    /// What it is about.
    Skill,
}

impl Filter {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Kind, Self::Skill];

    /// The word for it, which stands before the colon.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Skill => "skill",
        }
    }
}

/// A filter that lets everything through, since it has no value yet, or one that there is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfilled {
    /// Which.
    pub filter: Filter,
    /// What was typed as its value; empty where nothing was.
    pub value: String,
    /// The values there are, those like what was typed first.
    pub values: Vec<String>,
}

/// A text in which the words that were looked for are marked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Ranges of bytes at the borders of characters, in order, that do not overlap.
    pub marks: Vec<Range<usize>>,
}

/// What was looked for, so that it can be marked in any text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LookedFor {
    /// Words with one of these stems.
    pub stems: BTreeSet<String>,
    /// Words that begin so: what is still being typed.
    pub beginning: Option<String>,
}

impl LookedFor {
    /// The ranges of bytes to be marked, in order, that do not overlap.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let begins =
            |word: &str| self.beginning.as_ref().is_some_and(|beginning| word.starts_with(beginning));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for token in Text::read(text).tokens {
            let is_wanted = begins(&token.word) || self.stems.contains(&token.stem);
            if is_wanted && marks.last().is_none_or(|last| last.end <= token.span.start) {
                marks.push(token.span);
            }
        }
        marks
    }
}

/// One place that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The page to open.
    pub page: String,
    /// The heading to open it at; `None` is the top.
    pub slug: Option<String>,
    /// What kind of place it is.
    pub kind: HitKind,
    /// Its own name: the page's title, or the heading.
    pub title: Marked,
    /// The page and the headings it stands under, outermost first; empty for a page itself.
    pub path: Marked,
    /// The part of the text that shows best why it was found.
    pub snippet: Marked,
    /// What it is about.
    pub skills: Vec<String>,
    /// How well it matches; only good for comparing within one search.
    pub score: f32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Hits {
    /// The rows that were asked for, best first.
    pub rows: Vec<Hit>,
    /// How many there are in all, sealed ones not counted.
    pub total: usize,
    /// How many more there are in content that is sealed.
    pub sealed: usize,
    /// The words that were looked for in place of unknown ones, as a whole query.
    pub correction: Option<String>,
    /// Whether no place has enough of the words, so that all rows are only near to what was asked.
    pub is_partial: bool,
    /// When nothing was found: a query that finds something.
    pub suggestion: Option<String>,
    /// Filters that narrow nothing.
    pub unfilled: Vec<Unfilled>,
    /// For marking it in the pages of the hits.
    pub looked_for: LookedFor,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_in_any_form_and_those_that_begin_so() {
        let looked_for = LookedFor { stems: ["arriv".to_owned()].into(), beginning: Some("wat".to_owned()) };
        let text = "Late arrivals: a caf\u{e9}'s watermark arrives";
        let marked: Vec<&str> =
            looked_for.marks(text).into_iter().filter_map(|mark| text.get(mark)).collect();
        assert_eq!(marked, ["arrivals", "watermark", "arrives"]);
        assert!(LookedFor::default().marks(text).is_empty());
    }
}
