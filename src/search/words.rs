//! Words of a query, cut exactly as the index cuts its texts.

use std::ops::Range;

use super::schema;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// In lower case and without accents.
    pub folded: String,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    schema::plain().token_stream(text).process(&mut |token| {
        words.push(Word { range: token.offset_from..token.offset_to, folded: token.text.clone() });
    });
    words
}

/// The folded words of a text.
pub fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// What the forms of a word have in common.
pub fn stem(folded: &str) -> String {
    frostem::Stemmer::new(frostem::Algorithm::English).stem(folded).into_owned()
}

/// Whether a word says too little to be looked for unless there is nothing else.
pub fn is_empty_word(folded: &str) -> bool {
    EMPTY_WORDS.binary_search(&folded).is_ok()
}

/// Whether a word belongs to asking rather than to what is asked about: found, it counts a little; missing, it
/// does not matter.
pub fn is_weak_word(folded: &str) -> bool {
    WEAK_WORDS.binary_search(&folded).is_ok()
}

/// The stems of a phrase that carry its meaning: "out of the order" and "out of order" are one. None are left where
/// too little would be.
pub fn telling_stems(text: &str) -> Vec<String> {
    let all = folded(text);
    let is_telling = |word: &&String| !is_empty_word(word) || is_negation(word);
    let telling: Vec<String> = all.iter().filter(is_telling).map(|word| stem(word)).collect();
    let is_article = |word: &String| ["a", "an", "the"].contains(&word.as_str());
    let lost = all.iter().filter(|word| !is_article(word)).count() - telling.len();
    if telling.len() == 1 && lost > 0 { Vec::new() } else { telling }
}

/// The stem of the word that this one compares: "slower" is about being slow.
pub fn compared(folded: &str) -> Option<String> {
    let base = ["er", "est"].iter().find_map(|ending| folded.strip_suffix(ending))?;
    let adjective = ADJECTIVES.iter().find(|adjective| {
        let short = adjective.strip_suffix(['e', 'y']).unwrap_or(adjective);
        let doubled =
            base.strip_prefix(**adjective).is_some_and(|end| adjective.ends_with(end) && !end.is_empty());
        base == **adjective || base == short || base.strip_suffix('i') == Some(short) || doubled
    })?;
    Some(stem(adjective))
}

/// What pipelines are compared by.
const ADJECTIVES: [&str; 20] = [
    "big", "cheap", "clean", "cold", "fast", "few", "fresh", "high", "hot", "large", "late", "long", "low",
    "new", "old", "quick", "safe", "short", "slow", "small",
];

/// Whether a word turns the meaning of a phrase around.
pub fn is_negation(folded: &str) -> bool {
    matches!(folded, "no" | "not")
}

/// In alphabetical order.
const WEAK_WORDS: [&str; 106] = [
    "actually",
    "always",
    "another",
    "anything",
    "become",
    "becomes",
    "best",
    "better",
    "between",
    "big",
    "bigger",
    "both",
    "call",
    "called",
    "cannot",
    "choose",
    "come",
    "comes",
    "deal",
    "difference",
    "different",
    "doing",
    "each",
    "enough",
    "ever",
    "every",
    "everything",
    "example",
    "explain",
    "find",
    "give",
    "given",
    "gives",
    "go",
    "goes",
    "going",
    "good",
    "happen",
    "happens",
    "help",
    "idea",
    "keep",
    "keeps",
    "kind",
    "know",
    "less",
    "like",
    "look",
    "looks",
    "lot",
    "made",
    "make",
    "makes",
    "many",
    "matter",
    "mean",
    "means",
    "more",
    "most",
    "much",
    "must",
    "need",
    "needed",
    "needs",
    "never",
    "nothing",
    "often",
    "only",
    "other",
    "over",
    "own",
    "pick",
    "possible",
    "problem",
    "put",
    "really",
    "right",
    "say",
    "says",
    "see",
    "show",
    "something",
    "still",
    "stuff",
    "such",
    "take",
    "takes",
    "tell",
    "thing",
    "things",
    "think",
    "too",
    "try",
    "type",
    "understand",
    "using",
    "very",
    "want",
    "wants",
    "way",
    "ways",
    "well",
    "without",
    "work",
    "works",
    "worth",
];

/// In alphabetical order.
const EMPTY_WORDS: [&str; 80] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "could", "did", "do", "does", "for", "from", "get", "got", "had", "has", "have", "how", "i", "if",
    "in", "into", "is", "it", "its", "just", "let", "me", "my", "no", "not", "of", "on", "or", "our",
    "please", "s", "shall", "should", "so", "some", "t", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "to", "us", "use", "versus", "vs", "was", "we", "were", "what", "when",
    "where", "which", "who", "why", "will", "with", "would", "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_everything_but_letters_and_digits() {
        assert_eq!(folded("Exactly-once: S3, Caf\u{e9} p99"), ["exactly", "once", "s3", "cafe", "p99"]);
        assert_eq!(words("a b")[1].range, 2..3);
        assert_eq!(folded(" -\"(: "), Vec::<String>::new());
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("arrivals"), stem("arrival"));
        assert_eq!(stem("partitioned"), stem("partitioning"));
    }

    #[test]
    fn what_is_compared_is_known_by_its_adjective() {
        for (word, adjective) in
            [("slower", "slow"), ("biggest", "big"), ("later", "late"), ("safest", "safe")]
        {
            assert_eq!(compared(word), Some(stem(adjective)), "{word}");
        }
        assert!(
            ["broker", "order", "newsletter", "fester", "longer-lived"]
                .iter()
                .all(|word| compared(word).is_none())
        );
    }

    #[test]
    fn articles_and_the_like_do_not_change_a_phrase() {
        assert_eq!(telling_stems("out of the order"), telling_stems("out of order"));
        assert_eq!(telling_stems("the bucket"), ["bucket"]);
        assert_eq!(telling_stems("in scope"), Vec::<String>::new());
        assert_eq!(telling_stems("not in order"), ["not", "order"]);
    }

    #[test]
    fn the_empty_words_are_sorted() {
        assert!(EMPTY_WORDS.is_sorted() && WEAK_WORDS.is_sorted());
        assert!(WEAK_WORDS.iter().all(|word| !is_empty_word(word)));
        assert!(is_empty_word("the") && is_empty_word("a") && is_empty_word("you") && !is_empty_word("late"));
    }
}
