//! What others do, against what the candidate does in the next sentence: "Some merge on a key. I append."

use super::{Reader, Refusal, Scope};
use crate::domain::text::wordset::stands_in;

/// An opening sentence that speaks of others reaches so far back from the candidate's own.
const LONGEST: usize = 40;

/// How far a sentence stands off from what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distance {
    /// "People ...", "One would ...", "I know that ...".
    Others,
    /// "You could ...", "I might ...", "There are ...".
    Possible,
}

impl Reader<'_> {
    /// What a sentence ascribes to others is refused where the next one begins with what the candidate does, and
    /// what it calls possible where the candidate then does something instead.
    pub(super) fn contrasts(&self, scopes: &mut Vec<Scope>) {
        for pair in self.text.sentences.windows(2) {
            let (before, own) = (pair[0].tokens.clone(), pair[1].tokens.clone());
            if before.len() > LONGEST || pair[0].is_question || !self.is_own_sentence(own.start) {
                continue;
            }
            let turns = match self.distance(before.start) {
                Some(Distance::Others) => !self.agrees(own.clone()),
                Some(Distance::Possible) => self.prefers(own.clone()) && !self.agrees(own.clone()),
                None => false,
            };
            if turns {
                let trigger = own.start..own.start + 1;
                scopes.push(Scope { trigger, tokens: before, refusal: Refusal::Rejected });
            }
        }
    }

    fn distance(&self, at: usize) -> Option<Distance> {
        let (first, second, third) = (self.word(at), self.word(at + 1), self.word(at + 2));
        let supposes =
            |word: &str| matches!(word, "could" | "would" | "might" | "can" | "may" | "should" | "must");
        match first {
            "some" | "people" | "others" | "many" | "everybody" | "everyone" | "textbooks"
            | "consultants" => Some(Distance::Others),
            "most" if matches!(second, "people" | "teams" | "candidates" | "engineers") => {
                Some(Distance::Others)
            }
            "one" if supposes(second) => Some(Distance::Others),
            "i" if matches!(second, "know" | "heard") => Some(Distance::Others),
            "i" if second == "have" && matches!(third, "heard" | "read" | "seen") => Some(Distance::Others),
            "it" if second == "is" && matches!(third, "common" | "usual" | "customary") => {
                Some(Distance::Others)
            }
            "you" | "i" | "we" if matches!(second, "could" | "might") => Some(Distance::Possible),
            "you" if second == "would" => Some(Distance::Possible),
            "there" if matches!(second, "is" | "are") => Some(Distance::Possible),
            _ => None,
        }
    }

    /// "I ...", "we ...", "to me ...".
    fn is_own_sentence(&self, at: usize) -> bool {
        matches!(self.word(at), "i" | "we" | "my" | "our")
            || (matches!(self.word(at), "to" | "for") && matches!(self.word(at + 1), "me" | "us"))
    }

    /// Whether the candidate goes along with it: "I do the same".
    fn agrees(&self, mut own: std::ops::Range<usize>) -> bool {
        let reach = own.end.min(own.start + 8);
        own.end = reach;
        own.any(|at| {
            let does_so = matches!(self.word(at), "do" | "want" | "take" | "use")
                && matches!(self.word(at + 1), "that" | "this" | "it" | "so");
            does_so
                || stands_in!(
                    self.word(at),
                    "agree too also same likewise follow so both exactly therefore combine"
                )
        })
    }

    /// Whether the candidate does something else: "instead", "rather", "I just ...".
    fn prefers(&self, mut own: std::ops::Range<usize>) -> bool {
        own.any(|at| {
            stands_in!(
                self.word(at),
                "instead rather prefer just simply leave let anyway anyhow refuse skip ignore"
            )
        })
    }
}
