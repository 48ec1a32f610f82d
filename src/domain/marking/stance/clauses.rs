//! Clauses: the stretches of a sentence over which a negator or a verdict reaches.

use std::ops::Range;

use super::tables;
use crate::domain::text::{Mark, Text};

/// A scope reaches over at most so many tokens.
const REACH: usize = 14;

/// Where clauses begin.
#[derive(Debug, Clone)]
pub struct Clauses {
    starts: Vec<usize>,
    end: usize,
}

impl Clauses {
    /// Cuts a text into clauses.
    pub fn of(text: &Text) -> Self {
        let starts = (0..text.tokens.len()).filter(|at| *at == 0 || begins(text, *at)).collect();
        Self { starts, end: text.tokens.len() }
    }

    /// The clause that holds this token.
    pub fn clause(&self, token: usize) -> Range<usize> {
        let next = self.starts.partition_point(|start| *start <= token);
        let start = next.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0);
        start..self.starts.get(next).copied().unwrap_or(self.end)
    }

    /// How far something said before `from` governs: to the end of the clause, and over a list that goes on.
    pub fn forward_end(&self, text: &Text, from: usize) -> usize {
        if from >= self.end {
            return self.end;
        }
        if from > 0 && self.starts.binary_search(&from).is_ok() && text.tokens[from].gap.mark > Mark::Quote {
            return from;
        }
        let mut end = self.clause(from).end;
        while end < self.end && end < from + REACH && continues_list(text, self.clause(end)) {
            end = self.clause(end).end;
        }
        end.min(from + REACH)
    }
}

fn begins(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    if token.gap.mark >= Mark::Comma || token.gap.arrow {
        return true;
    }
    let next = text.tokens.get(at + 1).map_or("", |next| next.word.as_str());
    match token.word.as_str() {
        "but" | "because" | "since" | "while" | "whereas" | "although" | "though" | "however" | "if"
        | "when" | "unless" | "until" | "which" | "who" | "where" | "otherwise" | "therefore" | "hence"
        | "so" | "whenever" => true,
        "and" | "or" | "then" => {
            tables::is_subject(next)
                || matches!(next, "then" | "so" | "if" | "when" | "instead" | "let" | "just" | "simply")
        }
        "i" | "we" => {
            at > 0 && !tables::opens_subordinate(&text.tokens[at - 1].word) && begins_new_thought(text, at)
        }
        _ => false,
    }
}

/// "instead of a queue I drop it": a subject pronoun behind a noun begins a clause.
fn begins_new_thought(text: &Text, at: usize) -> bool {
    let behind = &text.tokens[at - 1].word;
    !tables::is_subject(behind)
        && !matches!(
            behind.as_str(),
            "do" | "would" | "should" | "can" | "could" | "will" | "did" | "have" | "must"
        )
}

/// A short clause without a verb of its own, such as the second item of "no Kafka, Flink or Spark".
fn continues_list(text: &Text, clause: Range<usize>) -> bool {
    let first = &text.tokens[clause.start];
    if first.gap.mark != Mark::Comma {
        return false;
    }
    if matches!(first.word.as_str(), "or" | "nor") {
        return true;
    }
    clause.len() <= 6
        && !tables::is_subject(&first.word)
        && text.tokens[clause].iter().all(|token| {
            !tables::is_auxiliary(&token.word)
                && !tables::is_verb(&token.stem)
                && !matches!(token.word.as_str(), "but" | "so" | "because" | "then" | "instead" | "just")
        })
}
