//! Design decisions that a question hands over: they are the candidate's.

use super::Mind;
use super::opinion::says;
use crate::domain::lexicon::words::NameKind;
use crate::domain::text::Text;
use crate::domain::text::wordset::stands_in;

impl Mind {
    /// Whether the question hands a design decision back.
    pub(super) fn is_decision(&self, question: &str) -> bool {
        let read = Text::read(question);
        let ids = self.words.ids(&read.tokens);
        let names_part = self.words.hits(&read, &ids).iter().any(|hit| {
            self.words.kind_of(hit.name) == NameKind::Technology || self.words.implied(hit.name).len() > 1
        });
        let words: Vec<&str> = read.tokens.iter().map(|token| token.word.as_str()).collect();
        let has = |phrase: &str| says(&words, phrase);
        let noun = words.iter().any(|word| is_design_noun(word));
        // "Should it be A or B?": whatever the parts are called.
        let offers = has("or")
            && matches!(words.first(), Some(&("should" | "shall")))
            && matches!(words.get(1), Some(&("i" | "we" | "it" | "this" | "that" | "the")));
        let asks_choice = CHOICES.iter().any(|phrase| has(phrase)) || has("how many") && has("should");
        let which = (has("which") || has("what"))
            && noun
            && ["should i", "prefer", "best", "to use"].iter().any(|phrase| has(phrase));
        offers || which || (asks_choice && (names_part || noun))
    }
}

/// What hands a decision back where it is about a part of the design.
const CHOICES: [&str; 19] = [
    "should i",
    "should we",
    "shall i",
    "shall we",
    "do you want me",
    "would you",
    "do you prefer",
    "do you recommend",
    "do you think",
    "is it ok",
    "is it okay",
    "is it fine",
    "can i use",
    "may i use",
    "better to",
    "is better",
    "makes more sense",
    "make more sense",
    "best way",
];

/// "Should I ...", "shall we ...": whatever it is about, it is a decision handed over where it names a part.
pub fn begins_choosing(question: &str) -> bool {
    let read = Text::read(question);
    let words = read.tokens.iter().map(|token| token.word.as_str());
    let mut words = words.skip_while(|word| matches!(*word, "and" | "so" | "or" | "ok" | "okay"));
    matches!((words.next(), words.next()), (Some("should" | "shall"), Some("i" | "we")))
}

fn is_design_noun(word: &str) -> bool {
    stands_in!(
        word,
        "database databases tool tools engine framework architecture pattern store technology format \
         design approach streaming batch partition partitions partitioning schema index warehouse lake queue \
         orchestrator lambda kappa key storage language shards brokers nodes workers replicas"
    )
}
