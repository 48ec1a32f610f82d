//! Markdown as data: what the reader draws, the search cuts into sections, and reports are made of.
//!
//! Inline text is flat: a run of text with its style and its link, so that wrapping, searching and escaping are
//! loops over runs. Nothing here parses; nothing here knows a width.

use crate::domain::id::PageId;

/// A page, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// What stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A title of what follows.
    Heading(Heading),
    /// Flowing text.
    Paragraph(Vec<Run>),
    /// Bullets or numbers.
    List(List),
    /// Somebody else's words, or an aside.
    Quote(Vec<Block>),
    /// Text whose spaces and line ends count.
    Code {
        /// The language, where one is named.
        language: Option<String>,
        /// Lines, without the last line end.
        text: String,
    },
    /// A drawing, in the whiteboard's language.
    Sketch(String),
    /// Rows and columns.
    Table(Table),
    /// A line across.
    Rule,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Unique in its document; what `#slug` leads to.
    pub slug: String,
    /// Its text.
    pub content: Vec<Run>,
}

/// Bullets or numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The first number; none for bullets.
    pub start: Option<u64>,
    /// Each item with its blocks.
    pub items: Vec<Vec<Block>>,
}

/// Rows and columns. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Alignment>,
    /// The first row.
    pub head: Vec<Cell>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a field of a table.
pub type Cell = Vec<Run>;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Text.
    #[default]
    Left,
    /// Centered.
    Center,
    /// Numbers.
    Right,
}

/// A stretch of text in one style. A line feed in it is a forced line end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Where it leads. Neighbors with the same target are one link.
    pub link: Option<Target>,
}

impl Run {
    /// Text in no style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// How a run looks. Styles combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own, and they combine freely")]
pub struct Style {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `` `code` ``
    pub code: bool,
    /// `~~struck~~`
    pub struck: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A page, and a heading of it.
    Page {
        /// Which.
        id: PageId,
        /// The heading; none for the top.
        slug: Option<String>,
    },
    /// A heading of this page.
    Section(String),
    /// `http:`, `https:` or `mailto:`.
    Url(String),
    /// Anything else, as written. Never followed.
    Unknown(String),
}

/// A stretch of a page under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The headings above and including its own, outermost first; empty before the first heading.
    pub path: Vec<String>,
    /// The slug of its heading; none before the first heading.
    pub slug: Option<String>,
    /// What it says, without marks; blocks are separated by line feeds.
    pub text: String,
}

impl Document {
    /// All headings, from top to bottom.
    pub fn outline(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    }

    /// The document cut at its headings. A heading with nothing below it is a section too.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections = vec![Section { path: Vec::new(), slug: None, text: String::new() }];
        let mut above: Vec<(u8, String)> = Vec::new();
        for block in &self.blocks {
            if let Block::Heading(heading) = block {
                above.retain(|(level, _)| *level < heading.level);
                above.push((heading.level, plain(&heading.content)));
                let path = above.iter().map(|(_, title)| title.clone()).collect();
                sections.push(Section { path, slug: Some(heading.slug.clone()), text: String::new() });
            } else if let Some(section) = sections.last_mut() {
                say(block, &mut section.text);
            }
        }
        if sections.first().is_some_and(|first| first.text.is_empty()) {
            sections.remove(0);
        }
        sections
    }

    /// Everything it says, without marks; blocks are separated by line feeds.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.blocks.iter().for_each(|block| say(block, &mut text));
        text
    }

    /// Every link with its text, in order.
    pub fn links(&self) -> Vec<(&Target, &str)> {
        let mut links = Vec::new();
        each_run(&self.blocks, &mut |run| {
            if let Some(target) = &run.link {
                links.push((target, run.text.as_str()));
            }
        });
        links
    }

    /// Turns links that lead nowhere into text.
    pub fn keep_links(&mut self, leads_somewhere: impl Fn(&Target) -> bool) {
        each_run_mut(&mut self.blocks, &|run| {
            if run.link.as_ref().is_some_and(|target| !leads_somewhere(target)) {
                run.link = None;
            }
        });
    }
}

/// The text of runs, without marks.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// What a heading is called in links: lower case, words joined by hyphens, everything else left out.
pub fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.trim().chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if matches!(c, ' ' | '-' | '_') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn say(block: &Block, text: &mut String) {
    let mut line = |words: &str| {
        if !words.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(words);
        }
    };
    match block {
        Block::Heading(heading) => line(&plain(&heading.content)),
        Block::Paragraph(runs) => line(&plain(runs)),
        Block::Code { text: words, .. } | Block::Sketch(words) => line(words),
        Block::Quote(blocks) => blocks.iter().for_each(|block| say(block, text)),
        Block::List(list) => list.items.iter().flatten().for_each(|block| say(block, text)),
        Block::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                line(&row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
            }
        }
        Block::Rule => {}
    }
}

fn each_run<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Run)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => heading.content.iter().for_each(&mut *visit),
            Block::Paragraph(runs) => runs.iter().for_each(&mut *visit),
            Block::Quote(blocks) => each_run(blocks, visit),
            Block::List(list) => list.items.iter().for_each(|item| each_run(item, visit)),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).flatten().for_each(&mut *visit);
            }
            Block::Code { .. } | Block::Sketch(_) | Block::Rule => {}
        }
    }
}

fn each_run_mut(blocks: &mut [Block], change: &impl Fn(&mut Run)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => heading.content.iter_mut().for_each(change),
            Block::Paragraph(runs) => runs.iter_mut().for_each(change),
            Block::Quote(blocks) => each_run_mut(blocks, change),
            Block::List(list) => list.items.iter_mut().for_each(|item| each_run_mut(item, change)),
            Block::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).flatten().for_each(change);
            }
            Block::Code { .. } | Block::Sketch(_) | Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, title: &str) -> Block {
        Block::Heading(Heading { level, slug: slug(title), content: vec![Run::plain(title)] })
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Run::plain(text)])
    }

    #[test]
    fn a_slug_is_lower_case_words_joined_by_hyphens() {
        for (title, expected) in [
            ("When it fits", "when-it-fits"),
            ("  Checkpoints & exactly-once ", "checkpoints-exactly-once"),
            ("What's a `MERGE`?", "whats-a-merge"),
            ("10x on one day", "10x-on-one-day"),
            ("***", ""),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    #[test]
    fn sections_know_the_headings_above_them() {
        let document = Document {
            blocks: vec![
                paragraph("lead"),
                heading(2, "One"),
                paragraph("first"),
                heading(3, "Deep"),
                Block::Quote(vec![paragraph("quoted")]),
                heading(2, "Two"),
            ],
        };
        let sections = document.sections();
        let found: Vec<(String, &str)> =
            sections.iter().map(|section| (section.path.join("/"), section.text.as_str())).collect();
        assert_eq!(
            found,
            [
                (String::new(), "lead"),
                ("One".to_owned(), "first"),
                ("One/Deep".to_owned(), "quoted"),
                ("Two".to_owned(), ""),
            ]
        );
        assert_eq!(sections[2].slug.as_deref(), Some("deep"));
    }

    #[test]
    fn links_that_lead_nowhere_become_text() {
        let link =
            |target: &str| Run { link: Some(Target::Section(target.to_owned())), ..Run::plain(target) };
        let list =
            List { start: None, items: vec![vec![Block::Paragraph(vec![link("here"), link("gone")])]] };
        let mut document = Document { blocks: vec![Block::List(list)] };
        document.keep_links(|target| *target == Target::Section("here".to_owned()));
        assert_eq!(document.links(), [(&Target::Section("here".to_owned()), "here")]);
        assert_eq!(document.text(), "heregone");
    }
}
