//! A sketch for pasting elsewhere: Mermaid and SVG. Text is the drawing itself.

use std::fmt::Write as _;

use crate::domain::sketch::drawing::{Drawing, Form};
use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::shape::{Point, Rect};
use crate::domain::sketch::wrap;

/// The sketch as a Mermaid flowchart.
pub fn mermaid(graph: &Graph, form: Form) -> String {
    let mut out = format!("flowchart {}\n", if form == Form::Down { "TD" } else { "LR" });
    let mut grouped = vec![false; graph.nodes.len()];
    let node = |out: &mut String, index: usize, indent: &str| {
        let name = mermaid_text(&graph.nodes[index].name);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{indent}n{index}[\"{name}\"]");
    };
    for (index, group) in graph.groups.iter().enumerate() {
        let _ = writeln!(out, "  subgraph g{index}[\"{}\"]", mermaid_text(&group.title));
        for &member in &group.members {
            // A node belongs to one subgraph.
            if !std::mem::replace(&mut grouped[member], true) {
                node(&mut out, member, "    ");
            }
        }
        out.push_str("  end\n");
    }
    for index in (0..graph.nodes.len()).filter(|&index| !grouped[index]) {
        node(&mut out, index, "  ");
    }
    for edge in &graph.edges {
        let arrow = if edge.both { "<-->" } else { "-->" };
        let label =
            edge.label.as_deref().map(|label| format!("|\"{}\"|", mermaid_text(label))).unwrap_or_default();
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    out
}

/// Text between quotes in Mermaid: its own signs as entities.
fn mermaid_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            c => out.push(c),
        }
    }
    out
}

/// Pixels of a cell.
const CELL: (i32, i32) = (9, 18);

/// The drawing as a picture that stands alone: no script, no style sheet, no font to load.
pub fn svg(graph: &Graph, drawing: &Drawing) -> String {
    let mut svg = Svg { out: String::new(), graph, drawing };
    svg.open();
    if drawing.form == Form::List {
        for (row, line) in drawing.lines().enumerate() {
            svg.text(Point { x: 0, y: row as i32 }, &line, "#1f2328", "start");
        }
    } else {
        svg.frames();
        svg.routes();
        svg.boxes();
        svg.labels();
    }
    svg.out.push_str("</svg>\n");
    svg.out
}

struct Svg<'a> {
    out: String,
    graph: &'a Graph,
    drawing: &'a Drawing,
}

/// The middle of a cell, in pixels.
fn middle(point: Point) -> (i32, i32) {
    (point.x * CELL.0 + CELL.0 / 2, point.y * CELL.1 + CELL.1 / 2)
}

impl Svg<'_> {
    fn line(&mut self, arguments: std::fmt::Arguments) {
        let _ = self.out.write_fmt(arguments);
        self.out.push('\n');
    }

    fn open(&mut self) {
        let (width, height) = (self.drawing.width as i32 * CELL.0, self.drawing.height as i32 * CELL.1);
        let (width, height) = (width.max(CELL.0), height.max(CELL.1));
        self.line(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-family=\"ui-monospace, monospace\" font-size=\"14\">"
        ));
        self.line(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"));
        self.line(format_args!(
            "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
             orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\" fill=\"#57606a\"/></marker></defs>"
        ));
    }

    fn text(&mut self, at: Point, text: &str, fill: &str, anchor: &str) {
        let (x, y) = match anchor {
            "middle" => (middle(at).0, middle(at).1),
            _ => (at.x * CELL.0, middle(at).1),
        };
        let text = xml(text);
        self.line(format_args!(
            "<text x=\"{x}\" y=\"{y}\" fill=\"{fill}\" text-anchor=\"{anchor}\" dominant-baseline=\"central\" \
             xml:space=\"preserve\">{text}</text>"
        ));
    }

    fn rect(&mut self, rect: Rect, style: &str) {
        let (x, y) = middle(Point { x: rect.x, y: rect.y });
        let (right, bottom) = middle(Point { x: rect.right(), y: rect.bottom() });
        let (width, height) = (right - x, bottom - y);
        self.line(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {style}/>"));
    }

    fn frames(&mut self) {
        for frame in self.drawing.frames.clone() {
            self.rect(frame.rect, "rx=\"8\" fill=\"none\" stroke=\"#8c959f\" stroke-dasharray=\"5 4\"");
            let at = Point { x: frame.rect.x + 2, y: frame.rect.y };
            let (x, y) = (at.x * CELL.0, at.y * CELL.1);
            let (width, height) = ((wrap::width(&frame.title) + 1) * CELL.0, CELL.1);
            self.line(format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
            ));
            self.text(Point { x: at.x, y: at.y }, &frame.title, "#57606a", "start");
        }
    }

    fn routes(&mut self) {
        for route in self.drawing.routes.clone() {
            let points: Vec<String> = route
                .points
                .iter()
                .map(|&point| {
                    let (x, y) = middle(point);
                    format!("{x},{y}")
                })
                .collect();
            let start = if route.both { " marker-start=\"url(#head)\"" } else { "" };
            self.line(format_args!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"#57606a\"{start} marker-end=\"url(#head)\"/>",
                points.join(" ")
            ));
        }
    }

    fn boxes(&mut self) {
        for shape in self.drawing.boxes.clone() {
            let role = self.graph.nodes.get(shape.node).and_then(|node| node.role);
            let fill = super::marks::tint(role);
            self.rect(shape.rect, &format!("rx=\"3\" fill=\"{fill}\" stroke=\"#1f2328\""));
            let tag = shape.tag.map(|tag| format!("({tag})"));
            let rows = shape.lines.len() as i32 + i32::from(tag.is_some());
            let top = shape.rect.y + 1 + (shape.rect.height - 2 - rows) / 2;
            let x = shape.rect.x + (shape.rect.width - 1) / 2;
            for (row, line) in shape.lines.iter().enumerate() {
                self.text(Point { x, y: top + row as i32 }, line, "#1f2328", "middle");
            }
            if let Some(tag) = tag {
                self.text(Point { x, y: top + rows - 1 }, &tag, "#57606a", "middle");
            }
        }
    }

    fn labels(&mut self) {
        for label in self.drawing.labels.clone() {
            for (row, line) in label.lines.iter().enumerate() {
                self.text(Point { x: label.at.x, y: label.at.y + row as i32 }, line, "#0a3069", "start");
            }
        }
    }
}

/// Text in XML.
fn xml(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML knows no way to write these.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sketch::fixtures::graph;
    use crate::domain::sketch::{Area, Options, Sketch, layout};

    #[test]
    fn mermaid_has_every_box_link_and_group() {
        let graph = graph("apps -> kafka : \"a\" & <b>\nkafka <-> flink\n[speed] kafka, flink");
        let expected = "flowchart LR\n  subgraph g0[\"speed\"]\n    n1[\"kafka\"]\n    n2[\"flink\"]\n  end\n  n0[\"apps\"]\n  \
                        n0 -->|\"a#quot; #amp; #lt;b#gt;\"| n1\n  n1 <--> n2\n";
        assert_eq!(mermaid(&graph, Form::Right), expected);
    }

    #[test]
    fn what_was_written_as_mermaid_is_read_again() {
        let text = "apps -> kafka : raw json\nkafka <-> flink\nflink -> s3 raw zone";
        let written = mermaid(&graph(text), Form::Right);
        let names = |text: &str| {
            let graph = graph(text);
            let name = |node: usize| graph.nodes[node].name.clone();
            let links = graph
                .edges
                .iter()
                .map(|edge| (name(edge.from), name(edge.to), edge.both, edge.label.clone()));
            links.collect::<Vec<_>>()
        };
        assert_eq!(names(&written), names(text), "{written}");
        assert_eq!(Sketch::parse(&written).problems, []);
    }

    #[test]
    fn svg_is_escaped_and_stands_alone() {
        let graph = graph("\"<script>alert(1)</script>\" -> b : x & y\n[g\"<] b, c\nc -> b");
        let drawing = layout(&graph, Area { width: 200, height: None }, Options::default());
        let svg = svg(&graph, &drawing);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(!svg.contains("<script"));
        assert!(svg.contains("&lt;script&gt;alert(1)&lt;/"));
        assert!(svg.contains("x &amp; y"));
        assert!(!svg.contains("href"), "nothing is loaded from elsewhere");
        assert_eq!(svg.matches("<polyline").count(), 2);
    }
}
