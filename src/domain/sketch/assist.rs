//! Help while typing: how the word at the caret may go on, and the next link with one key.

use std::ops::Range;

use crate::domain::lexicon::Lexicon;
use crate::domain::sketch::parse::{Sketch, key};

/// What a word may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What replaces the word.
    pub text: String,
    /// Whether it is a box of this drawing already.
    pub is_drawn: bool,
}

/// A change of the text: what is replaced by what. The caret goes behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// How the name at the caret may go on: boxes of the drawing first, in the order they were drawn, then technologies, all
/// that begin with what is typed and then those that hold a word that does. `caret` is a byte of the text.
pub fn completions(text: &str, caret: usize, lexicon: &Lexicon, most: usize) -> Vec<Completion> {
    let Some(span) = word_at(text, caret) else { return Vec::new() };
    let typed = key(text.get(span.clone()).unwrap_or_default());
    if typed.is_empty() {
        return Vec::new();
    }
    let without: String = [text.get(..span.start), text.get(span.end..)].into_iter().flatten().collect();
    let drawn = Sketch::parse(&without);
    let boxes = drawn.nodes.iter().map(|node| Completion { text: node.name.clone(), is_drawn: true });
    let names = lexicon.technologies.iter().filter_map(|technology| technology.names.first());
    let technologies = names.map(|name| Completion { text: name.clone(), is_drawn: false });
    let mut found: Vec<(u8, Completion)> = Vec::new();
    for completion in boxes.chain(technologies) {
        let name = key(&completion.text);
        let known = found.iter().any(|(_, other)| key(&other.text) == name);
        let Some(rank) = rank(&name, &typed).filter(|_| !known && name != typed) else { continue };
        found.push((rank + if completion.is_drawn { 0 } else { 2 }, completion));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, completion)| completion).take(most).collect()
}

/// How well a name goes on from what is typed; none if it does not.
fn rank(name: &str, typed: &str) -> Option<u8> {
    if name.starts_with(typed) {
        return Some(0);
    }
    name.split(' ').any(|word| word.starts_with(typed)).then_some(1)
}

/// The name around the caret, as far as it is typed; none on a comment or behind a label's colon.
pub fn word_at(text: &str, caret: usize) -> Option<Range<usize>> {
    let before = text.get(..caret)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let typed = before.get(line..)?;
    let head = typed.trim_start();
    if head.starts_with('#') || head.starts_with('[') && !head.contains(']') || is_label(typed) {
        return None;
    }
    let behind_last = |text: &str, ends: fn(&str, usize, char) -> bool| {
        let last = text.char_indices().rev().find(|&(at, c)| ends(text, at, c));
        last.map_or(0, |(at, c)| at + c.len_utf8())
    };
    let arrow = behind_last(typed, ends_arrow);
    let label = if arrow > 0 { behind_bars(typed.get(arrow..)?)? } else { 0 };
    let start =
        arrow + label + behind_last(typed.get(arrow + label..)?, |_, _, c| matches!(c, ',' | ']' | '='));
    let blanks = typed.get(start..)?.chars().take_while(|c| c.is_whitespace() || *c == '"');
    let start = start + blanks.map(char::len_utf8).sum::<usize>();
    (start < typed.len()).then_some(line + start..caret)
}

/// Bytes up to the end of a label between bars, as in `->|raw json| `; none while it is open.
fn behind_bars(text: &str) -> Option<usize> {
    let Some(label) = text.trim_start().strip_prefix('|') else { return Some(0) };
    let (_, behind) = label.split_once('|')?;
    Some(text.len() - behind.len())
}

fn ends_arrow(typed: &str, at: usize, c: char) -> bool {
    let before = typed.get(..at).and_then(|head| head.chars().next_back());
    match c {
        '>' => matches!(before, Some('-' | '=')),
        '-' => before == Some('<'),
        '→' | '←' | '↔' => true,
        _ => false,
    }
}

/// Whether the caret stands in a label: behind an arrow and a colon with a blank.
fn is_label(typed: &str) -> bool {
    let Some(arrow) = typed.find("->").or_else(|| typed.find("=>")).or_else(|| typed.find('→')) else {
        return false;
    };
    typed.get(arrow..).is_some_and(|rest| rest.contains(" :") || rest.contains(": "))
}

/// Takes a completion: the word at the caret becomes it.
pub fn complete(text: &str, caret: usize, completion: &Completion) -> Option<Edit> {
    let span = word_at(text, caret)?;
    let quoted =
        completion.text.contains(['-', ',', ':', '#', '=', '<', '"']) && needs_quotes(&completion.text);
    let text =
        if quoted { format!("\"{}\"", completion.text.replace('"', "")) } else { completion.text.clone() };
    Some(Edit { span, text })
}

/// Whether a name would be read as something else without quotes.
fn needs_quotes(name: &str) -> bool {
    let read = Sketch::parse(&format!("{name} -> x"));
    read.nodes.first().is_none_or(|node| key(&node.name) != key(name)) || read.nodes.len() != 2
}

/// A new line that goes on from the last box of the line at the caret, or of the last line that has one.
pub fn link_from_last(text: &str, caret: usize) -> Option<Edit> {
    let sketch = Sketch::parse(text);
    let before = text.get(..caret)?;
    let line = before.matches('\n').count();
    let mentions = sketch.nodes.iter().enumerate().flat_map(|(node, known)| {
        known
            .mentions
            .iter()
            .filter(|mention| mention.line <= line)
            .map(move |mention| (mention.span.start, node))
    });
    let is_linked = |node: usize| sketch.links.iter().any(|link| link.from == node || link.to == node);
    let (_, node) = mentions.filter(|&(_, node)| is_linked(node)).max()?;
    let node = &sketch.nodes[node];
    let name = node.alias.as_ref().unwrap_or(&node.name);
    let name = if needs_quotes(name) { format!("\"{name}\"") } else { name.clone() };
    let end = text.get(caret..)?.find('\n').map_or(text.len(), |at| caret + at);
    let start = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
    let blank = text.get(start..end)?.trim().is_empty();
    let (span, text) =
        if blank { (start..end, format!("{name} -> ")) } else { (end..end, format!("\n{name} -> ")) };
    Some(Edit { span, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sketch::fixtures::lexicon;

    fn offered(text: &str) -> Vec<String> {
        let found = completions(text, text.len(), &lexicon(), 5);
        found.into_iter().map(|completion| completion.text).collect()
    }

    fn apply(text: &str, edit: &Edit) -> String {
        let mut text = text.to_owned();
        text.replace_range(edit.span.clone(), &edit.text);
        text
    }

    #[test]
    fn boxes_of_the_drawing_come_before_technologies() {
        assert_eq!(offered("raw zone -> spark\nkinetic sensors -> r"), ["raw zone", "redshift", "redis"]);
        assert_eq!(offered("apps -> ki"), ["kinesis"]);
        assert_eq!(offered("kinetic sensors -> a\nb -> ki"), ["kinetic sensors", "kinesis"]);
        assert_eq!(offered("raw zone -> b\nb -> zo"), ["raw zone"], "a later word will do");
    }

    #[test]
    fn nothing_is_offered_where_no_name_is_typed() {
        for text in ["", "a -> ", "a -> b : ki", "# ki", "[ki", "a -> kinesis", "a -> \n", "a ->|ki"] {
            assert_eq!(offered(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(offered("[speed] fli"), ["flink"]);
        assert_eq!(offered("a, fli"), ["flink"]);
        assert_eq!(offered("a ->|raw, all| fli"), ["flink"]);
        assert_eq!(offered("s3 <- fli"), ["flink"]);
    }

    #[test]
    fn a_completion_replaces_the_word() {
        let text = "apps -> ki -> b";
        let caret = "apps -> ki".len();
        let completion = Completion { text: "kinesis".to_owned(), is_drawn: false };
        let edit = complete(text, caret, &completion).unwrap();
        assert_eq!(apply(text, &edit), "apps -> kinesis -> b");
    }

    #[test]
    fn a_name_with_an_arrow_in_it_is_completed_with_quotes() {
        let completion = Completion { text: "a -> b".to_owned(), is_drawn: true };
        assert_eq!(apply("x -> a", &complete("x -> a", 6, &completion).unwrap()), "x -> \"a -> b\"");
        let completion = Completion { text: "hot-store".to_owned(), is_drawn: true };
        assert_eq!(apply("x -> h", &complete("x -> h", 6, &completion).unwrap()), "x -> hot-store");
    }

    #[test]
    fn one_key_goes_on_from_the_last_box() {
        let go_on = |text: &str, caret: usize| link_from_last(text, caret).map(|edit| apply(text, &edit));
        assert_eq!(go_on("a -> b", 6).as_deref(), Some("a -> b\nb -> "));
        assert_eq!(go_on("a -> b\n", 7).as_deref(), Some("a -> b\nb -> "));
        assert_eq!(go_on("a -> b : x\nc -> d", 4).as_deref(), Some("a -> b : x\nb -> \nc -> d"));
        assert_eq!(go_on("a -> \"b, c\"", 3).as_deref(), Some("a -> \"b, c\"\n\"b, c\" -> "));
        assert_eq!(go_on("", 0), None);
    }
}
