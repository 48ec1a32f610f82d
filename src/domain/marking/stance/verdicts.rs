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

    /// "People merge late events, but I drop them": what others do, or what might be done, is refused by the "but"
    /// behind it.
    pub(super) fn others_claims(&self, scopes: &mut Vec<Scope>) {
        for but in 0..self.text.tokens.len() {
            let Some(before) = self.before_turn(but) else { continue };
            let by_others =
                before.clone().find_map(|at| Some(at + self.longest(at, tables::others())?.len()));
            let vague = by_others.is_some() || self.is_hypothetical(before.clone());
            let refused = self.refuses_outright(but) || (vague && self.refuses(but));
            let start = if refused && !self.is_own_decision(before.clone()) {
                before.start
            } else {
                match by_others {
                    Some(behind) if behind + 2 < but && !self.is_own_decision(before.clone()) => behind,
                    _ => continue,
                }
            };
            scopes.push(Scope { trigger: but..but + 1, tokens: start..but, refusal: Refusal::Rejected });
        }
    }

    /// What stands before a word that turns: in its sentence, or the sentence before where it opens one.
    fn before_turn(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let word = self.word(at);
        let sentence = self.sentence(at);
        if at > sentence.start + 1 {
            return matches!(word, "but" | "however" | "yet" | "though" | "whereas")
                .then_some(sentence.start..at);
        }
        let opens = matches!(word, "but" | "however" | "still" | "yet") && at == sentence.start && at > 0;
        opens.then(|| self.sentence(at - 1))
    }

    /// Whether something is said to be possible, common or true rather than done.
    fn is_hypothetical(&self, tokens: std::ops::Range<usize>) -> bool {
        tokens.clone().any(|at| tables::is_hypothetical(self.word(at)))
            || tokens.clone().any(|at| {
                self.clauses.clause(at).start == at && self.longest(at, tables::granting()).is_some()
            })
    }

    /// "I merge", "we will keep": decided by the candidate.
    fn is_own_decision(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|at| {
            let verb = (at + 1..at + 4).find(|at| !tables::is_lead_in(self.word(*at)));
            matches!(self.word(at), "i" | "we")
                && verb.is_some_and(|verb| {
                    tables::is_verb(self.stem(verb)) && !tables::is_perceiving(self.stem(verb))
                })
        })
    }

    /// "but I would not use it": the refusal of the candidate, in so many words.
    fn refuses_outright(&self, but: usize) -> bool {
        if !matches!(self.word(but + 1), "i" | "we") {
            return false;
        }
        let Some(not) = (but + 2..but + 5).find(|at| matches!(self.word(*at), "not" | "never")) else {
            return false;
        };
        let verb = (not + 1..not + 4).find(|at| !tables::is_lead_in(self.word(*at)));
        verb.is_some_and(|verb| tables::is_refusable(self.stem(verb)))
    }

    /// Whether the clauses behind a "but" refuse something.
    fn refuses(&self, but: usize) -> bool {
        let end = self.sentence(but).end.min(but + 16);
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
