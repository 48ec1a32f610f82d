//! Typing: no keystroke of a text that occurs shows an empty list, and nothing is an error.

use std::sync::LazyLock;

use greenroom::search::SearchIndex;
use proptest::prelude::*;

use super::{index, search};
use crate::support::texts;

static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| {
    index(
        texts::documents(),
        &[&["late data", "out of order"], &["kafka", "kinesis", "pub/sub"], &["erasure", "gdpr"]],
    )
});

/// Runs of words as they stand in the chapters: every so many words, so many of them.
fn phrases(every: usize, words: usize) -> Vec<String> {
    let texts =
        texts::documents().into_iter().map(|document| format!("{} {}", document.title, document.body));
    let all: Vec<String> = texts.flat_map(|text| words_of(&text)).collect();
    all.chunks(every).filter_map(|chunk| Some(chunk.get(..words)?.join(" "))).collect()
}

/// Words as people would type them: without signs of Markdown and of the query language.
fn words_of(text: &str) -> Vec<String> {
    let plain =
        |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).replace(['"', '`', '*'], "");
    text.split_whitespace().map(plain).filter(|word| word.contains(char::is_alphanumeric)).collect()
}

#[test]
fn no_keystroke_of_a_phrase_that_occurs_shows_an_empty_list() {
    let mut keystrokes = 0;
    for phrase in phrases(997, 4) {
        let mut typed = String::new();
        for letter in phrase.chars() {
            typed.push(letter);
            keystrokes += 1;
            let hits = search(&INDEX, &typed);
            assert!(hits.total > 0 && !hits.rows.is_empty(), "nothing at `{typed}` of `{phrase}`");
        }
    }
    assert!(keystrokes > 500, "{keystrokes} keystrokes are too few to tell");
}

/// Some runs of words say nothing ("those who use it with"), so not quite all can be held to it.
#[test]
fn a_phrase_typed_to_its_end_finds_the_place_it_stands_in() {
    let documents = texts::documents();
    let (mut missed, mut all) = (Vec::new(), 0);
    for document in documents.iter().filter(|document| document.body.len() > 200).step_by(7) {
        let words = words_of(&document.body);
        let Some(phrase) = words.get(12..18) else { continue };
        all += 1;
        let hits = search(&INDEX, &phrase.join(" "));
        let place = hits.rows.iter().position(|hit| hit.page == document.page && hit.slug == document.slug);
        if place.is_none_or(|place| place > 2) {
            missed.push((phrase.join(" "), place));
        }
    }
    assert!(all > 20, "{all}");
    assert!(missed.len() * 10 <= all, "{} of {all} are not among the first three: {missed:?}", missed.len());
}

#[test]
fn every_page_is_first_for_its_own_title() {
    for document in texts::documents().iter().filter(|document| document.path.is_empty()) {
        let hits = search(&INDEX, &document.title);
        let first = hits.rows.first().unwrap_or_else(|| panic!("nothing for `{}`", document.title));
        assert_eq!(first.page, document.page, "for `{}`", document.title);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_that_can_be_typed_is_an_error(text in "(?s).{0,60}") {
        search(&INDEX, &text);
    }

    #[test]
    fn no_mix_of_words_and_signs_is_an_error(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("late"), Just("\""), Just("-"), Just("kind:"), Just("kind:chapter"), Just("skill:late-data"),
                Just(" "), Just("("), Just("*"), Just("AND"), Just("OR"), Just("+"), Just("^"), Just("~"), Just("["),
                Just("the"), Just("watermark"), Just("zzzzzz"), Just("\\"), Just("a:b"), Just("\u{202e}"), Just("\0"),
            ],
            0..12,
        ),
    ) {
        search(&INDEX, &parts.concat());
        search(&INDEX, &parts.join(" "));
    }
}

#[test]
fn a_very_long_text_is_no_error() {
    search(&INDEX, &"late data ".repeat(10_000));
    search(&INDEX, &"x".repeat(100_000));
    search(&INDEX, &"\"".repeat(10_000));
    search(&INDEX, &"-a ".repeat(10_000));
}
