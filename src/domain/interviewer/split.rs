//! From a message to its parts: questions, statements, small talk.

use super::opinion::asks_opinion;
use crate::domain::text::wordset::stands_in;
use crate::domain::text::{self, Mark, Text, Token};

/// What kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Asks for something.
    Question,
    /// Could be a question put shortly: `PII`, `retention of raw`.
    Fragment,
    /// An assumption, scope, or a thought.
    Statement,
    /// Greetings and thanks.
    SmallTalk,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What kind.
    pub kind: PartKind,
    /// Its words.
    pub text: String,
    /// Whether it begins as if it went on from the last question: "and at peak?".
    pub leans: bool,
    /// Whether it ends with a question mark.
    pub is_marked: bool,
}

/// So many words without a verb may be a question, and so many where they offer a choice.
const LONGEST_FRAGMENT: usize = 7;
const LONGEST_CHOICE: usize = 14;
/// A message of more words is an answer even where it begins like a question, unless it ends with a question mark.
const SHORT: usize = 20;

/// What an answer asks: the questions at its end. Whoever goes on after a question has answered it, and telegraphic
/// words are no questions where statements are expected.
pub fn asked_at_the_end(parts: &[Part]) -> &[Part] {
    let end = parts.iter().rposition(|part| part.kind != PartKind::SmallTalk).map_or(0, |last| last + 1);
    let said = &parts[..end];
    let is_asked = |part: &Part| part.kind == PartKind::Question;
    let start = said.iter().rposition(|part| !is_asked(part)).map_or(0, |last| last + 1);
    let asked = &said[start..];
    let words: usize = parts.iter().map(|part| part.text.split_whitespace().count()).sum();
    let is_asking = asked.last().is_some_and(|part| part.is_marked) || (start == 0 && words <= SHORT);
    if is_asking { asked } else { &[] }
}

/// The parts of a message, in order.
pub fn parts(message: &str) -> Vec<Part> {
    let text = Text::read(message);
    let mut parts: Vec<Part> = Vec::new();
    for sentence in &text.sentences {
        for piece in pieces(message, &text, sentence.tokens.clone()) {
            let bytes = text.bytes(piece.clone());
            let source = message.get(bytes).unwrap_or_default().trim().to_owned();
            let tokens = &text.tokens[piece];
            if tokens.is_empty() || source.is_empty() {
                continue;
            }
            if sentence.is_question && asks_back(tokens) && confirm(&mut parts) {
                continue;
            }
            let kind = kind(tokens, sentence.is_question);
            parts.push(Part { kind, leans: leans(tokens), is_marked: sentence.is_question, text: source });
        }
    }
    parts
}

/// "I'll assume that nobody needs an API. Is that right?": what was assumed is asked. What somebody will do is not.
fn confirm(parts: &mut [Part]) -> bool {
    let Some(last) = parts.last_mut().filter(|last| last.kind == PartKind::Statement) else { return false };
    let words = text::words(&last.text);
    let words: Vec<&str> = words.iter().map(String::as_str).skip_while(|word| is_filler(word)).collect();
    let is_own = words.first() == Some(&"i") || words.len() > SHORT;
    if is_own && !takes_for_granted(&last.text) {
        return false;
    }
    last.kind = PartKind::Question;
    last.is_marked = true;
    true
}

/// "I assume", "my assumption is", "I take it that".
pub fn takes_for_granted(statement: &str) -> bool {
    let words = text::words(statement);
    let words: Vec<&str> = words.iter().map(String::as_str).skip_while(|word| is_filler(word)).collect();
    let opening = words.get(..words.len().min(8)).unwrap_or_default();
    let assumes = |word: &&str| {
        stands_in!(
            *word,
            "assume assuming assumption suppose supposing guess guessing presume understand understanding believe \
             think gather"
        )
    };
    opening.iter().any(assumes) || opening.windows(2).any(|pair| matches!(pair, ["take" | "taking", "it"]))
}

/// Whether a message only asks: nothing in it answers anything.
pub fn only_asks(message: &str) -> bool {
    let parts = parts(message);
    let asks = |part: &Part| part.kind == PartKind::Question && part.is_marked;
    parts.iter().any(asks) && parts.iter().all(|part| asks(part) || part.kind == PartKind::SmallTalk)
        || !parts.is_empty()
            && parts.iter().all(|part| part.kind == PartKind::SmallTalk)
            && parts.iter().any(|part| part.is_marked)
}

/// "Can you repeat the question?", "what do you mean?", "why?": what was asked is to be said again.
pub fn wants_repeated(message: &str) -> bool {
    let asks_again =
        |word: &str| stands_in!(word, "repeat rephrase again mean pardon catch understand follow why");
    let goes_along = |word: &str| {
        stands_in!(
            word,
            "sorry please could can would you me the a question that this it what was is do did i didnt dont not get \
             exactly by say said with what's whats so ok okay one more time quite hm um come how to for put another \
             way in other words last your and"
        )
    };
    let words = text::words(message);
    let words = || words.iter().map(|word| word.replace('\'', ""));
    let count = words().count();
    let is_asked = words().any(|word| asks_again(&word))
        || message.to_lowercase().contains("the question") && message.contains('?');
    (1..=12).contains(&count) && is_asked && words().all(|word| asks_again(&word) || goes_along(&word))
}

/// Whether a question only asks whether what was said before it is right.
fn asks_back(tokens: &[Token]) -> bool {
    let is_asked = |word: &str| {
        stands_in!(
            word,
            "right correct ok okay fine fair agreed agree true reasonable safe wrong accurate acceptable confirm hold \
             holds mistaken sound"
        )
    };
    let goes_along = |word: &str| {
        stands_in!(
            word,
            "is that this it thats is a an assumption am i are we do you does would be by with for me can could the or \
             not so all say guess far there on enough"
        )
    };
    let words = || tokens.iter().map(|token| token.word.as_str());
    tokens.len() <= 8 && words().any(is_asked) && words().all(|word| is_asked(word) || goes_along(word))
}

/// Cuts a sentence where another question begins: "how much data is it and how fresh must it be".
fn pieces(source: &str, text: &Text, whole: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    // What is asked for an opinion is one question with what it is about: "or would a batch do, what do you think?"
    if asks_opinion(source.get(text.bytes(whole.clone())).unwrap_or_default()) {
        return vec![whole];
    }
    let mut pieces = Vec::new();
    let mut start = whole.start;
    // "When a ride ends, how soon must they see it?" is one question.
    let opening = text.tokens[whole.clone()].iter().find(|token| !is_filler(&token.word));
    let mut leads_in = opening.is_some_and(|token| is_condition(&token.word));
    for at in whole.start + 1..whole.end {
        let word = |at: usize| {
            text.tokens.get(at).filter(|_| at < whole.end).map_or("", |token| token.word.as_str())
        };
        let joined = matches!(word(at - 1), "and" | "or" | "also" | "plus" | "then" | "so")
            || text.tokens[at].gap.mark >= Mark::Comma;
        // "Is a batch enough, or does it need streaming?" offers two answers to one question.
        let offers = word(at - 1) == "or" && !is_wh(word(at));
        let asks = opens_question(word(at), word(at + 1)) && !offers;
        let enough = at - start >= 3 && whole.end - at >= 2;
        if joined && asks && enough && !std::mem::take(&mut leads_in) {
            pieces.push(start..at);
            start = at;
        }
    }
    pieces.push(start..whole.end);
    pieces
}

/// Whether two words can open a question.
fn opens_question(first: &str, second: &str) -> bool {
    match first {
        "how" | "what" | "which" | "who" | "whom" | "whose" | "where" | "why" => true,
        "when" => matches!(second, "do" | "does" | "is" | "are" | "can" | "will" | "must" | "should"),
        "is" | "are" | "do" | "does" | "did" | "can" | "could" | "should" | "must" | "may" | "will"
        | "would" | "has" | "have" | "was" | "were" | "any" => {
            matches!(
                second,
                "i" | "we"
                    | "you"
                    | "they"
                    | "it"
                    | "there"
                    | "the"
                    | "this"
                    | "that"
                    | "these"
                    | "any"
                    | "all"
                    | "our"
                    | "a"
                    | "an"
                    | "data"
                    | "events"
                    | "users"
                    | "people"
                    | "some"
                    | "every"
                    | "each"
                    | "duplicates"
                    | "anybody"
                    | "anyone"
                    | "somebody"
                    | "someone"
                    | "personal"
                    | "pii"
                    | "late"
                    | "my"
                    | "your"
            )
        }
        _ => false,
    }
}

fn is_wh(word: &str) -> bool {
    matches!(word, "what" | "which" | "how" | "whom" | "whose" | "where" | "when" | "who")
}

/// Whether a sentence that begins so can be nothing but a question, whatever follows: "is ordering guaranteed", "in
/// what format". Imperatives begin with "do" and "have", too.
fn begins_asking(first: &str, second: &str) -> bool {
    match first {
        "is" | "are" | "was" | "were" | "does" | "did" | "can" | "could" | "should" | "may" | "will"
        | "has" | "am" | "any" => !second.is_empty(),
        "what" | "which" | "who" | "whose" | "whom" => matches!(
            second,
            "is" | "are"
                | "was"
                | "were"
                | "do"
                | "does"
                | "did"
                | "can"
                | "will"
                | "should"
                | "would"
                | "may"
        ),
        "in" | "for" | "at" | "from" | "by" | "to" | "on" | "with" | "since" | "of" | "until" | "under"
        | "about" => is_wh(second),
        "do" => {
            !matches!(second, "a" | "an" | "the" | "not" | "it" | "this" | "that" | "some" | "both" | "all")
        }
        _ => false,
    }
}

/// "If somebody asks to be deleted, do we have to ...": what follows the condition is a question.
fn asks_on_condition(words: &[&str]) -> bool {
    let second = |at: usize| words.get(at + 1).copied().unwrap_or_default();
    words.first().is_some_and(|first| is_condition(first))
        && (2..words.len()).any(|at| opens_question(words[at], second(at)))
}

/// Names and figures side by side, perhaps a question put shortly: "retention - 30 days, 1 year, forever".
fn is_short(words: &[&str]) -> bool {
    let states = |word: &&str| {
        stands_in!(
            *word,
            "i we will is are was were be should need needs use have has would it they you he she"
        )
    };
    let most = if words.contains(&"or") { LONGEST_CHOICE } else { LONGEST_FRAGMENT };
    words.len() <= most && !words.iter().any(states)
}

fn kind(tokens: &[Token], marked: bool) -> PartKind {
    let words: Vec<&str> =
        tokens.iter().map(|token| token.word.as_str()).skip_while(|word| is_filler(word)).collect();
    if words.iter().all(|word| is_small_talk(word)) {
        return PartKind::SmallTalk;
    }
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if marked || begins_asking(word(0), word(1)) || asks_on_condition(&words) {
        return PartKind::Question;
    }
    if assumes(&words) {
        return PartKind::Statement;
    }
    if requests(&words) || opens_question(word(0), word(1)) {
        return PartKind::Question;
    }
    if is_short(&words) {
        return PartKind::Fragment;
    }
    let asks_inside = (1..words.len()).any(|at| {
        matches!(word(at), "how" | "what" | "which")
            && stands_in!(
                word(at + 1),
                "much many fast long often fresh late is are kind big old far soon quickly live exact accurate clean \
                 large critical do does should would must will can"
            )
    });
    if asks_inside && words.len() <= 25 && !assumes(&words) {
        return PartKind::Question;
    }
    PartKind::Statement
}

fn is_condition(word: &str) -> bool {
    stands_in!(word, "if when once after while given suppose say as because since for with")
}

fn is_filler(word: &str) -> bool {
    stands_in!(
        word,
        "so and okay ok um uh well then also now but right first second next alright great cool good \
         thanks hm hmm yeah yes sure lets maybe just another finally last one quick"
    )
}

fn is_small_talk(word: &str) -> bool {
    stands_in!(
        word,
        "hi hello hey thanks thank you good morning afternoon evening great ok okay cool nice to meet got \
         it sure fine perfect understood right sounds makes sense that is helpful clear how are today \
         very much so for the time ready i am all everyone there bye welcome yes no alright interesting \
         problem question a glad be here awesome excellent see exactly correct indeed yep yup yeah nope"
    )
}

/// Openings of an assumption or of scope.
fn assumes(words: &[&str]) -> bool {
    let opening: Vec<&str> = words.iter().take(6).copied().collect();
    opening.iter().any(|word| {
        matches!(
            *word,
            "assume" | "assuming" | "assumption" | "suppose" | "restate" | "recap" | "summarize" | "scope"
        )
    }) || opening.windows(2).any(|pair| {
        stands_in!(
            format!("{}+{}", pair[0], pair[1]).as_str(),
            "i+will we+will i+would let+us to+restate to+sum my+plan i+take i+leave"
        )
    }) && !requests(words)
}

/// "Tell me ...", "I'd like to know ...".
fn requests(words: &[&str]) -> bool {
    let has = |pair: [&str; 2]| words.windows(2).any(|window| *window == pair);
    has(["tell", "me"])
        || has(["to", "know"])
        || has(["could", "you"])
        || has(["can", "you"])
        || has(["what", "about"])
        || has(["how", "about"])
        || has(["i", "wonder"])
        || has(["wondering", "about"])
        || has(["curious", "about"])
        || has(["to", "ask"])
        || has(["ask", "about"])
        || has(["to", "understand"])
        || has(["to", "clarify"])
        || has(["give", "me"])
        || has(["correct", "me"])
        || words.iter().any(|word| matches!(*word, "please" | "pls" | "plz"))
}

/// "and at peak?", "what about retention?"
fn leans(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    tokens.len() <= 9
        && (matches!(word(0), "and" | "or" | "but" | "also" | "then")
            || matches!((word(0), word(1)), ("what" | "how", "about" | "if"))
            || tokens
                .iter()
                .any(|token| matches!(token.word.as_str(), "it" | "that" | "those" | "them" | "they")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(message: &str) -> Vec<(PartKind, String)> {
        parts(message).into_iter().map(|part| (part.kind, part.text)).collect()
    }

    #[test]
    fn each_question_of_a_message_is_a_part() {
        use PartKind::{Question, SmallTalk};
        let parts = kinds("Hi! How much data is it, and how fresh must it be? Who reads it?");
        let kinds: Vec<PartKind> = parts.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [SmallTalk, Question, Question, Question], "{parts:?}");
    }

    #[test]
    fn an_assumption_that_asks_whether_it_is_right_is_a_question() {
        for message in [
            "I'll assume nobody needs an API on top. Is that right?",
            "My assumption: nothing old has to be loaded. Correct?",
            "I take it that business accounts are out. Okay with you?",
            "So nobody writes to it by hand. Am I right?",
        ] {
            let parts = kinds(message);
            assert!(parts.len() == 1 && parts[0].0 == PartKind::Question, "{parts:?}");
        }
        for message in ["I partition by city. Does that make sense?", "I partition by city. Is that okay?"] {
            assert_eq!(kinds(message)[0].0, PartKind::Statement, "{message}");
        }
    }

    #[test]
    fn whoever_wants_the_question_again_is_told_from_whoever_answers_it() {
        for message in [
            "Can you repeat the question please?",
            "Sorry, what was the question again?",
            "why?",
            "What do you mean by that?",
            "I didn't get that, could you rephrase it?",
        ] {
            assert!(wants_repeated(message), "{message}");
        }
        for message in [
            "Why not Kafka?",
            "I would run it again from the raw files.",
            "That means we reload a day.",
            "what do you mean by active user?",
        ] {
            assert!(!wants_repeated(message), "{message}");
        }
        assert!(only_asks("Are the 100 ms measured at our door or at the gateway?"));
        assert!(only_asks("Does that make sense to you?"));
        assert!(!only_asks("I'd keep it in Redis. Is that fine?"));
    }

    #[test]
    fn spoken_and_telegraphic_questions_are_questions() {
        for question in [
            "so um what kind of volume are we talking about",
            "could you tell me the latency they need",
            "is there any personal data in it",
        ] {
            assert!(kinds(question).iter().all(|(kind, _)| *kind == PartKind::Question), "{question}");
        }
        for fragment in ["retention", "volume per day", "PII"] {
            assert_eq!(kinds(fragment)[0].0, PartKind::Fragment, "{fragment}");
        }
    }

    #[test]
    fn an_answer_asks_only_at_its_end() {
        let asked = |message: &str| -> Vec<String> {
            asked_at_the_end(&parts(message)).iter().map(|part| part.text.clone()).collect()
        };
        assert_eq!(asked("what was the peak again"), ["what was the peak again"]);
        assert_eq!(
            asked("I partition by city. How many cities are there? Thanks!"),
            ["How many cities are there"]
        );
        for answer in [
            "Dedup by id -> silver. Late events merge later.",
            "What if it fails? Then the job reads the checkpoint and goes on.",
            "How late data is handled depends on the watermark, and I'd set it to an hour because nearly all of \
             it is there by then, with the rest merged at night",
        ] {
            assert_eq!(asked(answer), [""; 0], "{answer}");
        }
    }

    #[test]
    fn assumptions_and_scope_are_statements() {
        for statement in [
            "I assume 1 KB an event.",
            "Out of scope for me is the model itself.",
            "I will leave the fraud models for later.",
        ] {
            assert_eq!(kinds(statement)[0].0, PartKind::Statement, "{statement}");
        }
    }
}
