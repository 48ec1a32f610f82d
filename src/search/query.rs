//! The language of the search field. Whatever is typed means something.
//!
//! | typed | means |
//! |---|---|
//! | `late data` | these words, in any form |
//! | `"late data"` | these words, in this form, side by side |
//! | `-batch`, `-"late data"`, `-kind:case` | not these |
//! | `kind:pattern` | only patterns; several are any of them |
//! | `skill:late-data` | only what is about this; several are all of them |

use super::weights;
use super::words::folded;
use crate::domain::hits::HitKind;

/// What was typed, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Single words, folded, in order.
    pub words: Vec<String>,
    /// Phrases in quotes, folded.
    pub phrases: Vec<Vec<String>>,
    /// Words and phrases that must not occur.
    pub excluded: Vec<Vec<String>>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<HitKind>,
    /// Not these kinds.
    pub excluded_kinds: Vec<HitKind>,
    /// Only these skills; empty for all.
    pub skills: Vec<String>,
    /// What is still being typed.
    pub open: Open,
}

/// What stands last, with nothing behind it that ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// The last of the words.
    Word,
    /// The last word of the last phrase.
    Phrase,
}

impl Query {
    /// Reads a query.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            query.open = Open::Nothing;
            rest = query.part(rest).trim_start();
        }
        if text.ends_with(char::is_whitespace) && query.open == Open::Word {
            query.open = Open::Nothing;
        }
        query.words.truncate(weights::WORDS);
        query.phrases.truncate(weights::WORDS);
        query
    }

    /// The query with more filters.
    #[must_use]
    pub fn narrowed(mut self, kinds: &[HitKind], skills: &[String]) -> Self {
        self.kinds.extend(kinds);
        self.skills.extend_from_slice(skills);
        self
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.kinds.is_empty() && self.skills.is_empty()
    }

    /// Reads one part, and returns what is behind it.
    fn part<'a>(&mut self, text: &'a str) -> &'a str {
        let (is_excluded, text) = match text.strip_prefix('-') {
            Some(behind) if behind.starts_with(|next: char| !next.is_whitespace()) => (true, behind),
            _ => (false, text),
        };
        if let Some(behind) = text.strip_prefix('"') {
            let (inside, behind, is_closed) =
                behind.split_once('"').map_or((behind, "", false), |(inside, behind)| (inside, behind, true));
            self.phrase(inside, is_closed, is_excluded);
            return behind;
        }
        let end = text.find(|next: char| next.is_whitespace() || next == '"').unwrap_or(text.len());
        let (part, behind) = text.split_at(end);
        if is_excluded {
            self.exclude(part);
        } else if !self.filter(part) {
            let words = folded(part);
            // A sign behind the word ends it.
            let is_open = !words.is_empty() && part.ends_with(char::is_alphanumeric);
            self.open = if is_open && behind.is_empty() { Open::Word } else { Open::Nothing };
            self.words.extend(words);
        }
        behind
    }

    fn phrase(&mut self, inside: &str, is_closed: bool, is_excluded: bool) {
        let words = folded(inside);
        if words.is_empty() {
            return;
        }
        if is_excluded {
            self.excluded.push(words);
            return;
        }
        self.phrases.push(words);
        let is_open = !is_closed && inside.ends_with(char::is_alphanumeric);
        self.open = if is_open { Open::Phrase } else { Open::Nothing };
    }

    fn exclude(&mut self, part: &str) {
        if let Some(("kind", value)) = part.split_once(':') {
            self.excluded_kinds.extend(kinds(value));
            return;
        }
        let words = folded(part);
        if !words.is_empty() {
            self.excluded.push(words);
        }
    }

    /// Takes a filter; says whether it was one.
    fn filter(&mut self, part: &str) -> bool {
        let Some((name, value)) = part.split_once(':') else { return false };
        match name.to_lowercase().as_str() {
            "kind" if value.is_empty() => true,
            "kind" => {
                let found = kinds(value);
                let is_known = !found.is_empty();
                self.kinds.extend(found);
                is_known
            }
            "skill" => {
                self.skills.extend(Some(value.to_lowercase()).filter(|value| !value.is_empty()));
                true
            }
            _ => false,
        }
    }
}

/// The kinds that are called so, or, while the name is being typed, begin so. Hyphens and a plural do not matter.
fn kinds(value: &str) -> Vec<HitKind> {
    let plain = |text: &str| text.to_lowercase().replace('-', "");
    let value = plain(value);
    let singular = value.strip_suffix('s').unwrap_or(&value);
    let named = HitKind::ALL.into_iter().find(|kind| kind.id() == value || kind.id() == singular);
    let named = named.or_else(|| (singular == "glossary").then_some(HitKind::Term));
    if value.is_empty() || named.is_some() {
        return named.into_iter().collect();
    }
    HitKind::ALL.into_iter().filter(|kind| kind.id().starts_with(&value)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_part_of_the_language_is_read() {
        let query = Query::parse(
            r#"Late "exactly once" -batch -"speed layer" kind:patterns skill:Late-Data -kind:case da"#,
        );
        let expected = Query {
            words: owned(&["late", "da"]),
            phrases: vec![owned(&["exactly", "once"])],
            excluded: vec![owned(&["batch"]), owned(&["speed", "layer"])],
            kinds: vec![HitKind::Pattern],
            excluded_kinds: vec![HitKind::Case],
            skills: owned(&["late-data"]),
            open: Open::Word,
        };
        assert_eq!(query, expected);
    }

    #[test]
    fn the_last_word_is_open_until_something_ends_it() {
        for (text, open) in [
            ("late", Open::Word),
            ("late ", Open::Nothing),
            ("late,", Open::Nothing),
            ("exactly-on", Open::Word),
            ("late -", Open::Nothing),
            ("\"late da", Open::Phrase),
            ("\"late da\"", Open::Nothing),
            ("late -da", Open::Nothing),
            ("late kind:ca", Open::Nothing),
        ] {
            assert_eq!(Query::parse(text).open, open, "{text}");
        }
    }

    #[test]
    fn a_kind_may_be_half_typed_and_an_unknown_one_is_words() {
        assert!(Query::parse("kind:").is_empty());
        assert_eq!(Query::parse("kind:cas").kinds, [HitKind::Case]);
        assert_eq!(Query::parse("kind:ca").kinds, [HitKind::Case, HitKind::Card]);
        assert_eq!(Query::parse("kind:trade-off").kinds, [HitKind::Tradeoff]);
        assert_eq!(
            Query::parse("kind:c").kinds,
            [HitKind::Case, HitKind::Chapter, HitKind::Curveball, HitKind::Card]
        );
        assert_eq!(Query::parse("kind:cheese").words, ["kind", "cheese"]);
        assert_eq!(Query::parse("note: this").words, ["note", "this"]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(?s).{0,80}") {
            let query = Query::parse(&text);
            prop_assert!(query.words.iter().all(|word| !word.is_empty()));
            prop_assert!(query.open != Open::Word || !query.words.is_empty());
            prop_assert!(query.open != Open::Phrase || !query.phrases.is_empty());
        }

        #[test]
        fn any_mix_of_signs_can_be_read(text in r#"[ab \-":]{0,24}(kind:|skill:)?[ab \-":]{0,8}"#) {
            Query::parse(&text);
        }
    }
}
