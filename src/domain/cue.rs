//! The cue language: authored hints by which a point, or a question about a fact, is recognized.
//!
//! A cue is a line of items that must all occur within one passage, in any order:
//!
//! | item | matches |
//! |---|---|
//! | `merge` | a word of the same stem |
//! | `=pipeline` | exactly this word form |
//! | `"business key"` | these words side by side |
//! | `$late-data` | a concept, technology or role of the lexicon |
//! | `$bytes $rate $duration $count $percent $money` | any figure of this class |
//! | `(merge\|upsert\|$dedup-key)` | any one of these |
//! | `-item` | must not be near |

use serde::{Deserialize, Serialize};

/// A class of figures, whatever their spelling: `200GB`, `50k/s`, `two days`, `5 %`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureClass {
    /// `200 GB`
    Bytes,
    /// `50k/s`, `116 MB/s`
    Rate,
    /// `two days`, `15 min`
    Duration,
    /// `500 million`, `120 shards`
    Count,
    /// `5 %`
    Percent,
    /// `$300`
    Money,
}

impl FigureClass {
    /// Every class with its name in cues.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Bytes, "bytes"),
        (Self::Rate, "rate"),
        (Self::Duration, "duration"),
        (Self::Count, "count"),
        (Self::Percent, "percent"),
        (Self::Money, "money"),
    ];
}

/// One item of a cue. Words are as written; folding and stemming is the matcher's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A word, by its stem.
    Word(String),
    /// A word in exactly this form.
    Exact(String),
    /// Words side by side.
    Phrase(Vec<String>),
    /// A concept, technology or role.
    Name(String),
    /// A figure.
    Figure(FigureClass),
    /// Any one of these.
    Any(Vec<Item>),
    /// Must not be near. Never nested.
    Not(Box<Item>),
}

/// A parsed cue, which remembers how it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cue {
    text: String,
    items: Vec<Item>,
}

/// Why a cue cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCue {
    /// Nothing in it.
    #[error("the cue is empty")]
    Empty,
    /// Only items that must not be near.
    #[error("the cue `{0}` says only what must not be near")]
    OnlyNegative(String),
    /// A quote or parenthesis is not closed.
    #[error("`{0}` is opened but not closed")]
    Unclosed(char),
    /// An item has no content, such as `$` or `()`.
    #[error("`{0}` needs a name or a word behind it")]
    Bare(char),
    /// A nested `-`.
    #[error("`-` stands only before a whole item")]
    NestedNot,
}

impl Cue {
    /// Reads a cue.
    pub fn parse(text: &str) -> Result<Self, InvalidCue> {
        let mut reader = Reader { rest: text.trim() };
        let items = reader.items()?;
        if items.is_empty() {
            return Err(InvalidCue::Empty);
        }
        if items.iter().all(|item| matches!(item, Item::Not(_))) {
            return Err(InvalidCue::OnlyNegative(text.to_owned()));
        }
        Ok(Self { text: text.trim().to_owned(), items })
    }

    /// The cue as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What must, and must not, occur.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// For people: its words without its signs, alternatives parted by slashes, what must not be near left out.
    pub fn in_words(&self) -> String {
        fn said(item: &Item) -> Option<String> {
            Some(match item {
                Item::Word(word) | Item::Exact(word) => word.clone(),
                Item::Phrase(words) => words.join(" "),
                Item::Name(name) => name.replace('-', " "),
                Item::Figure(class) => {
                    let (_, name) = FigureClass::ALL.into_iter().find(|(known, _)| known == class)?;
                    format!("a figure ({name})")
                }
                Item::Any(items) => items.iter().filter_map(said).collect::<Vec<_>>().join("/"),
                Item::Not(_) => return None,
            })
        }
        self.items.iter().filter_map(said).collect::<Vec<_>>().join(" ")
    }

    /// Every `$name` that is not a figure class, wherever it stands.
    pub fn names(&self) -> Vec<&str> {
        fn collect<'a>(item: &'a Item, names: &mut Vec<&'a str>) {
            match item {
                Item::Name(name) => names.push(name),
                Item::Any(items) => items.iter().for_each(|item| collect(item, names)),
                Item::Not(item) => collect(item, names),
                Item::Word(_) | Item::Exact(_) | Item::Phrase(_) | Item::Figure(_) => {}
            }
        }
        let mut names = Vec::new();
        self.items.iter().for_each(|item| collect(item, &mut names));
        names
    }
}

impl TryFrom<String> for Cue {
    type Error = InvalidCue;
    fn try_from(text: String) -> Result<Self, InvalidCue> {
        Self::parse(&text)
    }
}

impl From<Cue> for String {
    fn from(cue: Cue) -> String {
        cue.text
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn items(&mut self) -> Result<Vec<Item>, InvalidCue> {
        let mut items = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() {
                return Ok(items);
            }
            if let Some(rest) = self.rest.strip_prefix('-') {
                self.rest = rest;
                items.push(Item::Not(Box::new(self.item()?)));
            } else {
                items.push(self.item()?);
            }
        }
    }

    fn item(&mut self) -> Result<Item, InvalidCue> {
        if let Some(rest) = self.rest.strip_prefix('"') {
            let (inside, after) = rest.split_once('"').ok_or(InvalidCue::Unclosed('"'))?;
            self.rest = after;
            return phrase(inside);
        }
        if let Some(rest) = self.rest.strip_prefix('(') {
            let (inside, after) = rest.split_once(')').ok_or(InvalidCue::Unclosed('('))?;
            self.rest = after;
            let options = inside.split('|').map(alternative).collect::<Result<Vec<_>, _>>()?;
            return Ok(Item::Any(options));
        }
        let word = self.word();
        single(word)
    }

    fn word(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| c.is_whitespace() || c == '(' || c == '"');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }
}

fn alternative(text: &str) -> Result<Item, InvalidCue> {
    let text = text.trim();
    if text.starts_with('-') {
        return Err(InvalidCue::NestedNot);
    }
    let unquoted = text.trim_matches('"');
    if unquoted.split_whitespace().nth(1).is_some() { phrase(unquoted) } else { single(unquoted) }
}

fn phrase(text: &str) -> Result<Item, InvalidCue> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() { Err(InvalidCue::Bare('"')) } else { Ok(Item::Phrase(words)) }
}

fn single(word: &str) -> Result<Item, InvalidCue> {
    if let Some(name) = word.strip_prefix('$') {
        if name.is_empty() {
            return Err(InvalidCue::Bare('$'));
        }
        let class = FigureClass::ALL.into_iter().find(|(_, class)| *class == name);
        return Ok(class.map_or_else(|| Item::Name(name.to_owned()), |(class, _)| Item::Figure(class)));
    }
    match word.strip_prefix('=') {
        Some("") => Err(InvalidCue::Bare('=')),
        Some(exact) => Ok(Item::Exact(exact.to_owned())),
        None if word.is_empty() => Err(InvalidCue::Bare('(')),
        None => Ok(Item::Word(word.to_owned())),
    }
}

/// What stands in the evidence as a cue, for people: a cue without its signs, anything else as it is.
pub fn in_words(evidence: &str) -> String {
    let is_cue = |sign: char| matches!(sign, '|' | '$' | '=');
    match Cue::parse(evidence) {
        Ok(cue) if evidence.contains(is_cue) => cue.in_words(),
        _ => evidence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_a_cue_without_its_signs() {
        let cue = "(block|\"stop it\"|$synchronous-decision) =paid -(not|$batch) $duration";
        assert_eq!(in_words(cue), "block/stop it/synchronous decision paid a figure (duration)");
        assert_eq!(in_words("It costs 5 dollars (about)."), "It costs 5 dollars (about).");
    }

    #[test]
    fn a_cue_reads_every_kind_of_item() {
        let cue = Cue::parse(r#"merge =pipeline "business key" $late-data $bytes (a|b c|$x) -drop"#).unwrap();
        let word = |text: &str| Item::Word(text.to_owned());
        let name = |text: &str| Item::Name(text.to_owned());
        assert_eq!(
            cue.items(),
            [
                word("merge"),
                Item::Exact("pipeline".to_owned()),
                Item::Phrase(vec!["business".to_owned(), "key".to_owned()]),
                name("late-data"),
                Item::Figure(FigureClass::Bytes),
                Item::Any(vec![word("a"), Item::Phrase(vec!["b".to_owned(), "c".to_owned()]), name("x")]),
                Item::Not(Box::new(word("drop"))),
            ]
        );
        assert_eq!(cue.names(), ["late-data", "x"]);
    }

    #[test]
    fn a_cue_that_cannot_be_read_says_why() {
        assert_eq!(Cue::parse("  "), Err(InvalidCue::Empty));
        assert_eq!(Cue::parse("-a -$b"), Err(InvalidCue::OnlyNegative("-a -$b".to_owned())));
        assert_eq!(Cue::parse("a (b|c"), Err(InvalidCue::Unclosed('(')));
        assert_eq!(Cue::parse("a \"b c"), Err(InvalidCue::Unclosed('"')));
        assert_eq!(Cue::parse("a $"), Err(InvalidCue::Bare('$')));
        assert_eq!(Cue::parse("(a|-b)"), Err(InvalidCue::NestedNot));
    }
}
