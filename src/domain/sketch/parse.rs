//! The whiteboard language: text to nodes, links and groups, with a place in the text for each.
//!
//! Never refuses a text. A line that cannot be read, or is not finished yet, is skipped and marked, and all the
//! others are kept; of a chain, the finished hops are kept.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::sketch::scan::{self, Arrow, Token, TokenKind};

/// The most boxes a drawing holds. Further names are marked, not drawn.
pub const MOST_NODES: usize = 64;
/// The most links a drawing holds.
pub const MOST_LINKS: usize = 240;

/// Bytes of the whole text.
pub type Span = Range<usize>;

/// A text of the whiteboard, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// In the order of their first mention.
    pub nodes: Vec<Node>,
    /// In the order they were written. Fan-outs are taken apart.
    pub links: Vec<Link>,
    /// In the order they were written.
    pub groups: Vec<Group>,
    /// What was skipped, line by line.
    pub problems: Vec<Problem>,
}

/// A thing on the whiteboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is told apart by: see [`key`].
    pub key: String,
    /// As first written, or as its alias says.
    pub name: String,
    /// The name in front of the `=`, for a node with an alias.
    pub alias: Option<String>,
    /// Every place that names it.
    pub mentions: Vec<Mention>,
}

/// One place that names a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The line, counted from 0.
    pub line: usize,
    /// Where in the text.
    pub span: Span,
}

/// A hop from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it reaches.
    pub to: usize,
    /// What flows, or how.
    pub label: Option<String>,
    /// Whether it goes both ways.
    pub both: bool,
    /// The line, counted from 0.
    pub line: usize,
}

/// Nodes that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As written between the brackets.
    pub title: String,
    /// Indexes of nodes, in the order they were written.
    pub members: Vec<usize>,
    /// The line that opened it, counted from 0.
    pub line: usize,
}

/// Something that was skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 0.
    pub line: usize,
    /// Where in the text.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
}

/// Why something was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// A name alone.
    #[error("a name alone: add `-> next` to draw it")]
    Alone,
    /// Nothing behind the last arrow, `=` or `]`.
    #[error("not finished: nothing follows yet")]
    Unfinished,
    /// Nothing before the first arrow.
    #[error("nothing stands before this arrow")]
    NothingBefore,
    /// Two arrows, or two commas, with nothing between them.
    #[error("nothing stands between these")]
    NothingBetween,
    /// A quote that is never closed.
    #[error("this quote is not closed")]
    OpenQuote,
    /// A bracket that is never closed.
    #[error("this bracket is not closed")]
    OpenBracket,
    /// Brackets without a title.
    #[error("this group has no title")]
    NoTitle,
    /// More boxes than a drawing holds.
    #[error("a drawing holds {MOST_NODES} boxes at most: this one is left out")]
    TooManyNodes,
    /// More links than a drawing holds.
    #[error("a drawing holds {MOST_LINKS} links at most: this one is left out")]
    TooManyLinks,
}

impl ProblemKind {
    /// Whether going on typing is all it takes.
    pub fn is_unfinished(self) -> bool {
        match self {
            Self::Alone | Self::Unfinished | Self::OpenQuote | Self::OpenBracket => true,
            Self::NothingBefore
            | Self::NothingBetween
            | Self::NoTitle
            | Self::TooManyNodes
            | Self::TooManyLinks => false,
        }
    }
}

/// What a node is told apart by: lower case, with blanks, `-` and `_` alike, so that `Hot-Store` is `hot store`.
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for word in
        name.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|word| !word.is_empty())
    {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    // A name of nothing but hyphens is still a name.
    if key.is_empty() { name.trim().to_owned() } else { key }
}

impl Sketch {
    /// Reads a text. Never fails: what cannot be read is in [`Sketch::problems`].
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader::default();
        let mut start = 0;
        for (line, written) in text.split('\n').enumerate() {
            reader.line(line, start, written);
            start += written.len() + 1;
        }
        reader.sketch
    }

    /// The node of this name, however it is capitalized.
    pub fn find(&self, name: &str) -> Option<usize> {
        let wanted = key(name);
        self.nodes
            .iter()
            .position(|node| node.key == wanted || node.alias.is_some() && key(&node.name) == wanted)
    }

    /// Nodes that a line names.
    pub fn named_on(&self, line: usize) -> impl Iterator<Item = usize> {
        let names = move |node: &Node| node.mentions.iter().any(|mention| mention.line == line);
        self.nodes.iter().enumerate().filter(move |(_, node)| names(node)).map(|(index, _)| index)
    }
}

#[derive(Default)]
struct Reader {
    sketch: Sketch,
    by_key: HashMap<String, usize>,
}

/// The names between two arrows.
#[derive(Default)]
struct Stage {
    nodes: Vec<usize>,
    /// Where the names would stand.
    at: usize,
}

impl Reader {
    fn line(&mut self, line: usize, start: usize, written: &str) {
        let scanned = scan::line(written, start);
        if let Some(span) = scanned.open_quote {
            self.problem(line, span, ProblemKind::OpenQuote);
        }
        let title = match scanned.bracket {
            scan::Bracket::None => None,
            scan::Bracket::Open(span) => return self.problem(line, span, ProblemKind::OpenBracket),
            scan::Bracket::Title(title, span) if title.is_empty() => {
                return self.problem(line, span, ProblemKind::NoTitle);
            }
            scan::Bracket::Title(title, span) => Some((title, span)),
        };
        if let Some((title, span)) = title {
            return self.group(line, title, span, &scanned.tokens);
        }
        match scanned.tokens.as_slice() {
            [] => {
                if let Some(span) = scanned.dangling {
                    self.problem(line, span, ProblemKind::NothingBefore);
                }
            }
            [
                Token { kind: TokenKind::Name(name), span },
                Token { kind: TokenKind::Equals, span: equals },
                rest @ ..,
            ] => {
                self.alias(line, (name, span), equals, rest);
            }
            tokens => {
                self.chain(line, tokens);
                if let Some(span) = scanned.dangling {
                    self.problem(line, span, ProblemKind::Unfinished);
                } else if let [Token { kind: TokenKind::Name(_), span }] = tokens {
                    self.problem(line, span.clone(), ProblemKind::Alone);
                }
            }
        }
    }

    /// `[title] a, b`, and also `[title] a -> b`.
    fn group(&mut self, line: usize, title: String, span: Span, tokens: &[Token]) {
        if !tokens.iter().any(|token| matches!(token.kind, TokenKind::Name(_))) {
            return self.problem(line, span, ProblemKind::Unfinished);
        }
        let mut members = self.chain(line, tokens);
        if let [Token { kind: TokenKind::Name(name), span }] = tokens {
            members.extend(self.node(name, line, span));
        }
        let known = self.sketch.groups.iter().position(|group| key(&group.title) == key(&title));
        let index = known.unwrap_or_else(|| {
            self.sketch.groups.push(Group { title, members: Vec::new(), line });
            self.sketch.groups.len() - 1
        });
        let group = &mut self.sketch.groups[index].members;
        for member in members {
            if !group.contains(&member) {
                group.push(member);
            }
        }
    }

    /// `s3 = "raw zone"`
    fn alias(&mut self, line: usize, (name, span): (&str, &Span), equals: &Span, rest: &[Token]) {
        let Some(Token { kind: TokenKind::Name(shown), .. }) = rest.first() else {
            return self.problem(line, equals.clone(), ProblemKind::Unfinished);
        };
        let Some(index) = self.node(name, line, span) else { return };
        let other = key(shown);
        let node = &mut self.sketch.nodes[index];
        node.alias = Some(name.to_owned());
        node.name.clone_from(shown);
        self.by_key.entry(other).or_insert(index);
    }

    /// `a -> b, c : label`. Returns every node named.
    fn chain(&mut self, line: usize, tokens: &[Token]) -> Vec<usize> {
        let hops = tokens.iter().any(|token| matches!(token.kind, TokenKind::Arrow(_)));
        let commas = tokens.iter().any(|token| matches!(token.kind, TokenKind::Comma));
        if !hops && !commas {
            return Vec::new();
        }
        let mut stages = vec![Stage::default()];
        let mut arrows = Vec::new();
        let mut label = None;
        let mut named = Vec::new();
        for token in tokens {
            let Some(stage) = stages.last_mut() else { continue };
            match &token.kind {
                TokenKind::Name(name) => {
                    if let Some(node) = self.node(name, line, &token.span) {
                        stage.nodes.push(node);
                        named.push(node);
                    }
                    stage.at = token.span.end;
                }
                TokenKind::Comma | TokenKind::Equals => {}
                TokenKind::Arrow(arrow) => {
                    arrows.push((*arrow, token.span.clone()));
                    stages.push(Stage { nodes: Vec::new(), at: token.span.end });
                }
                TokenKind::Label(text) => label = Some(text.clone()),
            }
        }
        self.hops(line, &stages, &arrows, label.as_deref());
        named
    }

    /// Links each stage to the next. A label belongs to the last hop.
    fn hops(&mut self, line: usize, stages: &[Stage], arrows: &[(Arrow, Span)], label: Option<&str>) {
        let last = arrows.len().saturating_sub(1);
        for (hop, ((arrow, span), pair)) in arrows.iter().zip(stages.windows(2)).enumerate() {
            let [left, right] = pair else { continue };
            if left.nodes.is_empty() {
                let first = hop == 0;
                let kind = if first { ProblemKind::NothingBefore } else { ProblemKind::NothingBetween };
                self.problem(line, span.clone(), kind);
            }
            if right.nodes.is_empty() && hop == last {
                self.problem(line, span.start..right.at, ProblemKind::Unfinished);
            }
            let label = if hop == last { label.filter(|label| !label.is_empty()) } else { None };
            let (sources, targets) = match arrow {
                Arrow::Right | Arrow::Both => (left, right),
                Arrow::Left => (right, left),
            };
            for &from in &sources.nodes {
                for &to in &targets.nodes {
                    if self.sketch.links.len() >= MOST_LINKS {
                        return self.problem(line, span.clone(), ProblemKind::TooManyLinks);
                    }
                    let both = *arrow == Arrow::Both && from != to;
                    let label = label.map(str::to_owned);
                    self.sketch.links.push(Link { from, to, label, both, line });
                }
            }
        }
    }

    /// The node of this name, new if need be; none when the drawing is full.
    fn node(&mut self, name: &str, line: usize, span: &Span) -> Option<usize> {
        let key = key(name);
        let index = match self.by_key.get(&key) {
            Some(&index) => index,
            None if self.sketch.nodes.len() >= MOST_NODES => {
                self.problem(line, span.clone(), ProblemKind::TooManyNodes);
                return None;
            }
            None => {
                let node =
                    Node { key: key.clone(), name: name.to_owned(), alias: None, mentions: Vec::new() };
                self.sketch.nodes.push(node);
                self.by_key.insert(key, self.sketch.nodes.len() - 1);
                self.sketch.nodes.len() - 1
            }
        };
        self.sketch.nodes[index].mentions.push(Mention { line, span: span.clone() });
        Some(index)
    }

    fn problem(&mut self, line: usize, span: Span, kind: ProblemKind) {
        self.sketch.problems.push(Problem { line, span, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let sketch = Sketch::parse(text);
        let name = |index: usize| sketch.nodes[index].name.clone();
        let show = |link: &Link| {
            let arrow = if link.both { "<->" } else { "->" };
            let label = link.label.as_deref().map(|label| format!(" : {label}")).unwrap_or_default();
            format!("{} {arrow} {}{label}", name(link.from), name(link.to))
        };
        sketch.links.iter().map(show).collect()
    }

    fn problems(text: &str) -> Vec<(usize, &str, ProblemKind)> {
        let sketch = Sketch::parse(text);
        let written = |span: &Span| text.get(span.clone()).unwrap();
        sketch.problems.iter().map(|problem| (problem.line, written(&problem.span), problem.kind)).collect()
    }

    #[test]
    fn a_chain_is_a_link_per_hop_and_its_label_belongs_to_the_last() {
        let expected = ["apps -> kinesis", "kinesis -> firehose", "firehose -> s3 : raw json"];
        assert_eq!(links("apps -> kinesis -> firehose -> s3 : raw json"), expected);
    }

    #[test]
    fn commas_fan_out_and_in() {
        assert_eq!(links("a -> b, c"), ["a -> b", "a -> c"]);
        assert_eq!(links("a, b -> c : x"), ["a -> c : x", "b -> c : x"]);
        assert_eq!(links("a, b -> c, d").len(), 4);
        assert_eq!(links("clients (web, mobile) -> log"), ["clients (web, mobile) -> log"]);
    }

    #[test]
    fn arrows_point_where_they_point() {
        assert_eq!(links("a <- b"), ["b -> a"]);
        assert_eq!(links("a <-> b : rpc"), ["a <-> b : rpc"]);
        assert_eq!(links("a --> b => c → d"), ["a -> b", "b -> c", "c -> d"]);
        assert_eq!(links("hot-store->decision-service"), ["hot-store -> decision-service"]);
    }

    #[test]
    fn names_are_told_apart_without_case_and_shown_as_first_written() {
        let sketch = Sketch::parse("Kafka -> flink\nKAFKA -> s3\nhot-store -> a\nHot Store -> b");
        let names: Vec<&str> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["Kafka", "flink", "s3", "hot-store", "a", "b"]);
        assert_eq!(sketch.find("kAfKa"), Some(0));
        assert_eq!(sketch.nodes[0].mentions.len(), 2);
    }

    #[test]
    fn an_alias_names_a_node_wherever_it_stands() {
        let sketch = Sketch::parse("a -> s3\ns3 = \"raw zone\"\nRaw Zone -> b");
        assert_eq!(sketch.nodes[1].name, "raw zone");
        assert_eq!(sketch.links[1].from, 1);
        assert_eq!(sketch.find("raw zone"), sketch.find("S3"));
    }

    #[test]
    fn quotes_keep_arrows_commas_and_colons_in_a_name() {
        assert_eq!(links("\"a -> b, c : d\" -> e"), ["a -> b, c : d -> e"]);
        assert_eq!(links("s3://bucket/raw -> b:1 : at 10:30"), ["s3://bucket/raw -> b:1 : at 10:30"]);
    }

    #[test]
    fn groups_gather_members_over_several_lines() {
        let sketch = Sketch::parse("a -> b\n[speed] a, b\n[Speed] c -> d\n[one] a");
        assert_eq!(sketch.groups[0].members, [0, 1, 2, 3]);
        assert_eq!(sketch.groups[1].members, [0]);
        assert_eq!(sketch.links.len(), 2);
        assert_eq!(sketch.problems, []);
    }

    #[test]
    fn comments_are_not_drawn() {
        assert_eq!(links("# a -> b\na -> b # c -> d\na -> c#"), ["a -> b", "a -> c#"]);
        assert_eq!(links("a -> b : x # y"), ["a -> b : x"]);
    }

    #[test]
    fn what_is_not_finished_is_marked_and_the_rest_is_kept() {
        use ProblemKind::{
            Alone, NoTitle, NothingBefore, NothingBetween, OpenBracket, OpenQuote, Unfinished,
        };
        let cases = [
            ("a", (0, "a", Alone)),
            ("a -> b\nb ->", (1, "->", Unfinished)),
            ("a -> b -", (0, "-", Unfinished)),
            ("a -> b <-", (0, "<-", Unfinished)),
            ("-> b", (0, "->", NothingBefore)),
            ("a -> -> b", (0, "->", NothingBetween)),
            ("a -> \"raw zo", (0, "\"raw zo", OpenQuote)),
            ("[speed", (0, "[speed", OpenBracket)),
            ("[speed]", (0, "[speed]", Unfinished)),
            ("[] a", (0, "[]", NoTitle)),
            ("s3 =", (0, "=", Unfinished)),
        ];
        for (text, expected) in cases {
            assert_eq!(problems(text), [expected], "{text}");
        }
        assert_eq!(links("a -> b ->"), ["a -> b"]);
        assert_eq!(links("a -> \"raw zo"), ["a -> raw zo"]);
    }

    #[test]
    fn a_full_drawing_takes_no_more() {
        let lines: Vec<String> = (0..100).map(|number| format!("a -> n{number}")).collect();
        let sketch = Sketch::parse(&lines.join("\n"));
        assert_eq!(sketch.nodes.len(), MOST_NODES);
        assert!(sketch.problems.iter().any(|problem| problem.kind == ProblemKind::TooManyNodes));
    }

    #[test]
    fn nothing_in_a_name_can_take_over_a_terminal() {
        let sketch = Sketch::parse("a\u{1b}[2J -> b\u{202e}c\t d");
        let names: Vec<&str> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["a[2J", "bc d"]);
    }
}
