//! Stance: which words of a text are claimed, and which are named only to be refused.
//!
//! Works clause by clause on plain English, without a parser: a negator governs what follows it in its clause, a
//! verdict ("is overkill") its subject, "but that is overkill" the clause before it, "people do X, but ..." what
//! people do. What is not clearly refused counts as claimed here; levels ask for their own evidence elsewhere.

mod clauses;
mod contrast;
mod tables;
mod verdicts;

use std::ops::Range;

use clauses::Clauses;
pub use tables::is_verb;

use crate::domain::text::{Mark, Text};

/// How words are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `not X`, `no X`, `without X`.
    Negated,
    /// `X is overkill`, `we skip X`, `people do X, but ...`.
    Rejected,
    /// `instead of X`, `rather than X`: named as what was not chosen.
    PassedOver,
    /// `cannot be split`, `nothing is lost`: said not to happen. This refuses no idea; it is the idea.
    Denied,
}

/// Words that are refused, and the words that refuse them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The refusing words.
    pub trigger: Range<usize>,
    /// The refused words.
    pub tokens: Range<usize>,
    /// How.
    pub refusal: Refusal,
}

impl Scope {
    /// Whether an idea is refused, rather than said not to happen or passed over for another.
    pub fn refuses(&self) -> bool {
        match self.refusal {
            Refusal::Negated | Refusal::Rejected => true,
            Refusal::PassedOver | Refusal::Denied => false,
        }
    }
}

/// Everything that is refused in a text, in order of the refusing words.
pub fn scopes(text: &Text) -> Vec<Scope> {
    let reader = Reader { text, clauses: Clauses::of(text) };
    let mut scopes = Vec::new();
    for at in 0..text.tokens.len() {
        reader.negator(at, &mut scopes);
        reader.rejecter(at, &mut scopes);
        reader.verdict(at, &mut scopes);
    }
    reader.others_claims(&mut scopes);
    reader.contrasts(&mut scopes);
    scopes.retain(|scope| !scope.tokens.is_empty());
    scopes
}

struct Reader<'a> {
    text: &'a Text,
    clauses: Clauses,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.text.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    fn stem(&self, at: usize) -> &str {
        self.text.tokens.get(at).map_or("", |token| token.stem.as_str())
    }

    /// Whether these words stand here, side by side in one clause, compared by stem.
    fn stands(&self, at: usize, phrase: &[String]) -> bool {
        phrase.iter().enumerate().all(|(offset, stem)| {
            self.text
                .tokens
                .get(at + offset)
                .is_some_and(|token| token.stem == *stem && (offset == 0 || token.gap.mark <= Mark::Quote))
        })
    }

    fn longest<'t>(&self, at: usize, table: &'t tables::Phrases) -> Option<&'t [String]> {
        table
            .starting_with(self.stem(at))
            .iter()
            .filter(|phrase| self.stands(at, phrase))
            .max_by_key(|phrase| phrase.len())
            .map(Vec::as_slice)
    }

    fn sentence(&self, at: usize) -> Range<usize> {
        let sentence = self.text.sentence_of(at);
        self.text.sentences.get(sentence).map_or(at..at, |sentence| sentence.tokens.clone())
    }

    /// `not`, `never`, `no`, `without` ...
    fn negator(&self, at: usize, scopes: &mut Vec<Scope>) {
        let word = self.word(at);
        if !tables::is_negator(word) || self.is_idle_negator(at) {
            return;
        }
        let end = self.clauses.forward_end(self.text, at + 1);
        let scope = at + 1..end;
        if self.is_elliptic(scope.clone()) {
            if word != "no" || scope.is_empty() {
                self.refuse_before(at, end, scopes);
            }
            return;
        }
        if self.waits(at, end) {
            return;
        }
        let is_unable = matches!(at.checked_sub(1).map_or("", |before| self.word(before)), "can" | "could");
        let denies = is_unable || self.negates_harm(at, scope.clone());
        let refusal = if denies { Refusal::Denied } else { Refusal::Negated };
        scopes.push(Scope { trigger: at..at + 1, tokens: scope, refusal });
    }

    /// `not only`, `why not`, `yes or no`, `no later than`, and `without X we would ...`, which argues for X.
    fn is_idle_negator(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        match self.word(at) {
            "not" => {
                matches!(
                    next,
                    "only"
                        | "just"
                        | "least"
                        | "merely"
                        | "simply"
                        | "necessarily"
                        | "more"
                        | "less"
                        | "later"
                        | "fewer"
                ) || matches!(before, "why" | "or" | "whether" | "if")
                    || (next == "to" && self.word(at + 2) == "mention")
            }
            "no" => {
                matches!(
                    next,
                    "matter"
                        | "later"
                        | "more"
                        | "less"
                        | "fewer"
                        | "doubt"
                        | "one"
                        | "sooner"
                        | "wonder"
                        | "problem"
                        | "issue"
                ) || matches!(before, "or" | "why" | "say")
            }
            "without" => self.argues_for(at),
            _ => false,
        }
    }

    /// "Without a registry, a release would break readers."
    fn argues_for(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        let rest = at..sentence.end;
        let opens = self.clauses.clause(at).start == at;
        opens
            && rest.clone().any(|at| {
                matches!(
                    self.word(at),
                    "would" | "could" | "will" | "can" | "cannot" | "get" | "have" | "has"
                ) || tables::is_harm(self.stem(at))
            })
    }

    /// "We do not publish until the checks pass" says that we publish after them.
    fn waits(&self, at: usize, end: usize) -> bool {
        let sentence = self.sentence(at);
        (at..(end + 2).min(sentence.end))
            .any(|at| matches!(self.word(at), "until" | "unless" | "before" | "till"))
    }

    /// "so that nothing is lost": refusing what harms is a claim.
    fn negates_harm(&self, at: usize, scope: Range<usize>) -> bool {
        let decides = scope.clone().take(5).any(|at| tables::is_deciding(self.stem(at)));
        let at_subject = matches!(self.word(at), "nothing" | "nobody" | "none" | "no");
        let reach = if at_subject { 8 } else { 7 };
        !decides && scope.take(reach).any(|at| tables::is_harm(self.stem(at)))
    }

    /// Nothing but filler behind the negator: "but we don't do that here".
    fn is_elliptic(&self, scope: Range<usize>) -> bool {
        scope.clone().all(|at| tables::is_filler(self.word(at)))
    }

    /// Refuses what was said before this clause: in the sentence, or else the sentence before.
    fn refuse_before(&self, at: usize, end: usize, scopes: &mut Vec<Scope>) {
        let sentence = self.sentence(at);
        let clause = self.clauses.clause(at);
        let told = (clause.start..at)
            .any(|at| !tables::is_filler(self.word(at)) && !tables::is_pronoun(self.word(at)));
        let before = if told && clause.start < at {
            clause.start..at
        } else if clause.start > sentence.start {
            sentence.start..clause.start
        } else if sentence.start > 0 {
            self.sentence(sentence.start - 1)
        } else {
            return;
        };
        let start = before.start.max(before.end.saturating_sub(30));
        scopes.push(Scope {
            trigger: at..end.max(at + 1),
            tokens: start..before.end,
            refusal: Refusal::Rejected,
        });
    }

    /// `skip X`, `no need for X`, `instead of X` ...
    fn rejecter(&self, at: usize, scopes: &mut Vec<Scope>) {
        let passed_over = self.longest(at, tables::passing_over());
        let Some(phrase) = passed_over.or_else(|| self.longest(at, tables::rejecting())) else {
            return self.left_out(at, scopes);
        };
        let end = self.clauses.forward_end(self.text, at + phrase.len());
        let scope = at + phrase.len()..end;
        if passed_over.is_none() && (self.is_negated(at) || self.negates_harm(at, scope.clone())) {
            return;
        }
        if passed_over.is_none() && self.is_elliptic(scope.clone()) {
            return self.refuse_before(at, end, scopes);
        }
        let refusal = if passed_over.is_some() { Refusal::PassedOver } else { Refusal::Rejected };
        scopes.push(Scope { trigger: at..at + phrase.len(), tokens: scope, refusal });
    }

    /// "I leave the registry out": the words between.
    fn left_out(&self, at: usize, scopes: &mut Vec<Scope>) {
        if self.stem(at) != "leav" || self.is_negated(at) {
            return;
        }
        let Some(out) = (at + 2..at + 7).find(|at| matches!(self.word(*at), "out" | "away")) else { return };
        if (at + 1..out).all(|at| tables::is_filler(self.word(at))) {
            return self.refuse_before(at, out + 1, scopes);
        }
        scopes.push(Scope { trigger: out..out + 1, tokens: at + 1..out, refusal: Refusal::Rejected });
    }

    /// Whether a negator stands shortly before in the same clause: "I would not skip it".
    fn is_negated(&self, at: usize) -> bool {
        let clause = self.clauses.clause(at);
        (clause.start.max(at.saturating_sub(4))..at)
            .any(|at| tables::is_negator(self.word(at)) && !self.is_idle_negator(at))
    }
}

#[cfg(test)]
mod tests;
