//! The four slots of a trade-off said in one breath: *X over Y, because A; I accept C; I would revisit when D*.
//!
//! Each is found in any order and wording: a phrase opens it, and what follows up to the next phrase or the end of the
//! sentence fills it. A phrase alone fills nothing, and what is denied ("I don't accept") opens nothing.

mod phrases;

use std::ops::Range;

use crate::domain::lexicon::Discourse;
use crate::domain::page::Choice;
use crate::domain::text::{self, Mark, Text};
use phrases::Phrases;

/// Words that a slot needs beside the phrase that opens it. "Because of cost" is a reason; "revisit later" is no
/// trigger.
fn fewest(slot: Slot) -> usize {
    if slot == Slot::Revisit { 2 } else { 1 }
}

/// How far before an option a word may stand that sets it aside: `over a managed one`.
const REACH: usize = 3;

/// A part of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// X over Y.
    Choice,
    /// Because A matters more than B here.
    Because,
    /// I accept C.
    Accept,
    /// I would revisit when D.
    Revisit,
}

impl Slot {
    /// All slots, in the usual order.
    pub const ALL: [Self; 4] = [Self::Choice, Self::Because, Self::Accept, Self::Revisit];

    /// The slot as it is asked for.
    pub fn words(self) -> &'static str {
        match self {
            Self::Choice => "X over Y",
            Self::Because => "because A matters more than B",
            Self::Accept => "I accept C",
            Self::Revisit => "I would revisit when D",
        }
    }
}

/// Which side was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// An option, by its number.
    Option(usize),
    /// Either can be defended.
    Either,
}

/// What was found in an answer: the bytes that fill each slot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slots {
    /// The side that the words take.
    pub side: Option<Side>,
    /// By slot, in the usual order.
    pub filled: [Option<Range<usize>>; 4],
}

impl Slots {
    /// The bytes that fill a slot.
    pub fn of(&self, slot: Slot) -> Option<Range<usize>> {
        self.filled[slot as usize].clone()
    }

    /// How many are filled.
    pub fn count(&self) -> usize {
        self.filled.iter().flatten().count()
    }
}

/// Reads answers to one trade-off.
#[derive(Debug, Clone)]
pub struct SlotReader {
    /// For each option the names it goes by, as stems.
    options: Vec<Vec<Vec<String>>>,
    phrases: Phrases,
}

impl SlotReader {
    /// For these options, with the phrases of the lexicon beside the built-in ones.
    pub fn new(options: &[Choice], discourse: &Discourse) -> Self {
        let mut names: Vec<Vec<Vec<String>>> = options.iter().map(names).collect();
        // A word that two options share names neither.
        let all = names.clone();
        for (number, own) in names.iter_mut().enumerate() {
            let others =
                all.iter().enumerate().filter(|(other, _)| *other != number).flat_map(|(_, names)| names);
            let others: Vec<&Vec<String>> = others.collect();
            own.retain(|name| !others.contains(&name));
        }
        Self { options: names, phrases: Phrases::new(discourse) }
    }

    /// Finds the slots of an answer.
    pub fn read(&self, source: &str) -> Slots {
        let text = Text::read(source);
        let openings = self.phrases.find(&text);
        let mut slots = Slots::default();
        let mut triggers: Vec<Range<usize>> = Vec::new();
        for (number, opening) in openings.iter().enumerate() {
            let next = openings.get(number + 1..).unwrap_or_default();
            // "I accept to keep" accepts something; it gives no reason.
            let closes = |next: &&phrases::Opening| {
                next.slot != opening.slot && next.tokens.start > opening.tokens.end
            };
            let next = next.iter().find(closes).map(|next| next.tokens.start);
            let extent = opening.tokens.start..end_of(&text, opening.tokens.end, next);
            if opening.slot == Slot::Revisit {
                triggers.push(extent.clone());
            }
            let place = &mut slots.filled[opening.slot as usize];
            let is_filled =
                words_in(&text, &extent).saturating_sub(opening.tokens.len()) >= fewest(opening.slot);
            if place.is_none() && is_filled {
                *place = Some(text.bytes(extent));
            }
        }
        if let Some((side, tokens)) = self.side(&text, &triggers) {
            slots.side = Some(side);
            slots.filled[Slot::Choice as usize] = Some(text.bytes(tokens));
        }
        slots
    }

    /// The side that the words take, and where: the first option that is not set aside. What a trigger would switch
    /// to is not taken yet.
    fn side(&self, text: &Text, triggers: &[Range<usize>]) -> Option<(Side, Range<usize>)> {
        let mut rejected: Option<(usize, Range<usize>)> = None;
        let is_settled = |at: &usize| !triggers.iter().any(|trigger| trigger.contains(at));
        for at in (0..text.tokens.len()).filter(is_settled) {
            if let Some(length) = phrases::either(text, at) {
                return Some((Side::Either, at..at + length));
            }
            let Some((option, length)) = self.option_at(text, at) else { continue };
            if !is_set_aside(text, at) {
                let end = end_of(text, at + length, None).min(at + length + 6);
                return Some((Side::Option(option), self.until_other(text, at, end, option)));
            }
            rejected = rejected.or(Some((option, at..at + length)));
        }
        // "Not streaming": of two options, that names the other.
        let (option, tokens) = rejected?;
        (self.options.len() == 2).then_some((Side::Option(1 - option), tokens))
    }

    /// From the option to the one it is set against, where that follows.
    fn until_other(&self, text: &Text, at: usize, end: usize, option: usize) -> Range<usize> {
        let other = (at + 1..end).find_map(|at| {
            let (other, length) = self.option_at(text, at)?;
            (other != option).then_some(at + length)
        });
        let own = self.option_at(text, at).map_or(1, |(_, length)| length);
        at..other.unwrap_or(at + own)
    }

    fn option_at(&self, text: &Text, at: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for (option, names) in self.options.iter().enumerate() {
            for name in names {
                let tokens = text.tokens.get(at..at + name.len()).unwrap_or_default();
                let fits = !tokens.is_empty() && tokens.iter().map(|token| &token.stem).eq(name);
                if fits && best.is_none_or(|(_, length)| name.len() > length) {
                    best = Some((option, name.len()));
                }
            }
        }
        best
    }
}

/// What an option is called: its id, its title up to a parenthesis, and each telling word of both.
fn names(option: &Choice) -> Vec<Vec<String>> {
    const GENERAL: [&str; 24] = [
        "a", "an", "the", "of", "or", "and", "for", "in", "on", "at", "first", "later", "data", "service",
        "your", "own", "model", "with", "per", "by", "apache", "to", "it", "once",
    ];
    let title = option.title.split(['(', ',', ':']).next().unwrap_or_default();
    let id = option.id.as_str().replace('-', " ");
    let general: Vec<String> = GENERAL.iter().flat_map(|word| text::stems(word)).collect();
    // "Columnar (Parquet, ORC)": the products named are names, too.
    let inside = option.title.split_once('(').map_or("", |(_, rest)| rest);
    let products = inside.split(|char: char| !char.is_alphanumeric() && char != '-');
    let products = products.filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    let mut names: Vec<Vec<String>> = products.map(text::stems).collect();
    for whole in [text::stems(title), text::stems(&id)] {
        names.extend(whole.iter().filter(|stem| !general.contains(stem)).map(|stem| vec![stem.clone()]));
        names.push(whole);
    }
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

/// Whether a word just before sets the option aside: `over batch`, `instead of the warehouse`, `not streaming`.
fn is_set_aside(text: &Text, at: usize) -> bool {
    for back in 1..=REACH {
        let Some(token) = at.checked_sub(back).and_then(|place| text.tokens.get(place)) else { return false };
        let next = text.tokens.get(at - back + 1);
        // A mark between the two breaks the tie: "not cheap: batch".
        if next.is_some_and(|next| next.gap.mark >= Mark::Comma) {
            return false;
        }
        let word = token.word.as_str();
        let before = at.checked_sub(back + 1).and_then(|place| text.tokens.get(place));
        let pair = before.map_or("", |before| before.word.as_str());
        let sets_aside = matches!(
            word,
            "over" | "not" | "than" | "no" | "never" | "against" | "versus" | "vs" | "without"
        ) || word == "of" && pair == "instead"
            || word == "before" && pair == "choose";
        if sets_aside {
            return true;
        }
    }
    false
}

/// Where what begins before `from` ends: at the next opening, or with its sentence.
fn end_of(text: &Text, from: usize, next: Option<usize>) -> usize {
    let sentence = text.sentences.get(text.sentence_of(from.saturating_sub(1)));
    let end = sentence.map_or(text.tokens.len(), |sentence| sentence.tokens.end);
    let is_break = |at: &usize| text.tokens.get(*at).is_some_and(|token| token.gap.mark == Mark::Semicolon);
    let broken = (from + 1..end).find(is_break).unwrap_or(end);
    next.map_or(broken, |next| broken.min(next.max(from)))
}

/// Different words in an extent.
fn words_in(text: &Text, extent: &Range<usize>) -> usize {
    let mut words: Vec<&str> =
        text.tokens.get(extent.clone()).unwrap_or_default().iter().map(|token| token.stem.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    words.len()
}

#[cfg(test)]
mod tests;
