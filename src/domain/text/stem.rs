//! The one stemmer: English Snowball, as the search index uses it, with the collisions that matter here taken apart.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Words whose stem would be that of a word of another meaning (`customer` and `custom`, `experiment` and
/// `experience`), or whose irregular form has a stem of its own.
const OWN: [(&str, &str); 57] = [
    ("authorities", "authority"),
    ("authority", "authority"),
    ("built", "build"),
    ("came", "come"),
    ("chose", "choos"),
    ("chosen", "choos"),
    ("communicate", "communicate"),
    ("customer", "customer"),
    ("customers", "customer"),
    ("customs", "customs"),
    ("experience", "experience"),
    ("experienced", "experience"),
    ("gave", "give"),
    ("general", "general"),
    ("generally", "general"),
    ("given", "give"),
    ("got", "get"),
    ("gotten", "get"),
    ("indices", "index"),
    ("kept", "keep"),
    ("latest", "latest"),
    ("lost", "lose"),
    ("made", "make"),
    ("oldest", "old"),
    ("operational", "operational"),
    ("organization", "organization"),
    ("organizations", "organization"),
    ("partial", "partial"),
    ("partially", "partial"),
    ("past", "past"),
    ("pipelining", "pipelining"),
    ("production", "production"),
    ("ran", "run"),
    ("rating", "rating"),
    ("ratings", "rating"),
    ("relational", "relational"),
    ("relative", "relative"),
    ("rewritten", "rewrit"),
    ("said", "say"),
    ("saw", "see"),
    ("secondary", "secondary"),
    ("seen", "see"),
    ("sent", "send"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("stood", "stand"),
    ("stuck", "stick"),
    ("taken", "take"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("university", "university"),
    ("went", "go"),
    ("written", "write"),
    ("wrong", "wrong"),
    ("wrote", "write"),
];

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    if let Ok(at) = OWN.binary_search_by_key(&word, |(own, _)| *own) {
        return OWN[at].1.to_owned();
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    ENGLISH.stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem_and_other_words_do_not() {
        assert_eq!(stem("merged"), stem("merging"));
        assert_eq!(stem("written"), stem("writes"));
        assert_eq!(stem("lost"), stem("losing"));
        assert_ne!(stem("customer"), stem("custom"));
        assert_ne!(stem("pipelining"), stem("pipeline"));
        assert_ne!(stem("experience"), stem("experiment"));
        assert_eq!(stem("s3"), "s3");
    }

    #[test]
    fn the_table_of_exceptions_can_be_searched() {
        assert!(OWN.is_sorted_by_key(|(word, _)| *word));
    }
}
