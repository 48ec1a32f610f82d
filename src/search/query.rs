//! The language of the search field. Whatever is typed means something.
//!
//! | typed | means |
//! |---|---|
//! | `late data` | these words, in any form |
//! | `"late data"` | these words, in this form, side by side |
//! | `-batch`, `-"late data"`, `-kind:case` | not these |
//! | `kind:pattern`, `kind: pattern` | only patterns; several (`kind:card,term`) are any of them |
//! | `skill:late-data` | only what is about this; several are all of them |
//!
//! A filter that is not yet or wrongly filled in lets everything through, and is told. What holds nothing to look for
//! finds everything.

use super::weights;
use super::words::folded;
use crate::domain::hits::{Filter, HitKind};

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
    /// Not these skills.
    pub excluded_skills: Vec<String>,
    /// Values of filters that there are not.
    pub unknown: Vec<(Filter, String)>,
    /// What is still being typed.
    pub open: Open,
    /// Whether anything but blanks was typed.
    pub is_typed: bool,
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

/// What must be, and what must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    With,
    Without,
}

/// Reads a query, given which skills there are.
struct Reader<'a> {
    query: Query,
    /// Whether a skill is called so, or begins so.
    is_skill: &'a dyn Fn(&str) -> bool,
}

impl Query {
    /// Reads a query. `is_skill` says whether there is a skill that is called so or begins so.
    pub fn parse(text: &str, is_skill: &dyn Fn(&str) -> bool) -> Self {
        let mut reader = Reader { query: Self::default(), is_skill };
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            reader.query.is_typed = true;
            reader.query.open = Open::Nothing;
            rest = reader.part(rest).trim_start();
        }
        let mut query = reader.query;
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

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        !self.is_typed && self.kinds.is_empty() && self.skills.is_empty()
    }
}

impl Reader<'_> {
    /// Reads one part, and returns what is behind it.
    fn part<'a>(&mut self, text: &'a str) -> &'a str {
        let (sign, text) = match text.strip_prefix('-') {
            Some(behind) if behind.starts_with(|next: char| !next.is_whitespace()) => (Sign::Without, behind),
            _ => (Sign::With, text),
        };
        if let Some(behind) = text.strip_prefix('"') {
            let (inside, behind, is_closed) =
                behind.split_once('"').map_or((behind, "", false), |(inside, behind)| (inside, behind, true));
            self.phrase(inside, is_closed, sign);
            return behind;
        }
        let (part, behind) = cut(text);
        if let Some((filter, value)) = filter(part) {
            let (next, behind_next) = cut(behind.trim_start());
            // Whoever puts a blank behind the colon means the word behind it, if that is a value.
            let is_apart = value.is_empty() && next.split(',').any(|value| self.is_value(filter, value));
            let (values, behind) = if is_apart { (next, behind_next) } else { (value, behind) };
            self.filter(filter, values, sign);
            return behind;
        }
        let words = folded(part);
        if sign == Sign::Without {
            self.query.excluded.extend(Some(words).filter(|words| !words.is_empty()));
            return behind;
        }
        // A sign behind the word ends it.
        let is_open = !words.is_empty() && part.ends_with(char::is_alphanumeric);
        self.query.open = if is_open && behind.is_empty() { Open::Word } else { Open::Nothing };
        self.query.words.extend(words);
        behind
    }

    fn phrase(&mut self, inside: &str, is_closed: bool, sign: Sign) {
        let words = folded(inside);
        if words.is_empty() {
            return;
        }
        if sign == Sign::Without {
            self.query.excluded.push(words);
            return;
        }
        self.query.phrases.push(words);
        let is_open = !is_closed && inside.ends_with(char::is_alphanumeric);
        self.query.open = if is_open { Open::Phrase } else { Open::Nothing };
    }

    /// Takes each value of a filter, or remembers that there is none of this name.
    fn filter(&mut self, filter: Filter, values: &str, sign: Sign) {
        for value in values.split(',') {
            if !self.is_value(filter, value) {
                self.query.unknown.push((filter, value.to_owned()));
                continue;
            }
            let query = &mut self.query;
            match (filter, sign) {
                (Filter::Kind, Sign::With) => query.kinds.extend(kinds(value)),
                (Filter::Kind, Sign::Without) => query.excluded_kinds.extend(kinds(value)),
                (Filter::Skill, Sign::With) => query.skills.push(value.to_lowercase()),
                (Filter::Skill, Sign::Without) => query.excluded_skills.push(value.to_lowercase()),
            }
        }
    }

    fn is_value(&self, filter: Filter, value: &str) -> bool {
        !value.is_empty()
            && match filter {
                Filter::Kind => !kinds(value).is_empty(),
                Filter::Skill => (self.is_skill)(&value.to_lowercase()),
            }
    }
}

/// A text up to its first blank or quote, and what is behind.
fn cut(text: &str) -> (&str, &str) {
    text.split_at(text.find(|next: char| next.is_whitespace() || next == '"').unwrap_or(text.len()))
}

/// A filter and its values.
fn filter(part: &str) -> Option<(Filter, &str)> {
    let (name, values) = part.split_once(':')?;
    let filter = Filter::ALL.into_iter().find(|filter| filter.id() == name.to_lowercase())?;
    Some((filter, values))
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

    fn parse(text: &str) -> Query {
        Query::parse(text, &|skill| "late-data".starts_with(skill))
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_part_of_the_language_is_read() {
        let query =
            parse(r#"Late "exactly once" -batch -"speed layer" kind:patterns skill:Late-Data -kind:case da"#);
        let expected = Query {
            words: owned(&["late", "da"]),
            phrases: vec![owned(&["exactly", "once"])],
            excluded: vec![owned(&["batch"]), owned(&["speed", "layer"])],
            kinds: vec![HitKind::Pattern],
            excluded_kinds: vec![HitKind::Case],
            skills: owned(&["late-data"]),
            open: Open::Word,
            is_typed: true,
            ..Query::default()
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
            assert_eq!(parse(text).open, open, "{text}");
        }
    }

    #[test]
    fn a_kind_may_be_half_typed() {
        assert_eq!(parse("kind:cas").kinds, [HitKind::Case]);
        assert_eq!(parse("kind:ca").kinds, [HitKind::Case, HitKind::Card]);
        assert_eq!(parse("kind:trade-off").kinds, [HitKind::Tradeoff]);
        assert_eq!(
            parse("kind:c").kinds,
            [HitKind::Case, HitKind::Chapter, HitKind::Curveball, HitKind::Card]
        );
        assert_eq!(parse("note: this").words, ["note", "this"]);
    }

    #[test]
    fn a_filter_takes_several_values_and_those_behind_a_blank() {
        let query = parse("kind:card,term kafka");
        assert_eq!((query.kinds, query.words), (vec![HitKind::Card, HitKind::Term], owned(&["kafka"])));
        let query = parse("kind: pattern cdc -skill: late-data");
        assert_eq!((query.kinds, query.words), (vec![HitKind::Pattern], owned(&["cdc"])));
        assert_eq!(query.excluded_skills, ["late-data"]);
        assert!(query.unknown.is_empty());
    }

    #[test]
    fn a_value_that_there_is_not_is_no_word_and_is_told() {
        let query = parse("kind:nonsense kafka skill:knitting");
        assert_eq!(query.words, ["kafka"]);
        let unknown = [(Filter::Kind, "nonsense".to_owned()), (Filter::Skill, "knitting".to_owned())];
        assert_eq!(query.unknown, unknown);
        for half in ["kind:", "kind: kafka", "-skill:", "kind:card,"] {
            assert!(matches!(parse(half).unknown.as_slice(), [(_, value)] if value.is_empty()), "{half}");
        }
    }

    #[test]
    fn only_blanks_ask_nothing() {
        assert!(parse(" \t").is_empty() && parse("").is_empty());
        for sign in ["\"", "kind:", "$", "-kafka", "-"] {
            assert!(!parse(sign).is_empty(), "{sign}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(?s).{0,80}") {
            let query = parse(&text);
            prop_assert!(query.words.iter().all(|word| !word.is_empty()));
            prop_assert!(query.open != Open::Word || !query.words.is_empty());
            prop_assert!(query.open != Open::Phrase || !query.phrases.is_empty());
        }

        #[test]
        fn any_mix_of_signs_can_be_read(text in r#"[ab \-":]{0,24}(kind:|skill:)?[ab \-":]{0,8}"#) {
            parse(&text);
        }
    }
}
