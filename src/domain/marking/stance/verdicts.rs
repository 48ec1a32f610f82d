//! Verdicts on what was said before: "X is overkill", "X, but that is overkill", "people do X, but ...".

use super::{Reader, Refusal, Scope, tables};
use crate::domain::text::wordset::stands_in;

impl Reader<'_> {
    /// A verdict refuses the subject of its clause, or, where that is "that" or "it", what was said before.
    pub(super) fn verdict(&self, at: usize, scopes: &mut Vec<Scope>) {
        let Some(phrase) = self.longest(at, tables::verdicts()) else { return };
        if self.is_negated(at) {
            return;
        }
        let clause = self.clauses.clause(at);
        let end = at + phrase.len();
        let subject = self.subject_start(clause.start, at)..at;
        let names_something = subject.clone().any(|at| {
            !tables::is_pronoun(self.word(at))
                && !tables::is_filler(self.word(at))
                && !tables::is_auxiliary(self.word(at))
                && !is_soft(self.word(at))
        });
        if names_something {
            scopes.push(Scope { trigger: at..end, tokens: subject, refusal: Refusal::Rejected });
        } else {
            self.refuse_before(clause.start.max(at.saturating_sub(1)), end, scopes);
        }
        // "It is overkill to run a second pipeline": what follows is the subject.
        let behind = self.word(end);
        if matches!(behind, "to" | "for" | "having" | "doing")
            && !matches!(self.word(end + 1), "us" | "me" | "this" | "that" | "six" | "a" | "such")
            && behind == "to"
        {
            let reach = self.clauses.forward_end(self.text, end);
            scopes.push(Scope { trigger: at..end, tokens: end..reach, refusal: Refusal::Rejected });
        }
    }

    /// "X makes Y unnecessary" refuses Y only.
    fn subject_start(&self, clause: usize, at: usize) -> usize {
        let makes = (clause..at)
            .rev()
            .find(|at| matches!(self.stem(*at), "make" | "render" | "find" | "call" | "consid"));
        makes.map_or(clause, |makes| makes + 1)
    }

    /// "People merge late events, but I drop them."
    pub(super) fn others_claims(&self, scopes: &mut Vec<Scope>) {
        for at in 0..self.text.tokens.len() {
            let by_others = self.longest(at, tables::others());
            let granted =
                if self.clauses.clause(at).start == at { self.longest(at, tables::granting()) } else { None };
            let Some(phrase) = by_others.or(granted) else { continue };
            let Some(but) = self.but_after(at) else { continue };
            if by_others.is_none() && !self.refuses(but) {
                continue;
            }
            scopes.push(Scope {
                trigger: but..but + 1,
                tokens: at + phrase.len()..but,
                refusal: Refusal::Rejected,
            });
        }
    }

    /// The "but" that answers what is said here: in this sentence, or at the start of the next.
    fn but_after(&self, at: usize) -> Option<usize> {
        let sentence = self.sentence(at);
        let turns = |at: &usize| matches!(self.word(*at), "but" | "however" | "yet" | "though" | "whereas");
        let here = (at..sentence.end).find(turns).filter(|but| *but > at + 1);
        let next = sentence.end;
        let opens = |at: usize| matches!(self.word(at), "but" | "however" | "still" | "yet");
        here.or_else(|| (next < self.text.tokens.len() && opens(next)).then_some(next))
    }

    /// Whether the clauses behind a "but" refuse something.
    fn refuses(&self, but: usize) -> bool {
        let end = self.sentence(but).end;
        (but + 1..end).any(|at| {
            tables::is_negator(self.word(at))
                && !self.is_idle_negator(at)
                && !self.negates_harm(at, at + 1..end)
                || self.longest(at, tables::rejecting()).is_some()
                || self.longest(at, tables::verdicts()).is_some()
        })
    }
}

/// Words of degree in front of a verdict.
fn is_soft(word: &str) -> bool {
    stands_in!(
        word,
        "just simply really quite rather clearly probably frankly honestly too seems feels sounds looks \
         pure complete total mostly usually only think find consider call calls me to be as completely"
    )
}
