//! From Markdown to a document. Whatever the text, there is a document: what is not known as Markdown is text.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment as Set, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::content::scan::is_forbidden;
use crate::diagnostic::{clean, is_unclean};
use crate::domain::document::{
    Alignment, Block, Cell, Document, Heading, List, Run, Style, Table, Target, plain, slug,
};
use crate::domain::id::PageId;

/// Lists and quotes inside each other beyond this are shown as if they were not; texts of ten thousand `>` exist.
const MAX_DEPTH: usize = 8;

/// Reads Markdown: `CommonMark` with tables and strikethrough. HTML is shown as the text it is.
pub fn parse(markdown: &str) -> Document {
    let mut builder = Builder::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        builder.take(event);
    }
    builder.finish()
}

/// Where a link leads.
pub fn target(destination: &str) -> Target {
    if destination.chars().any(is_unclean) {
        return Target::Unknown(clean(destination));
    }
    let lower = destination.to_ascii_lowercase();
    if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Target::Url(destination.to_owned());
    }
    if let Some(slug) = destination.strip_prefix('#') {
        return Target::Section(slug.to_owned());
    }
    let (page, slug) = match destination.split_once('#') {
        Some((page, slug)) => (page, Some(slug.to_owned())),
        None => (destination, None),
    };
    PageId::new(page).map_or_else(|_| Target::Unknown(destination.to_owned()), |id| Target::Page { id, slug })
}

/// A quote, list or item that is not finished.
enum Open {
    Quote(Vec<Block>),
    List(List),
    Item(Vec<Block>),
}

#[derive(Default)]
struct Builder {
    done: Vec<Block>,
    open: Vec<Open>,
    /// Starts of lists, items and quotes that were passed over.
    skipped: usize,
    runs: Vec<Run>,
    style: Style,
    /// How often each style was begun: strong, emphasis, struck.
    begun: [usize; 3],
    links: Vec<Target>,
    code: Option<(Option<String>, String)>,
    table: Option<Table>,
    cells: Vec<Cell>,
    /// Slugs that are taken, with how many more of the same name there are.
    slugs: BTreeMap<String, usize>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.text(&text, true),
            // Mathematics and footnotes are not switched on.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, false),
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.text("\n", false),
            Event::Rule => self.push(Block::Rule),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.enter(Open::Quote(Vec::new())),
            Tag::List(start) => self.enter(Open::List(List { start, items: Vec::new() })),
            Tag::Item => self.enter(Open::Item(Vec::new())),
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(clean),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language, String::new()));
            }
            Tag::Table(columns) => {
                self.flush();
                let columns = columns.into_iter().map(alignment).collect();
                self.table = Some(Table { columns, head: Vec::new(), rows: Vec::new() });
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => self.flush(),
            Tag::Strong => self.restyle(0, true),
            Tag::Emphasis => self.restyle(1, true),
            Tag::Strikethrough => self.restyle(2, true),
            Tag::Link { dest_url, .. } => self.links.push(target(&dest_url)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.leave(),
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::TableCell => {
                let cell = trimmed(std::mem::take(&mut self.runs));
                self.cells.push(cell);
            }
            TagEnd::TableHead => {
                let cells = std::mem::take(&mut self.cells);
                if let Some(table) = &mut self.table {
                    table.head = cells;
                }
            }
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.cells);
                if let Some(table) = &mut self.table {
                    table.rows.push(cells);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            TagEnd::Strong => self.restyle(0, false),
            TagEnd::Emphasis => self.restyle(1, false),
            TagEnd::Strikethrough => self.restyle(2, false),
            TagEnd::Link => {
                self.links.pop();
            }
            _ => {}
        }
    }

    fn restyle(&mut self, which: usize, begins: bool) {
        let count = &mut self.begun[which];
        *count = if begins { *count + 1 } else { count.saturating_sub(1) };
        let is_on = *count > 0;
        match which {
            0 => self.style.strong = is_on,
            1 => self.style.emphasis = is_on,
            _ => self.style.struck = is_on,
        }
    }

    fn text(&mut self, text: &str, is_code: bool) {
        // `&#27;` in Markdown is an escape character as good as any other.
        let text: String = text.chars().map(|c| if is_forbidden(c) { '\u{fffd}' } else { c }).collect();
        if let Some((_, code)) = &mut self.code {
            code.push_str(&text);
            return;
        }
        let style = Style { code: is_code, ..self.style };
        let link = self.links.last().cloned();
        match self.runs.last_mut() {
            Some(last) if last.style == style && last.link == link => last.text.push_str(&text),
            _ => self.runs.push(Run { text, style, link }),
        }
    }

    /// Text in a list item without a blank line around it comes without a paragraph.
    fn flush(&mut self) {
        let runs = trimmed(std::mem::take(&mut self.runs));
        if !runs.is_empty() {
            self.push(Block::Paragraph(runs));
        }
    }

    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(blocks) | Open::Item(blocks)) => blocks.push(block),
            // Only items stand in lists; where the items were passed over, each block is one.
            Some(Open::List(list)) => list.items.push(vec![block]),
            None => self.done.push(block),
        }
    }

    fn enter(&mut self, open: Open) {
        self.flush();
        if self.skipped > 0 || self.open.len() >= MAX_DEPTH {
            self.skipped += 1;
        } else {
            self.open.push(open);
        }
    }

    fn leave(&mut self) {
        self.flush();
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Open::List(list)) => self.push(Block::List(list)),
            Some(Open::Item(blocks)) => match self.open.last_mut() {
                Some(Open::List(list)) => list.items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.push(block)),
            },
            None => {}
        }
    }

    fn heading(&mut self, level: u8) {
        let content = trimmed(std::mem::take(&mut self.runs));
        let base = slug(&plain(&content));
        let mut slug = base.clone();
        while self.slugs.contains_key(&slug) {
            let taken = self.slugs.entry(base.clone()).or_default();
            *taken += 1;
            slug = format!("{base}-{taken}");
        }
        self.slugs.insert(slug.clone(), 0);
        self.push(Block::Heading(Heading { level, slug, content }));
    }

    fn code_block(&mut self) {
        let Some((language, mut text)) = self.code.take() else { return };
        text.truncate(text.trim_end_matches('\n').len());
        let block = if language.as_deref() == Some("sketch") {
            Block::Sketch(text)
        } else {
            Block::Code { language, text }
        };
        self.push(block);
    }

    fn finish(mut self) -> Document {
        self.flush();
        while !self.open.is_empty() {
            self.skipped = 0;
            self.leave();
        }
        Document { blocks: self.done }
    }
}

fn alignment(set: Set) -> Alignment {
    match set {
        Set::None | Set::Left => Alignment::Left,
        Set::Center => Alignment::Center,
        Set::Right => Alignment::Right,
    }
}

/// Without blanks around, and without runs that say nothing.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::Paragraph(runs)
    }

    fn text(words: &str) -> Block {
        paragraph(vec![Run::plain(words)])
    }

    #[test]
    fn headings_get_slugs_of_their_own() {
        let document = parse("## The `MERGE`\n\n### Cost\n\n### Cost\n");
        let found: Vec<(u8, &str)> = document.outline().map(|one| (one.level, one.slug.as_str())).collect();
        assert_eq!(found, [(2, "the-merge"), (3, "cost"), (3, "cost-1")]);
    }

    #[test]
    fn styles_and_links_are_marks_on_runs() {
        let document = parse("a **b *c*** `d` [e **f**](kappa#cost) ~~g~~\nh\\\ni");
        let style = |strong, emphasis, code, struck| Style { strong, emphasis, code, struck };
        let run = |text: &str, style, link| Run { text: text.to_owned(), style, link };
        let page = Some(Target::Page { id: PageId::new("kappa").unwrap(), slug: Some("cost".to_owned()) });
        let none = Style::default();
        let expected = vec![
            run("a ", none, None),
            run("b ", style(true, false, false, false), None),
            run("c", style(true, true, false, false), None),
            run(" ", none, None),
            run("d", style(false, false, true, false), None),
            run(" ", none, None),
            run("e ", none, page.clone()),
            run("f", style(true, false, false, false), page),
            run(" ", none, None),
            run("g", style(false, false, false, true), None),
            run(" h\ni", none, None),
        ];
        assert_eq!(document.blocks, [paragraph(expected)]);
    }

    #[test]
    fn links_are_told_apart_and_scripts_lead_nowhere() {
        assert_eq!(target("#cost"), Target::Section("cost".to_owned()));
        assert_eq!(target("HTTPS://x.y"), Target::Url("HTTPS://x.y".to_owned()));
        for bad in ["javascript:alert(1)", "../x.md", "kappa.md", "file:///etc", ""] {
            assert_eq!(target(bad), Target::Unknown(bad.to_owned()));
        }
    }

    #[test]
    fn lists_nest_and_keep_their_numbers() {
        let document = parse("3. one\n   - two\n\n     more\n4. three\n");
        let inner = List { start: None, items: vec![vec![text("two"), text("more")]] };
        let outer =
            List { start: Some(3), items: vec![vec![text("one"), Block::List(inner)], vec![text("three")]] };
        assert_eq!(document.blocks, [Block::List(outer)]);
    }

    #[test]
    fn tables_have_as_many_cells_as_columns() {
        let document = parse("| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 |\n");
        let Some(Block::Table(table)) = document.blocks.first() else { panic!("no table") };
        assert_eq!(table.columns, [Alignment::Left, Alignment::Right]);
        assert!(table.rows.iter().all(|row| row.len() == 2));
        assert_eq!(document.text(), "a | b\n1 | 2\n3 | ");
    }

    #[test]
    fn code_keeps_its_lines_and_a_sketch_is_a_sketch() {
        let document = parse("```sql\nselect\n  1\n```\n\n```sketch\na -> b\n```\n");
        let code = Block::Code { language: Some("sql".to_owned()), text: "select\n  1".to_owned() };
        assert_eq!(document.blocks, [code, Block::Sketch("a -> b".to_owned())]);
    }

    #[test]
    fn html_is_text() {
        assert_eq!(parse("a <b>c</b>").text(), "a <b>c</b>");
        assert_eq!(parse("<script>x</script>\n").text(), "<script>x</script>");
    }

    #[test]
    fn no_spelling_of_a_control_character_survives() {
        let document =
            parse("a&#27;[2J `b` [c&#x9b;](http://x&#27;) ![d&#8238;](y)\n\n```&#27;\ncode\n```\n");
        let shown = format!("{document:?}").replace("\\n", "");
        assert!(
            !shown.contains("\\u{1b}") && !shown.contains("\\u{9b}") && !shown.contains("\\u{202e}"),
            "{shown}"
        );
        assert!(document.links().iter().all(|(target, _)| matches!(target, Target::Unknown(_))));
    }

    #[test]
    fn nesting_has_an_end() {
        let quotes = parse(&format!("{}deep", ">".repeat(50_000)));
        assert_eq!(quotes.text(), "deep");
        let items = parse(&format!("{}deep", "- ".repeat(20_000)));
        assert_eq!(items.text(), "deep");
    }
}
