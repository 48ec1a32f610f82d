//! How much counts how much: every number that ranking depends on, in one table.

use crate::domain::hits::HitKind;

/// Of a word found in the name of a page.
pub const TITLE: f32 = 3.0;
/// ... in the name of a part of a page.
pub const HEADING: f32 = 2.0;
/// ... in the names around a part.
pub const PATH: f32 = 0.3;
/// ... in the text.
pub const BODY: f32 = 1.0;

/// ... anywhere on a page, for the page as a whole.
pub const WHOLE: f32 = 1.0;
/// How much the page as a whole counts for each place on it.
pub const PAGE: f32 = 0.7;
/// How much the likeness of the query to the page's name counts for each place on it.
pub const LIKE: f32 = 15.0;
/// Of a word that belongs to asking.
pub const WEAK: f32 = 0.2;

/// Added when the whole query is the name of a page.
pub const IS_PAGE_NAME: f32 = 100.0;
/// Added when the whole query is the name of a part of a page.
pub const IS_PART_NAME: f32 = 20.0;
/// ... and the query has no word that says much.
pub const IS_PART_NAME_OF_LITTLE: f32 = 90.0;
/// Added for an estimate when a number is asked for that stands nowhere.
pub const FIGURE: f32 = 15.0;
/// Of words that stand side by side as in the query, beside what each of them counts.
pub const SIDE_BY_SIDE: f32 = 2.0;
/// Of a document with all words, beside what each of them counts.
pub const ALL_WORDS: f32 = 8.0;

/// Of a document with enough words, where those with fewer are shown, too.
pub const ENOUGH_WORDS: f32 = 20.0;
/// Of a word that completes the one that is being typed, when the typed one is no word itself.
pub const COMPLETION: f32 = 0.8;
/// ... when the typed one is a word, too.
pub const LONGER_WORD: f32 = 0.3;
/// Of another word for the same thing.
pub const SYNONYM: f32 = 0.7;
/// Of the adjective that a word compares.
pub const COMPARED: f32 = 0.7;
/// Of another word for the same thing in the name of a page.
pub const NAME_IN_OTHER_WORDS: f32 = 0.8;
/// Of a word that is spelled nearly so.
pub const MISSPELLED: f32 = 0.7;
/// Of a page among documents that only filters let through.
pub const PAGE_FIRST: f32 = 1.0;

/// The longest name of a part of a page, in words.
pub const LONGEST_NAME: usize = 9;

/// What is left of the score of a place for each better one on the same page.
pub const SAME_PAGE: f32 = 0.8;
/// How many places compete before pages are mixed.
pub const MIXED: usize = 200;
/// So few places are not enough: those with some of the words follow.
pub const ENOUGH: usize = 5;

/// How many completions of the last word are looked for.
pub const COMPLETIONS: usize = 32;
/// How many completions of the last word of a phrase are looked for; each takes some memory.
pub const PHRASE_ENDS: u32 = 4096;
/// How many spellings near an unknown word are looked for.
pub const SPELLINGS: usize = 6;
/// How many other words for the same thing are looked for.
pub const SYNONYMS: usize = 24;
/// How many words of a query are looked for.
pub const WORDS: usize = 24;

/// How many of so many groups of words a document must have, before it is tried with one.
pub fn needed(groups: usize) -> usize {
    match groups {
        0..=2 => groups,
        3 => 2,
        _ => groups * 3 / 5,
    }
}

/// How much a kind of page counts: one to read more than one to work on.
pub fn prior(kind: HitKind) -> f32 {
    match kind {
        HitKind::Review => 0.7,
        HitKind::Term => 0.55,
        HitKind::Estimate | HitKind::Tradeoff | HitKind::Situation => 0.9,
        HitKind::Case
        | HitKind::Pattern
        | HitKind::Chapter
        | HitKind::Fact
        | HitKind::Probe
        | HitKind::Curveball
        | HitKind::Card => 1.0,
    }
}
