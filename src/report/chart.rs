//! Charts as SVG inside an HTML page. Colors are those of the page's style.

use std::fmt::Write as _;

use super::html::escaped;
use super::{Bar, Chart};

const WIDTH: f64 = 640.0;
const ROW: f64 = 26.0;
/// Where bars begin and end.
const BARS: (f64, f64) = (230.0, 540.0);
/// The box of a line: left, top, right, bottom.
const PLOT: (f64, f64, f64, f64) = (40.0, 12.0, 620.0, 172.0);

/// A chart with its heading.
pub fn figure(chart: &Chart) -> String {
    let (title, note, svg) = match chart {
        Chart::Bars { title, mark, rows } => (title, mark.as_deref(), bars(title, rows)),
        Chart::Line { title, top, points } => (title, None, line(title, *top, points)),
    };
    let note = note.map_or_else(String::new, |note| {
        format!("<p class=\"quiet\">The upright mark: {}.</p>\n", escaped(note))
    });
    format!("<figure>\n<figcaption>{}</figcaption>\n{svg}{note}</figure>\n", escaped(title))
}

fn open(title: &str, height: f64) -> String {
    let title = escaped(title);
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n"
    )
}

fn bars(title: &str, rows: &[Bar]) -> String {
    let mut svg = open(title, ROW * rows.len() as f64);
    let place = |share: f64| share.clamp(0.0, 1.0) * (BARS.1 - BARS.0);
    for (number, bar) in rows.iter().enumerate() {
        let y = number as f64 * ROW;
        let (label, value) = (escaped(&bar.label), escaped(&bar.value));
        let (top, base, full, filled) = (y + 5.0, y + 18.0, BARS.1 - BARS.0, place(bar.length));
        let _ = writeln!(
            svg,
            "<text class=\"label\" x=\"{:.0}\" y=\"{base:.0}\">{label}</text>\
             <rect class=\"track\" x=\"{:.0}\" y=\"{top:.0}\" width=\"{full:.0}\" height=\"16\"/>\
             <rect class=\"fill\" x=\"{:.0}\" y=\"{top:.0}\" width=\"{filled:.1}\" height=\"16\"/>\
             <text x=\"{:.0}\" y=\"{base:.0}\">{value}</text>",
            BARS.0 - 8.0,
            BARS.0,
            BARS.0,
            BARS.1 + 8.0
        );
        if let Some(mark) = bar.mark {
            let x = BARS.0 + place(mark);
            let (from, to) = (y + 2.0, y + 24.0);
            let _ = writeln!(
                svg,
                "<line class=\"mark\" x1=\"{x:.1}\" y1=\"{from:.0}\" x2=\"{x:.1}\" y2=\"{to:.0}\"/>"
            );
        }
    }
    svg + "</svg>\n"
}

fn line(title: &str, top: f64, points: &[(String, f64)]) -> String {
    let mut svg = open(title, 200.0);
    let (left, above, right, below) = PLOT;
    let height = |value: f64| below - (value / top).clamp(0.0, 1.0) * (below - above);
    for value in [0.0, top / 2.0, top] {
        let y = height(value);
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"{left:.0}\" y1=\"{y:.1}\" x2=\"{right:.0}\" y2=\"{y:.1}\"/>\
             <text class=\"label\" x=\"{:.0}\" y=\"{:.1}\">{value:.0}</text>",
            left - 8.0,
            y + 4.0
        );
    }
    let gap = (right - left) / points.len().saturating_sub(1).max(1) as f64;
    let places: Vec<(f64, f64)> = points
        .iter()
        .enumerate()
        .map(|(number, (_, value))| (left + number as f64 * gap, height(*value)))
        .collect();
    let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = writeln!(svg, "<polyline class=\"line\" points=\"{}\"/>", path.join(" "));
    for ((x, y), (when, value)) in places.iter().zip(points) {
        let _ = writeln!(
            svg,
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"><title>{}: {value:.0}</title></circle>",
            escaped(when)
        );
    }
    if let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) {
        let _ = writeln!(svg, "<text x=\"{left:.0}\" y=\"194\">{}</text>", escaped(first));
        if points.len() > 1 {
            let _ =
                writeln!(svg, "<text class=\"label\" x=\"{right:.0}\" y=\"194\">{}</text>", escaped(last));
        }
    }
    svg + "</svg>\n"
}
