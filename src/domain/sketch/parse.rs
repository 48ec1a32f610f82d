//! The whiteboard language: text to nodes, links and groups, with a place in the text for each.
//!
//! Never refuses a text. A line that cannot be read, or is not finished yet, is skipped and marked, and all the
//! others are kept; of a chain, the finished hops are kept.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::domain::sketch::scan::{self, Arrow, Scanned, Token, TokenKind};

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
        let mut start = 0;
        let lines = text.split('\n').map(|written| {
            let scanned = scan::line(written, start);
            start += written.len() + 1;
            scanned
        });
        let lines: Vec<Scanned> = lines.collect();
        let mut reader = Reader { remarked: remarked(&lines), ..Reader::default() };
        for (line, scanned) in lines.into_iter().enumerate() {
            reader.line(line, scanned);
        }
        reader.sketch
    }

    /// The node of this name, however it is capitalized.
    pub fn find(&self, name: &str) -> Option<usize> {
        let wanted = key(name);
        self.nodes.iter().position(|node| node.key == wanted || key(&node.name) == wanted)
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
    /// By a name with a remark, the name alone that is the same.
    remarked: HashMap<String, String>,
}

/// Names that also stand with a remark behind them, always the same one: `Kafka` and `Kafka (12 partitions)` are one
/// thing, while `S3 (raw)` and `S3 (clean)` are two.
fn remarked(lines: &[Scanned]) -> HashMap<String, String> {
    let names = || {
        lines.iter().flat_map(|line| &line.tokens).filter_map(|token| match &token.kind {
            TokenKind::Name(name) | TokenKind::Shape(name, _) => Some(name.as_str()),
            _ => None,
        })
    };
    let alone: HashSet<String> = names().filter(|name| name.find('(').is_none()).map(key).collect();
    let mut remarked: HashMap<String, Option<String>> = HashMap::new();
    for name in names() {
        let Some((base, _)) = name.split_once('(').filter(|(base, _)| !base.trim().is_empty()) else {
            continue;
        };
        let (base, whole) = (key(base), key(name));
        let known = remarked.entry(base).or_insert_with(|| Some(whole.clone()));
        if known.as_ref().is_some_and(|known| *known != whole) {
            *known = None;
        }
    }
    let same = remarked.into_iter().filter_map(|(base, whole)| Some((base, whole?)));
    same.filter(|(base, _)| alone.contains(base)).map(|(base, whole)| (whole, base)).collect()
}

/// The names between two arrows.
#[derive(Default)]
struct Stage {
    nodes: Vec<usize>,
    /// Where the names would stand.
    at: usize,
}

/// `flowchart LR`, which says how Mermaid is to draw it.
fn is_mermaid_head(name: &str) -> bool {
    matches!(name.split_once(' '), Some(("flowchart" | "graph", "LR" | "RL" | "TD" | "TB" | "BT")))
}

/// An arrow with what stands at it. A label at the end of a line belongs to the last.
struct Hop {
    arrow: Arrow,
    span: Span,
    label: Option<String>,
}

impl Reader {
    fn line(&mut self, line: usize, scanned: Scanned) {
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
            [Token { kind: TokenKind::Name(name), .. }] if is_mermaid_head(name) => {}
            // A box that is named and not linked yet, as Mermaid has them at the top.
            [Token { kind: TokenKind::Shape(id, shown), span }] => {
                self.shape(id, shown, line, span);
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
        if !tokens.iter().any(|token| matches!(token.kind, TokenKind::Name(_) | TokenKind::Shape(..))) {
            return self.problem(line, span, ProblemKind::Unfinished);
        }
        let mut members = self.chain(line, tokens);
        match tokens {
            [Token { kind: TokenKind::Name(name), span }] => members.extend(self.node(name, line, span)),
            [Token { kind: TokenKind::Shape(id, shown), span }] => {
                members.extend(self.shape(id, shown, line, span));
            }
            _ => {}
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
        self.shape(name, shown, line, span);
    }

    /// The node of this id, which is shown by another name from now on.
    fn shape(&mut self, id: &str, shown: &str, line: usize, span: &Span) -> Option<usize> {
        let index = self.node(id, line, span)?;
        let node = &mut self.sketch.nodes[index];
        node.alias = Some(id.to_owned());
        shown.clone_into(&mut node.name);
        self.by_key.entry(key(shown)).or_insert(index);
        Some(index)
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
        let mut named = Vec::new();
        for token in tokens {
            let Some(stage) = stages.last_mut() else { continue };
            let node = match &token.kind {
                TokenKind::Name(name) => self.node(name, line, &token.span),
                TokenKind::Shape(id, shown) => self.shape(id, shown, line, &token.span),
                TokenKind::Comma | TokenKind::Equals => None,
                TokenKind::Arrow(arrow) => {
                    arrows.push(Hop { arrow: *arrow, span: token.span.clone(), label: None });
                    stages.push(Stage { nodes: Vec::new(), at: token.span.end });
                    continue;
                }
                TokenKind::HopLabel(text) | TokenKind::Label(text) => {
                    let written = Some(text.clone()).filter(|text| !text.is_empty());
                    arrows.last_mut().into_iter().for_each(|hop| hop.label.clone_from(&written));
                    continue;
                }
            };
            stage.nodes.extend(node);
            named.extend(node);
            if !matches!(token.kind, TokenKind::Comma | TokenKind::Equals) {
                stage.at = token.span.end;
            }
        }
        self.hops(line, &stages, &arrows);
        named
    }

    /// Links each stage to the next.
    fn hops(&mut self, line: usize, stages: &[Stage], arrows: &[Hop]) {
        let last = arrows.len().saturating_sub(1);
        for (hop, (Hop { arrow, span, label }, pair)) in arrows.iter().zip(stages.windows(2)).enumerate() {
            let [left, right] = pair else { continue };
            if left.nodes.is_empty() {
                let first = hop == 0;
                let kind = if first { ProblemKind::NothingBefore } else { ProblemKind::NothingBetween };
                self.problem(line, span.clone(), kind);
            }
            if right.nodes.is_empty() && hop == last {
                self.problem(line, span.start..right.at, ProblemKind::Unfinished);
            }
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
                    self.sketch.links.push(Link { from, to, label: label.clone(), both, line });
                }
            }
        }
    }

    /// The node of this name, new if need be; none when the drawing is full.
    fn node(&mut self, name: &str, line: usize, span: &Span) -> Option<usize> {
        let written = key(name);
        let key = self.remarked.get(&written).cloned().unwrap_or_else(|| written.clone());
        let index = match self.by_key.get(&key) {
            Some(&index) => {
                // The remark is shown wherever it stands.
                let node = &mut self.sketch.nodes[index];
                if written != key && node.alias.is_none() {
                    name.clone_into(&mut node.name);
                }
                index
            }
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
mod tests;
