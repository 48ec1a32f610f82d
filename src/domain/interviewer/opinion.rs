//! Questions for the interviewer's opinion, which he keeps to himself: the design is the candidate's.

use crate::domain::text::Text;
use crate::domain::text::wordset::stands_in;

/// What asks for an opinion, which an interviewer keeps to himself, whatever it is about.
const OPINIONS: [&str; 18] = [
    "do you agree",
    "what do you say",
    "what do you think",
    "what would you say",
    "would you say",
    "your view",
    "your opinion",
    "do you insist",
    "would you prefer",
    "do you prefer",
    "you recommend",
    "in your place",
    "fine with you",
    "ok with you",
    "okay with you",
    "fine by you",
    "fine for you",
    "ok for you",
];

/// Whether the question asks for the interviewer's own view, or what they would do.
pub fn asks_opinion(question: &str) -> bool {
    let read = Text::read(question);
    let words: Vec<&str> = read.tokens.iter().map(|token| token.word.as_str()).collect();
    let would_do = words
        .windows(3)
        .any(|window| window[0] == "would" && window[1] == "you" && is_design_verb(window[2]));
    let wants_it = says(&words, "want to see") && says(&words, "is that what")
        || says(&words, "like to see") && says(&words, "is that what");
    would_do || wants_it || OPINIONS.iter().any(|phrase| says(&words, phrase))
}

/// Whether the words hold those of the phrase, one after the other.
pub fn says(words: &[&str], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|window| window == phrase)
}

fn is_design_verb(word: &str) -> bool {
    stands_in!(
        word,
        "use choose pick put place store build design model partition shard go take set start do handle recommend \
         prefer split schedule keep run deploy write"
    )
}
