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
    fn the_empty_words_are_sorted() {
        assert!(EMPTY_WORDS.is_sorted());
        assert!(is_empty_word("the") && is_empty_word("a") && is_empty_word("you") && !is_empty_word("late"));
    }
}
