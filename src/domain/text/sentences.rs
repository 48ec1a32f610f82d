//! Sentences, also where nobody wrote a full stop: notes with one thought a line, transcripts of speech.

use std::ops::Range;

use super::{Gap, Mark, Sentence, Token};

/// A sentence of more tokens than this is taken for several that ran together.
const LONGEST: usize = 44;
/// A piece of such a sentence has at least so many tokens.
const SHORTEST_PIECE: usize = 12;

/// Words with which speakers begin the next thought.
const STARTERS: [&str; 16] = [
    "so", "then", "and", "but", "okay", "ok", "um", "uh", "now", "also", "anyway", "well", "next", "plus",
    "finally", "because",
];

/// Divides tokens into sentences. Every token is in exactly one.
pub fn divide(tokens: &[Token], tail: Gap) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        let gap = tokens.get(end).map_or(tail, |next| next.gap);
        if end == tokens.len() || gap.mark >= Mark::Line {
            let is_question = gap.question;
            for piece in pieces(tokens, start..end) {
                let last = piece.end == end;
                sentences.push(Sentence { tokens: piece, is_question: is_question && last });
            }
            start = end;
        }
    }
    sentences
}

/// Cuts what is too long for one sentence where the next thought seems to begin.
fn pieces(tokens: &[Token], whole: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = whole.start;
    while whole.end - start > LONGEST {
        let window = start + SHORTEST_PIECE..(start + LONGEST).min(whole.end.saturating_sub(4));
        let Some(cut) = window.max_by_key(|at| (strength(tokens, *at), std::cmp::Reverse(*at))) else {
            break;
        };
        pieces.push(start..cut);
        start = cut;
    }
    pieces.push(start..whole.end);
    pieces
}

/// How good a place for a cut is before this token.
fn strength(tokens: &[Token], at: usize) -> u32 {
    let Some(token) = tokens.get(at) else { return 0 };
    let starter = STARTERS.contains(&token.word.as_str());
    let subject = tokens.get(at + 1).is_some_and(|next| {
        matches!(next.word.as_str(), "i" | "we" | "the" | "it" | "that" | "so" | "then" | "for" | "if")
    });
    let mark = match token.gap.mark {
        Mark::Semicolon => 6,
        Mark::Colon | Mark::Dash | Mark::Arrow => 3,
        Mark::Comma => 2,
        _ => 0,
    };
    mark + if starter { 2 + u32::from(subject) * 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::domain::text::Text;

    fn count(source: &str) -> usize {
        Text::read(source).sentences.len()
    }

    #[test]
    fn sentences_end_at_stops_lines_and_bullets() {
        assert_eq!(count("One here. Two 2.5 TB here! Three e.g. this?"), 3);
        assert_eq!(count("raw to s3\nspark every 5 min\n\n- merge on id\n- done"), 4);
    }

    #[test]
    fn a_question_mark_makes_its_own_sentence_a_question() {
        let text = Text::read("We store it. How long? For a year.");
        let questions: Vec<bool> = text.sentences.iter().map(|sentence| sentence.is_question).collect();
        assert_eq!(questions, [false, true, false]);
    }

    #[test]
    fn speech_without_punctuation_is_cut_where_the_next_thought_begins() {
        let speech = "so the phones send events to our gateway and the gateway writes them to kafka and then i have two \
                      consumers one of them just copies everything to s3 as it is and the other one is a spark job that \
                      merges the events into trips every five minutes and so if the job dies we can start again from the \
                      offset and nothing is lost";
        let text = Text::read(speech);
        assert!(text.sentences.len() >= 3, "{}", text.sentences.len());
        assert!(text.sentences.iter().all(|sentence| sentence.tokens.len() <= 44));
    }
}
