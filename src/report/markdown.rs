//! A report as Markdown. Charts are tables of their numbers.

use super::{Chart, Item, Report, Section, Table, Tone};

/// The whole report.
pub fn markdown(report: &Report) -> String {
    let mut out = format!("# {}\n\n", inline(&report.title));
    for (name, value) in &report.facts {
        out.extend(["- ", &inline(name), ": ", &inline(value), "\n"]);
    }
    for chart in &report.charts {
        table(&mut out, &numbers(chart));
    }
    if let Some(rows) = &report.table {
        table(&mut out, rows);
    }
    for part in &report.sections {
        section(&mut out, part);
    }
    out
}

fn numbers(chart: &Chart) -> Table {
    match chart {
        Chart::Bars { title, rows, .. } => Table {
            title: title.clone(),
            heads: vec![String::new(), "Value".to_owned()],
            rows: rows.iter().map(|bar| vec![bar.label.clone(), bar.value.clone()]).collect(),
        },
        Chart::Line { title, points, .. } => Table {
            title: title.clone(),
            heads: vec!["When".to_owned(), "Value".to_owned()],
            rows: points.iter().map(|(when, value)| vec![when.clone(), format!("{value:.0}")]).collect(),
        },
    }
}

fn table(out: &mut String, table: &Table) {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| inline(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    out.extend(["\n## ", &inline(&table.title), "\n\n", &line(&table.heads)]);
    out.extend(["|", &"---|".repeat(table.heads.len()), "\n"]);
    out.extend(table.rows.iter().map(|row| line(row)));
}

fn section(out: &mut String, section: &Section) {
    out.extend(["\n## ", &inline(&section.title), "\n\n"]);
    for item in &section.items {
        one(out, item);
    }
}

fn one(out: &mut String, item: &Item) {
    let sign = item.sign.map_or_else(String::new, |sign| format!("`{sign}` "));
    let text = inline(&item.text);
    match item.tone {
        Tone::Heading => {
            let gap = if out.ends_with("\n\n") { "" } else { "\n" };
            out.extend([gap, "### ", &text, "\n\n"]);
        }
        _ => out.extend(["- ", &sign, &text, "\n"]),
    }
    for (detail, tone) in &item.details {
        let lead = if *tone == Tone::Quote { "  - > " } else { "  - " };
        out.extend([lead, &inline(detail), "\n"]);
    }
    for (title, drawing) in &item.drawings {
        // Indented, so that no line of the drawing can end it.
        out.extend(["\n", &inline(title), ":\n\n"]);
        out.extend(drawing.lines().map(|line| format!("    {line}\n")));
        out.push('\n');
    }
}

/// Text that Markdown takes for nothing but text.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let is_marker = |c: char| matches!(c, '#' | '+' | '-' | '=' | ':');
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in text.chars().enumerate() {
        let ends_number = digits > 0 && place == digits && matches!(c, '.' | ')');
        let is_special = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '$' | '^' | '{' | '}'
        );
        if is_special || ends_number || (place == 0 && is_marker(c)) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    fn read(markdown: &str) -> (String, Vec<String>) {
        let (mut text, mut foreign) = (String::new(), Vec::new());
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(_) => {}
                other => foreign.push(format!("{other:?}")),
            }
        }
        (text, foreign)
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_as_text(text in "[ -~äé漢]{1,40}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            let (shown, foreign) = read(&inline(text));
            // Quotes and dots may be set by the reader's own program, not by ours.
            let plain = |text: &str| text
                .replace(['\u{201c}', '\u{201d}'], "\"").replace(['\u{2018}', '\u{2019}'], "'")
                .replace('\u{2026}', "...").replace('\u{2014}', "---").replace('\u{2013}', "--");
            prop_assert_eq!(plain(&shown), plain(text));
            prop_assert_eq!(foreign, Vec::<String>::new());
        }
    }

    #[test]
    fn links_pictures_and_html_stay_letters() {
        for text in
            ["![x](http://a/b.png)", "<script>alert(1)</script>", "1. one", "# head", "- [ ] a", "`a`"]
        {
            let (shown, foreign) = read(&inline(text));
            assert_eq!((shown.as_str(), foreign.len()), (text, 0), "{text}");
        }
    }
}
