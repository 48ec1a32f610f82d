//! A report as one HTML file: no script, nothing loaded, light and dark, fit for print.

use super::{Item, Report, Table, Tone, chart};

/// What a browser is told to refuse, should anything ever get past the escaping.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --paper: #ffffff; --line: #d1d9e0;
  --fill: #2f6fb5; --good: #1a6d33; --warn: #9a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9aa6b2; --paper: #14181d; --line: #3a444e;
  --fill: #6cb0f5; --good: #63c77a; --warn: #f0a860; } }
@media print { :root { color-scheme: light; --ink: #000000; --quiet: #444444; --paper: #ffffff; --line: #bbbbbb;
  --fill: #2f6fb5; --good: #1a6d33; --warn: #9a4b00; } figure, li, pre, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; } figure { margin: 1.2rem 0; } figcaption { font-weight: 600; }
svg { width: 100%; height: auto; font: 13px system-ui, sans-serif; } svg text { fill: var(--ink); }
svg text.label { text-anchor: end; } .track { fill: none; stroke: var(--line); } .fill, .dot { fill: var(--fill); }
.line { fill: none; stroke: var(--fill); stroke-width: 2; } .grid { stroke: var(--line); }
.mark { stroke: var(--ink); stroke-width: 3; }
ul { padding-left: 1.2rem; } li { margin: .3rem 0; } pre { overflow-x: auto; line-height: 1.15; font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; } th, td { text-align: left; padding: .25rem .5rem;
  border-bottom: 1px solid var(--line); } dt { font-weight: 600; float: left; clear: left; margin-right: .5rem; }
dd { margin: 0; } .quiet { color: var(--quiet); } .quote { font-style: italic; } .good { color: var(--good); }
.warn { color: var(--warn); } code { font-family: ui-monospace, monospace; }
";

/// The whole report.
pub fn html(report: &Report) -> String {
    let title = escaped(&report.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<dl>\n"
    );
    for (name, value) in &report.facts {
        out.extend(["<dt>", &escaped(name), "</dt><dd>", &escaped(value), "</dd>\n"]);
    }
    out.push_str("</dl>\n");
    out.extend(report.charts.iter().map(chart::figure));
    out.extend(report.table.iter().map(table));
    for section in &report.sections {
        out.extend(["<h2>", &escaped(&section.title), "</h2>\n"]);
        let mut in_list = false;
        for item in &section.items {
            let is_entry = item.tone != Tone::Heading;
            if is_entry != in_list {
                out.push_str(if is_entry { "<ul>\n" } else { "</ul>\n" });
                in_list = is_entry;
            }
            entry(&mut out, item);
        }
        if in_list {
            out.push_str("</ul>\n");
        }
    }
    out + "</body>\n</html>\n"
}

fn table(table: &Table) -> String {
    let mut out = format!("<h2>{}</h2>\n<table>\n<thead>", escaped(&table.title));
    row(&mut out, &table.heads, ["<th>", "</th>"]);
    out.push_str("</thead>\n<tbody>\n");
    for cells in &table.rows {
        row(&mut out, cells, ["<td>", "</td>"]);
        out.push('\n');
    }
    out + "</tbody>\n</table>\n"
}

fn row(out: &mut String, cells: &[String], [open, close]: [&str; 2]) {
    out.push_str("<tr>");
    for cell in cells {
        out.extend([open, &escaped(cell), close]);
    }
    out.push_str("</tr>");
}

fn entry(out: &mut String, item: &Item) {
    let (open, close) = if item.tone == Tone::Heading { ("<h3>", "</h3>\n") } else { ("<li>", "</li>\n") };
    let sign = item.sign.map_or_else(String::new, |sign| format!("<code>{}</code> ", escaped(sign)));
    out.extend([open, &sign, &toned(&item.text, item.tone)]);
    let mut below = String::new();
    if !item.details.is_empty() {
        let details = item.details.iter().map(|(text, tone)| format!("<li>{}</li>\n", toned(text, *tone)));
        below.extend(["\n<ul>\n", &details.collect::<String>(), "</ul>\n"]);
    }
    for (title, drawing) in &item.drawings {
        below.extend(["<p>", &escaped(title), ":</p>\n<pre>", &escaped(drawing), "</pre>\n"]);
    }
    // A heading holds no lists; what belongs to it follows it.
    if item.tone == Tone::Heading { out.extend([close, &below]) } else { out.extend([&below, close]) }
}

fn toned(text: &str, tone: Tone) -> String {
    let class = match tone {
        Tone::Plain | Tone::Heading => return escaped(text),
        Tone::Quiet => "quiet",
        Tone::Quote => "quote",
        Tone::Good => "good",
        Tone::Warning => "warn",
    };
    format!("<span class=\"{class}\">{}</span>", escaped(text))
}

/// Text that HTML takes for nothing but text, between tags and in quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
