//! The phrases that open a slot.

use std::ops::Range;

use super::Slot;
use crate::domain::lexicon::Discourse;
use crate::domain::text::{self, Mark, Text};

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What it opens.
    pub slot: Slot,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// Reasons, beside those of the lexicon.
const BECAUSE: &[&str] = &[
    "because",
    "since",
    "given that",
    "given",
    "due to",
    "the reason is",
    "my reason",
    "reason being",
    "matters more",
    "matter more",
    "counts more",
    "weighs more",
    "outweighs",
    "outweigh",
    "is more important",
    "are more important",
    "is worth more",
    "beats",
    "as the",
    "as we",
    "as nobody",
    "as they",
    "what decides",
    "what matters",
    "the point is",
    "so that",
    "which gives us",
    "bc",
    "cos",
    "cuz",
    "thanks to",
    "driven by",
];
/// Costs that are accepted, beside those of the lexicon.
const ACCEPT: &[&str] = &[
    "accept",
    "accepting",
    "accepted",
    "at the cost of",
    "at the expense of",
    "the price is",
    "price is",
    "the cost of that is",
    "the price i pay",
    "price to pay",
    "the cost is",
    "the cost i take",
    "we pay with",
    "i pay with",
    "paying with",
    "the downside",
    "downside is",
    "drawback",
    "give up",
    "giving up",
    "gives up",
    "sacrifice",
    "sacrificing",
    "live with",
    "living with",
    "tolerate",
    "put up with",
    "trade away",
    "trading away",
    "in exchange for",
    "in return for",
    "fine with",
    "okay with",
    "ok with",
    "happy to pay",
    "willing to pay",
    "willing to take",
    "i take the",
    "take the hit",
    "even though",
    "even if that means",
    "we lose",
    "i lose",
    "costs me",
    "costs us",
    "swallow",
    "the trade off is",
    "the catch",
];
/// Triggers to look again, beside those of the lexicon.
const REVISIT: &[&str] = &[
    "revisit",
    "reconsider",
    "rethink",
    "re evaluate",
    "reevaluate",
    "change my mind",
    "changes my mind",
    "change this decision",
    "look again",
    "review this",
    "review that",
    "come back to this",
    "until",
    "unless",
    "would flip",
    "flips",
    "what flips",
    "not before",
];
/// A condition: together with a change, it opens a trigger.
const CONDITION: &[&str] =
    &["if", "once", "when", "as soon as", "the day", "should", "the moment", "after", "past"];
/// A change of the decision, or of the world, in the sentence of a condition.
const CHANGE: &[&str] = &[
    "switch",
    "move",
    "migrate",
    "go back",
    "change",
    "flip",
    "swap",
    "turn to",
    "would choose",
    "would pick",
    "would take",
    "would go",
    "would use",
    "would prefer",
    "choose",
    "prefer",
    "grows",
    "exceeds",
    "drops",
    "rises",
    "doubles",
    "becomes",
    "reaches",
    "needs",
    "wants",
    "tightens",
    "starts",
    "leaves",
    "falls",
    "begins",
    "asks",
    "comes",
];
/// What would be done then: enough of a change after an open condition.
const THEN: &[&str] = &["would", "i'd", "i d", "we'd", "we d"];
/// Conditions that are open.
const OPEN: [&str; 3] = ["if", "once", "should"];
/// Words that deny the phrase after them.
const DENIALS: [&str; 6] = ["not", "never", "cannot", "without", "no", "hardly"];

/// Phrases as stems.
#[derive(Debug, Clone)]
pub struct Phrases {
    plain: Vec<(Slot, Vec<String>)>,
    condition: Vec<Vec<String>>,
    change: Vec<Vec<String>>,
    then: Vec<Vec<String>>,
}

impl Phrases {
    /// The built-in phrases and those of the lexicon that have no gap.
    pub fn new(discourse: &Discourse) -> Self {
        let own = [(Slot::Because, BECAUSE), (Slot::Accept, ACCEPT), (Slot::Revisit, REVISIT)];
        let own =
            own.into_iter().flat_map(|(slot, phrases)| phrases.iter().map(move |phrase| (slot, *phrase)));
        let more = [
            (Slot::Because, &discourse.reason),
            (Slot::Accept, &discourse.cost),
            (Slot::Revisit, &discourse.revisit),
        ];
        let more =
            more.into_iter().flat_map(|(slot, list)| list.iter().map(move |phrase| (slot, phrase.as_str())));
        // "Instead of" sets an option aside before it gives a reason.
        let fits = |phrase: &str| !phrase.contains("...") && !matches!(phrase, "instead of" | "rather than");
        let mut plain: Vec<(Slot, Vec<String>)> = own
            .chain(more)
            .filter(|(_, phrase)| fits(phrase))
            .map(|(slot, phrase)| (slot, text::stems(phrase)))
            .collect();
        plain.retain(|(_, stems)| !stems.is_empty());
        plain.sort_by_key(|(slot, stems)| (std::cmp::Reverse(stems.len()), *slot));
        let stems = |list: &[&str]| list.iter().map(|phrase| text::stems(phrase)).collect();
        Self { plain, condition: stems(CONDITION), change: stems(CHANGE), then: stems(THEN) }
    }

    /// The openings of a text, in order. A trigger begins with its condition: "once it grows, I would switch".
    pub fn find(&self, text: &Text) -> Vec<Opening> {
        let mut found: Vec<Opening> = Vec::new();
        let mut at = 0;
        while at < text.tokens.len() {
            let plain = self.plain.iter().find(|(_, stems)| stands(text, at, stems));
            match plain {
                Some((slot, stems)) if !is_denied(text, at) && !is_until_then(text, at) => {
                    found.push(Opening { slot: *slot, tokens: at..at + stems.len() });
                    at += stems.len();
                }
                _ => {
                    if let Some(length) = self.trigger(text, at) {
                        found.push(Opening { slot: Slot::Revisit, tokens: at..at + length });
                    }
                    at += 1;
                }
            }
        }
        found
    }

    /// A condition in whose clause something changes.
    fn trigger(&self, text: &Text, at: usize) -> Option<usize> {
        let condition = self.condition.iter().find(|stems| stands(text, at, stems))?;
        let sentence = text.sentences.get(text.sentence_of(at))?;
        let is_open = text.tokens.get(at).is_some_and(|token| OPEN.contains(&token.word.as_str()));
        let changes = (at + 1..sentence.tokens.end)
            .take_while(|at| text.tokens.get(*at).is_some_and(|token| token.gap.mark < Mark::Semicolon))
            .any(|at| {
                let then = self.then.iter().filter(|_| is_open);
                self.change.iter().chain(then).any(|stems| stands(text, at, stems))
            });
        changes.then_some(condition.len())
    }
}

fn stands(text: &Text, at: usize, stems: &[String]) -> bool {
    let tokens = text.tokens.get(at..at + stems.len()).unwrap_or_default();
    !stems.is_empty() && tokens.len() == stems.len() && tokens.iter().map(|token| &token.stem).eq(stems)
}

/// "Until then" looks back to a trigger and is none.
fn is_until_then(text: &Text, at: usize) -> bool {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.word.as_str());
    word(at) == "until" && word(at + 1) == "then"
}

fn is_denied(text: &Text, at: usize) -> bool {
    for back in 1..=2 {
        let next = text.tokens.get(at + 1 - back);
        let token = at.checked_sub(back).and_then(|place| text.tokens.get(place));
        let (Some(token), Some(next)) = (token, next) else { return false };
        if next.gap.mark >= Mark::Comma {
            return false;
        }
        if DENIALS.contains(&token.word.as_str()) {
            return true;
        }
    }
    false
}

/// "Either", "both work", "it depends": how many tokens say that either can be defended.
pub fn either(text: &Text, at: usize) -> Option<usize> {
    const WORDS: [&str; 10] = [
        "either",
        "both work",
        "both are fine",
        "both would",
        "no difference",
        "does not matter",
        "it depends",
        "a coin flip",
        "a toss up",
        "no clear winner",
    ];
    let found = WORDS.iter().map(|words| text::stems(words)).find(|stems| stands(text, at, stems))?;
    // "Either Kafka or Kinesis" is still to be decided; "either" alone decides.
    Some(found.len())
}
