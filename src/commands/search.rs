//! `greenroom search`: places in the playbook, best first.

use std::ops::Range;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::kept::whole;
use super::{Exit, Refusal, Shell, material};
use crate::cli::Search;
use crate::diagnostic::clean;
use crate::domain::hits::{Hit, Hits, Marked, Unfilled};
use crate::search::{Ask, Check};
use crate::store::Store;

/// The width of lines where no terminal says otherwise.
const COLUMNS: usize = 100;

/// Searches; with a fresh index no page is read.
pub fn run(args: &Search, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let cache = shell.env.cache_dir();
    let sources = shell.sources();
    let material = || material::of(&whole(&sources, cache.as_deref()).0);
    let mut index = material::index(&sources, cache.as_deref(), Check::AsRead, material)?;
    let text = args.query.join(" ");
    let data = shell.env.data_dir(shell.global).ok();
    let unsealed = data.map(|data| Store::glance_unsealed(&data)).unwrap_or_default();
    let rows = 0..usize::from(args.limit);
    if let Some(unknown) = index.unknown_skills(&args.skill).first() {
        return Err(refusal(unknown).into());
    }
    let ask = Ask { text: &text, rows, unsealed: &unsealed, kinds: &args.kind, skills: &args.skill };
    let hits = index.search_or_rebuild(&ask, material)?;
    if let Some(unknown) = hits.unfilled.first() {
        return Err(refusal(unknown).into());
    }
    if args.json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document(&text, &hits))?)?;
    } else {
        for hit in &hits.rows {
            print(hit, shell)?;
        }
    }
    tell(&text, &hits, shell)?;
    // Whoever waits for the answer has it before the index is kept.
    let _ = shell.out.flush();
    material::keep(&mut index, cache.as_deref());
    Ok(if hits.total == 0 { Exit::Negative } else { Exit::Ok })
}

/// A filter needs a value that there is; a script would not see that it narrows nothing.
fn refusal(unfilled: &Unfilled) -> Refusal {
    let name = unfilled.filter.id();
    let message = match unfilled.value.as_str() {
        "" => format!("`{name}:` needs a value"),
        value => format!("there is no {name} `{}`", clean(value)),
    };
    Refusal::new(Exit::Usage, message).help(format!("{name}s are: {}", unfilled.values.join(", ")))
}

fn tell(text: &str, hits: &Hits, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    if let (Some(correction), true) = (&hits.correction, hits.total > 0) {
        writeln!(
            shell.err,
            "note: there is no `{}` here; these are for `{}`",
            clean(text),
            clean(correction)
        )?;
    }
    if hits.is_partial {
        writeln!(shell.err, "note: no place has all of these words; these are the nearest")?;
    }
    if hits.total == 0 {
        let suggestion = match &hits.suggestion {
            Some(same) if same == text => "; without the filters there is something".to_owned(),
            Some(other) => format!("; did you mean `{}`?", clean(other)),
            None => String::new(),
        };
        writeln!(shell.err, "nothing for `{}`{suggestion}", clean(text))?;
    }
    if hits.sealed > 0 {
        let places = if hits.sealed == 1 { "place is" } else { "places are" };
        writeln!(
            shell.err,
            "note: {} more {places} in sealed parts of cases you have not tried",
            hits.sealed
        )?;
    }
    Ok(())
}

fn document(text: &str, hits: &Hits) -> Value {
    json!({
        "schema": "greenroom.search/1",
        "query": text,
        "total": hits.total,
        "sealed": hits.sealed,
        "correction": hits.correction,
        "partial": hits.is_partial,
        "suggestion": hits.suggestion,
        "hits": hits.rows,
    })
}

fn print(hit: &Hit, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    let colors = shell.colors();
    let place = match &hit.slug {
        Some(slug) => format!("{}#{slug}", hit.page),
        None => hit.page.clone(),
    };
    let above = if hit.path.text.is_empty() { String::new() } else { format!("{} > ", hit.path.text) };
    let title = styled(&hit.title, colors);
    writeln!(shell.out, "{place}  [{}]  {above}{title}", hit.kind.id())?;
    let columns = shell.env.columns.map_or(COLUMNS, usize::from);
    for line in lines(&hit.snippet, columns.saturating_sub(4).max(20)) {
        writeln!(shell.out, "    {}", styled(&line, colors))?;
    }
    Ok(())
}

/// Cuts a text between words into lines of this many columns, each with its marks.
fn lines(text: &Marked, columns: usize) -> Vec<Marked> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for (start, word) in words(&text.text) {
        let end = start + word.len();
        match lines.last_mut() {
            Some(line) if width(&text.text, line.start..end) <= columns => line.end = end,
            _ => lines.push(start..end),
        }
    }
    let line = |line: Range<usize>| Marked {
        text: text.text.get(line.clone()).unwrap_or_default().to_owned(),
        marks: text
            .marks
            .iter()
            .filter(|mark| mark.start >= line.start && mark.end <= line.end)
            .map(|mark| mark.start - line.start..mark.end - line.start)
            .collect(),
    };
    lines.into_iter().map(line).collect()
}

/// The words of a text, each with the place where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

fn width(text: &str, range: Range<usize>) -> usize {
    text.get(range).unwrap_or_default().width()
}

/// The text with its marks in bold.
fn styled(marked: &Marked, colors: bool) -> String {
    if !colors {
        return marked.text.clone();
    }
    let mut styled = String::new();
    let mut at = 0;
    for mark in &marked.marks {
        styled += marked.text.get(at..mark.start).unwrap_or_default();
        let bold = marked.text.get(mark.clone()).unwrap_or_default();
        styled.extend(["\u{1b}[1m", bold, "\u{1b}[0m"]);
        at = mark.end;
    }
    styled + marked.text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_into_lines_and_keeps_its_marks() {
        let text = "late rows arrive after the window".to_owned();
        let marked = Marked { text, marks: vec![0..4, 10..16, 27..33] };
        let lines = lines(&marked, 16);
        let plain: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(plain, ["late rows arrive", "after the window"]);
        let bold: Vec<String> = lines.iter().map(|line| styled(line, true)).collect();
        assert_eq!(bold[0], "\u{1b}[1mlate\u{1b}[0m rows \u{1b}[1marrive\u{1b}[0m");
        assert_eq!(bold[1], "after the \u{1b}[1mwindow\u{1b}[0m");
        assert_eq!(styled(&marked, false), marked.text);
    }
}
