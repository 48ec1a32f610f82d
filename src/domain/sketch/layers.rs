//! The graph made ready for drawing: every box in its layer, and every long connection cut into hops from one layer to
//! the next, with a pass where it crosses a layer.

use std::collections::BTreeMap;

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::rank::{Course, Ranked, Side};

/// What stands at one place of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box.
    Box(usize),
    /// A line on its way to a later layer.
    Pass,
    /// Where a line that runs back turns towards the box beside it; `out` if it leaves the box.
    Turn { node: usize, out: bool },
    /// Keeps room for a group in a layer where it has no member.
    Room,
}

/// One place of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vertex {
    pub kind: Kind,
    pub layer: usize,
    pub group: Option<usize>,
    /// The unit it belongs to.
    pub unit: usize,
    /// The connections that run through it; none for a box.
    pub edges: Vec<usize>,
}

/// A hop between neighboring layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub left: usize,
    pub right: usize,
    /// Connections that share the hop; none holds a group together.
    pub edges: Vec<usize>,
}

/// Vertices that stand side by side: a box with its turns and helpers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub vertices: Vec<usize>,
    pub group: Option<usize>,
}

/// A graph made ready.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Layered {
    pub vertices: Vec<Vertex>,
    pub units: Vec<Unit>,
    /// Units of each layer, in drawing order.
    pub layers: Vec<Vec<usize>>,
    pub segments: Vec<Segment>,
    /// By node.
    pub box_of: Vec<usize>,
    /// By edge: the segments it runs through, from the earlier layer to the later.
    pub path: Vec<Vec<usize>>,
    /// By node: where lines that run back enter and leave.
    pub turn_in: Vec<Option<(usize, Side)>>,
    pub turn_out: Vec<Option<(usize, Side)>>,
}

/// Makes a ranked graph ready. `group_of` names the group that is to be framed, for each node.
pub(super) fn expand(graph: &Graph, ranked: &Ranked, group_of: &[Option<usize>]) -> Layered {
    let count = graph.nodes.len();
    let depth = ranked.layer.iter().max().map_or(0, |last| last + 1);
    let mut expansion = Expansion {
        layers: Layered {
            layers: vec![Vec::new(); depth],
            path: vec![Vec::new(); graph.edges.len()],
            turn_in: vec![None; count],
            turn_out: vec![None; count],
            ..Layered::default()
        },
        graph,
        ranked,
        group_of,
        passes: BTreeMap::new(),
        hops: BTreeMap::new(),
    };
    expansion.boxes();
    for edge in 0..graph.edges.len() {
        match ranked.course[edge] {
            Course::Forward => expansion.forward(edge),
            Course::Back => expansion.back(edge),
            Course::Loop | Course::Beside => {}
        }
    }
    expansion.rooms();
    expansion.layers
}

struct Expansion<'a> {
    layers: Layered,
    graph: &'a Graph,
    ranked: &'a Ranked,
    group_of: &'a [Option<usize>],
    /// Lines of one source share their passes; so do lines that run back to one target.
    passes: BTreeMap<(usize, usize, bool), usize>,
    hops: BTreeMap<(usize, usize), usize>,
}

impl Expansion<'_> {
    fn vertex(&mut self, kind: Kind, layer: usize, group: Option<usize>, unit: Option<usize>) -> usize {
        let vertex = self.layers.vertices.len();
        let unit = unit.unwrap_or_else(|| {
            self.layers.units.push(Unit { vertices: Vec::new(), group });
            let unit = self.layers.units.len() - 1;
            self.layers.layers[layer].push(unit);
            unit
        });
        self.layers.units[unit].vertices.push(vertex);
        self.layers.vertices.push(Vertex { kind, layer, group, unit, edges: Vec::new() });
        vertex
    }

    fn boxes(&mut self) {
        let count = self.graph.nodes.len();
        self.layers.box_of = vec![0; count];
        for node in 0..count {
            if self.ranked.helper[node].is_none() {
                let (layer, group) = (self.ranked.layer[node], self.group_of[node]);
                self.layers.box_of[node] = self.vertex(Kind::Box(node), layer, group, None);
            }
        }
        for node in 0..count {
            let Some(helper) = self.ranked.helper[node] else { continue };
            let host = &self.layers.vertices[self.layers.box_of[helper.host]];
            let (layer, group, unit) = (host.layer, host.group, host.unit);
            let vertex = self.vertex(Kind::Box(node), layer, group, Some(unit));
            self.layers.box_of[node] = vertex;
            if helper.side == Side::Before {
                self.layers.units[unit].vertices.rotate_right(1);
            }
        }
    }

    fn forward(&mut self, edge: usize) {
        let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
        let mut current = self.layers.box_of[from];
        for layer in self.ranked.layer[from] + 1..self.ranked.layer[to] {
            let pass = self.pass((from, layer, false), edge);
            self.hop(current, pass, edge);
            current = pass;
        }
        self.hop(current, self.layers.box_of[to], edge);
    }

    fn back(&mut self, edge: usize) {
        let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
        let mut current = self.turn(to, false);
        self.layers.vertices[current].edges.push(edge);
        for layer in self.ranked.layer[to] + 1..self.ranked.layer[from] {
            let pass = self.pass((to, layer, true), edge);
            self.hop(current, pass, edge);
            current = pass;
        }
        let out = self.turn(from, true);
        self.layers.vertices[out].edges.push(edge);
        self.hop(current, out, edge);
    }

    fn pass(&mut self, key: (usize, usize, bool), edge: usize) -> usize {
        let known = self.passes.get(&key).copied();
        let pass = known.unwrap_or_else(|| {
            let group = self.inner_group(edge);
            let pass = self.vertex(Kind::Pass, key.1, group, None);
            self.passes.insert(key, pass);
            pass
        });
        let unit = self.layers.vertices[pass].unit;
        if self.layers.vertices[pass].group != self.inner_group(edge) {
            self.layers.vertices[pass].group = None;
            self.layers.units[unit].group = None;
        }
        self.layers.vertices[pass].edges.push(edge);
        pass
    }

    /// The group that both ends of a connection are in.
    fn inner_group(&self, edge: usize) -> Option<usize> {
        let edge = &self.graph.edges[edge];
        self.group_of[edge.from].filter(|group| self.group_of[edge.to] == Some(*group))
    }

    /// The place beside a box where lines that run back turn: after it, unless the other direction is there already.
    fn turn(&mut self, node: usize, out: bool) -> usize {
        let known = if out { self.layers.turn_out[node] } else { self.layers.turn_in[node] };
        if let Some((turn, _)) = known {
            return turn;
        }
        let other = if out { self.layers.turn_in[node] } else { self.layers.turn_out[node] };
        let side = match other {
            Some((_, Side::After)) => Side::Before,
            Some((_, Side::Before)) | None => Side::After,
        };
        let host = &self.layers.vertices[self.layers.box_of[node]];
        let (layer, group, unit) = (host.layer, host.group, host.unit);
        let turn = self.vertex(Kind::Turn { node, out }, layer, group, Some(unit));
        if side == Side::Before {
            self.layers.units[unit].vertices.rotate_right(1);
        }
        let slot = if out { &mut self.layers.turn_out } else { &mut self.layers.turn_in };
        slot[node] = Some((turn, side));
        turn
    }

    fn hop(&mut self, left: usize, right: usize, edge: usize) {
        let segment = *self.hops.entry((left, right)).or_insert_with(|| {
            self.layers.segments.push(Segment { left, right, edges: Vec::new() });
            self.layers.segments.len() - 1
        });
        self.layers.segments[segment].edges.push(edge);
        self.layers.path[edge].push(segment);
    }

    /// Keeps a group together across layers where it has no member.
    fn rooms(&mut self) {
        for group in self.group_of.iter().flatten().copied().collect::<std::collections::BTreeSet<_>>() {
            let layers: Vec<usize> =
                self.layers.vertices.iter().filter(|v| v.group == Some(group)).map(|v| v.layer).collect();
            let (Some(&first), Some(&last)) = (layers.iter().min(), layers.iter().max()) else { continue };
            for layer in first..=last {
                if !layers.contains(&layer) {
                    let room = self.vertex(Kind::Room, layer, Some(group), None);
                    self.tie(room, group, layer);
                }
            }
        }
    }

    /// Draws a room towards its group.
    fn tie(&mut self, room: usize, group: usize, layer: usize) {
        let member = |layer: usize| {
            let mut vertices = self.layers.vertices.iter();
            vertices.position(|vertex| vertex.layer == layer && vertex.group == Some(group))
        };
        let (before, after) = (layer.checked_sub(1).and_then(member), member(layer + 1));
        let ties = [before.map(|member| (member, room)), after.map(|member| (room, member))];
        for (left, right) in ties.into_iter().flatten() {
            self.layers.segments.push(Segment { left, right, edges: Vec::new() });
        }
    }
}
