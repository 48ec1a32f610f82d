//! Room kept for labels: between layers, behind lines, beside helpers.

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::layers::{Kind, Layered};
use crate::domain::sketch::place::Flow;
use crate::domain::sketch::rank::{Course, Ranked};
use crate::domain::sketch::shape::Style;
use crate::domain::sketch::wrap;

/// Cells along the flow in a gutter, before, between and behind its tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Zone {
    pub before: i32,
    pub between: i32,
    pub behind: i32,
}

/// All room that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reserve {
    /// By layer: the gutter behind it.
    pub gutter: Vec<Zone>,
    /// By layer: whether a line in the gutter behind it has two heads.
    pub both: Vec<bool>,
    /// By vertex: cells across the flow for a label in front of its line, in a drawing from left to right.
    pub before: Vec<i32>,
    /// By vertex: cells across the flow for a label behind its line, in a drawing from top to bottom.
    pub after: Vec<i32>,
    /// By node: cells between a helper and its host.
    pub helper: Vec<i32>,
}

/// A label and the connections that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub text: String,
    pub edges: Vec<usize>,
}

/// The labels of a graph. One that a fan was given is written once.
pub(super) fn labels(graph: &Graph) -> Vec<Label> {
    let mut labels: Vec<(usize, Label)> = Vec::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let Some(text) = &edge.label else { continue };
        let shares = |&&mut (line, ref label): &&mut (usize, Label)| {
            let akin = |&other: &usize| graph.edges[other].from == edge.from;
            let into = |&other: &usize| graph.edges[other].to == edge.to;
            line == edge.line
                && label.text == *text
                && (label.edges.iter().all(akin) || label.edges.iter().all(into))
        };
        match labels.iter_mut().find(|entry| shares(entry)) {
            Some((_, label)) => label.edges.push(index),
            None => labels.push((edge.line, Label { text: text.clone(), edges: vec![index] })),
        }
    }
    labels.into_iter().map(|(_, label)| label).collect()
}

/// Keeps room for every label that the style draws. `widest` is the width of the widest box of each layer.
pub(super) fn reserve(
    graph: &Graph,
    ranked: &Ranked,
    layers: &Layered,
    style: &Style,
    widest: &[i32],
) -> Reserve {
    let depth = layers.layers.len();
    let down = style.flow == Flow::Down;
    let mut reserve = Reserve {
        gutter: vec![Zone::default(); depth],
        both: vec![false; depth],
        before: vec![0; layers.vertices.len()],
        after: vec![0; layers.vertices.len()],
        helper: vec![if down { 4 } else { 1 }; graph.nodes.len()],
    };
    for (edge, path) in layers.path.iter().enumerate() {
        for &segment in path {
            let layer = layers.vertices[layers.segments[segment].left].layer;
            reserve.both[layer] |= graph.edges[edge].both;
        }
    }
    if !style.labels {
        return reserve;
    }
    for label in labels(graph) {
        let size = Size::of(&lines(&label.text, style));
        match label.edges.first().map(|&edge| (edge, ranked.course[edge])) {
            Some((edge, Course::Beside)) => {
                let ends = [graph.edges[edge].from, graph.edges[edge].to];
                let helper = ends.into_iter().find(|&node| ranked.helper[node].is_some());
                reserve.helper(helper.unwrap_or(ends[0]), ranked, size, (down, widest));
            }
            Some((_, Course::Forward | Course::Back)) => reserve.label(layers, &label, size, style),
            Some((_, Course::Loop)) | None => {}
        }
    }
    reserve
}

/// The lines that room is kept for.
pub(super) fn lines(text: &str, style: &Style) -> Vec<String> {
    match style.flow {
        Flow::Right => (1..=3)
            .map(|count| wrap::wrap_into(text, count))
            .find(|lines| Size::of(lines).width <= style.label)
            .unwrap_or_else(|| wrap::wrap_into(text, 3)),
        Flow::Down => wrap::wrap(text, style.label),
    }
}

#[derive(Debug, Clone, Copy)]
struct Size {
    width: i32,
    height: i32,
}

impl Size {
    fn of(lines: &[String]) -> Self {
        let width = lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
        Self { width, height: lines.len() as i32 }
    }
}

impl Reserve {
    fn helper(&mut self, node: usize, ranked: &Ranked, size: Size, (down, widest): (bool, &[i32])) {
        if down {
            self.helper[node] = size.width + 4;
            return;
        }
        self.helper[node] = size.height.max(1);
        // The label stands right of the middle of the boxes and may reach beyond them.
        let layer = ranked.layer[node];
        let beyond = size.width + 2 - widest[layer] / 2;
        self.gutter[layer].before = self.gutter[layer].before.max(beyond);
    }

    fn label(&mut self, layers: &Layered, label: &Label, size: Size, style: &Style) {
        let (down, dense) = (style.flow == Flow::Down, style.pad == 0);
        let own = |edges: &[usize]| !edges.is_empty() && edges.iter().all(|edge| label.edges.contains(edge));
        let segments: Vec<usize> =
            label.edges.iter().flat_map(|&edge| layers.path[edge].iter().copied()).collect();
        let ends = segments.iter().flat_map(|&segment| {
            let segment = &layers.segments[segment];
            [segment.left, segment.right]
        });
        // A line that passes a layer has room there.
        let mut ends = ends;
        let pass = ends.find(|&vertex| {
            layers.vertices[vertex].kind == Kind::Pass && own(&layers.vertices[vertex].edges)
        });
        if let Some(pass) = pass {
            return self.beside(pass, size, down);
        }
        let Some(&segment) = segments.iter().rev().find(|&&segment| own(&layers.segments[segment].edges))
        else {
            return;
        };
        let (left, right) = (layers.segments[segment].left, layers.segments[segment].right);
        let layer = layers.vertices[left].layer;
        let here = |vertex: usize, of_left: bool| -> Vec<usize> {
            let segments = layers.segments.iter().enumerate();
            let at = segments.filter(|(_, segment)| {
                !segment.edges.is_empty() && vertex == if of_left { segment.left } else { segment.right }
            });
            at.map(|(index, _)| index).collect()
        };
        let (out, into) = (here(left, true), here(right, false));
        let all_own =
            |all: &[usize]| all.len() > 1 && all.iter().all(|&segment| own(&layers.segments[segment].edges));
        let zone = &mut self.gutter[layer];
        let length = if down { size.height } else { size.width + 2 };
        if all_own(&out) {
            zone.before = zone.before.max(length);
            self.beside(left, size, down);
        } else if all_own(&into) {
            zone.behind = zone.behind.max(length);
            self.beside(right, size, down);
        } else if out.len() > 1 && into.len() > 1 {
            // All of its own is a piece across the flow: the label stands above that, or beside.
            // A dense drawing from left to right takes what room it finds there.
            match (down, dense) {
                (true, _) => zone.before = zone.before.max(length),
                (false, false) => zone.between = zone.between.max(length),
                (false, true) => self.before[right] = self.before[right].max(2),
            }
        } else if out.len() == 1 && into.iter().any(|&other| spreads(layers, other)) {
            // It meets the trunk of another source, which lies in front.
            zone.before = zone.before.max(length);
            self.beside(left, size, down);
        } else {
            zone.between = zone.between.max(length);
            self.beside(if out.len() == 1 && into.len() > 1 { left } else { right }, size, down);
        }
    }

    /// Room beside a line that runs along the flow.
    fn beside(&mut self, vertex: usize, size: Size, down: bool) {
        if down {
            self.after[vertex] = self.after[vertex].max(size.width);
        } else {
            self.before[vertex] = self.before[vertex].max(size.height);
        }
    }
}

/// Whether the source of a segment has others in the same gutter.
fn spreads(layers: &Layered, segment: usize) -> bool {
    let left = layers.segments[segment].left;
    layers.segments.iter().filter(|segment| segment.left == left && !segment.edges.is_empty()).count() > 1
}
