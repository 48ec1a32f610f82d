//! Where things stand across the flow: as many straight lines as the order allows, and room for every frame.

use std::collections::BTreeMap;

use crate::domain::sketch::layers::{Kind, Layered, Segment};
use crate::domain::sketch::simplex;

/// Which way the picture runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// From left to right.
    Right,
    /// From top to bottom.
    Down,
}

/// What a box takes up across the flow: cells before and after the line that its connections leave and enter on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    pub before: i32,
    pub after: i32,
}

/// What decides distances across the flow.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub flow: Flow,
    /// Cells between two boxes side by side in a picture that runs down.
    pub gap: i32,
    /// By node.
    pub extent: Vec<Extent>,
    /// By vertex: cells for a label before its line.
    pub label_before: Vec<i32>,
    /// By vertex: cells for a label behind its line.
    pub label_after: Vec<i32>,
    /// By node: cells between a helper and its host.
    pub helper_gap: Vec<i32>,
}

/// A group's frame: the lines it stands on across the flow, the layers it spans along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub group: usize,
    pub before: i32,
    pub after: i32,
    pub first: usize,
    pub last: usize,
}

/// Places across the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// By vertex: its line.
    pub line: Vec<i32>,
    pub frames: Vec<Frame>,
}

/// Places everything; none if the groups' frames contradict the order.
pub(super) fn place(layers: &Layered, room: &Room) -> Option<Places> {
    let mut placing = Placing { layers, room, edges: Vec::new(), count: layers.vertices.len() };
    placing.neighbors();
    let frames = placing.frames();
    let pulls = placing.lines();
    let solved = simplex::solve(placing.count, &placing.edges)?;
    // What is nearly straight wants to be straight; what is bent anyway may bend a little more.
    let mut edges = placing.edges.clone();
    for (segment, pull) in layers.segments.iter().zip(pulls) {
        let jog = (solved[segment.left] - solved[segment.right]).abs();
        let factor = match jog {
            0 => 6,
            1..=2 => 8,
            3..=5 => 3,
            _ => 1,
        };
        for edge in edges.get_mut(pull..pull + 2).into_iter().flatten() {
            edge.weight *= factor;
        }
    }
    let solved = simplex::solve(placing.count, &edges).unwrap_or(solved);
    let mut line: Vec<i32> = solved.iter().copied().take(layers.vertices.len()).collect();
    if room.flow == Flow::Down {
        placing.center(&mut line, &solved);
    }
    let frames = frames
        .into_iter()
        .map(|(group, (before, after, first, last))| Frame {
            group,
            before: solved[before],
            after: solved[after],
            first,
            last,
        })
        .collect();
    Some(Places { line, frames })
}

struct Placing<'a> {
    layers: &'a Layered,
    room: &'a Room,
    edges: Vec<simplex::Edge>,
    count: usize,
}

impl Placing<'_> {
    fn extent(&self, vertex: usize) -> Extent {
        match self.layers.vertices[vertex].kind {
            Kind::Box(node) => self.room.extent[node],
            Kind::Pass | Kind::Turn { .. } | Kind::Room => Extent::default(),
        }
    }

    fn order(&self, layer: usize) -> Vec<usize> {
        let units = self.layers.layers[layer].iter();
        units.flat_map(|&unit| self.layers.units[unit].vertices.iter().copied()).collect()
    }

    /// Cells between the edges of two neighbors.
    fn gap(&self, a: usize, b: usize) -> i32 {
        let (first, second) = (&self.layers.vertices[a], &self.layers.vertices[b]);
        let down = self.room.flow == Flow::Down;
        let beside = first.unit == second.unit;
        match (first.kind, second.kind) {
            (Kind::Box(x), Kind::Box(y)) if beside => self.room.helper_gap[x].max(self.room.helper_gap[y]),
            (Kind::Box(_), Kind::Box(_)) => {
                if down {
                    self.room.gap
                } else {
                    1
                }
            }
            (Kind::Room, _) | (_, Kind::Room) => 0,
            (Kind::Turn { .. }, Kind::Box(_)) | (Kind::Box(_), Kind::Turn { .. }) if beside => {
                i32::from(down)
            }
            _ => {
                if down {
                    2
                } else {
                    1
                }
            }
        }
    }

    /// Neighbors in a layer keep their distance.
    fn neighbors(&mut self) {
        for layer in 0..self.layers.layers.len() {
            let order = self.order(layer);
            for pair in order.windows(2) {
                let [a, b] = *pair else { continue };
                let boxes = self.extent(a).after + self.gap(a, b) + self.extent(b).before + 1;
                let after = match self.room.label_after[a] {
                    0 => 0,
                    label => label + 4,
                };
                let before = match self.room.label_before[b] {
                    0 => 0,
                    label => label + 2,
                };
                let min = boxes.max(after).max(before);
                self.edges.push(simplex::Edge { tail: a, head: b, min, weight: 0 });
            }
        }
    }

    /// Connections want to be straight; long ones most of all.
    /// Returns where each segment's pulls are.
    fn lines(&mut self) -> Vec<usize> {
        let favored = self.favored();
        let mut pulls = Vec::with_capacity(favored.len());
        for (index, segment) in self.layers.segments.iter().enumerate() {
            let weight = self.weight(segment) + 3 * favored[index];
            let middle = self.count;
            self.count += 1;
            pulls.push(self.edges.len());
            for vertex in [segment.left, segment.right] {
                self.edges.push(simplex::Edge { tail: middle, head: vertex, min: 0, weight });
            }
        }
        pulls
    }

    fn weight(&self, segment: &Segment) -> i32 {
        match (self.is_box(segment.left), self.is_box(segment.right)) {
            _ if segment.edges.is_empty() => 1,
            (true, true) => 4,
            (true, false) | (false, true) => 6,
            (false, false) => 48,
        }
    }

    fn is_box(&self, vertex: usize) -> bool {
        matches!(self.layers.vertices[vertex].kind, Kind::Box(_))
    }

    /// How many of its ends want a segment to be the straight one: of a fan of three or more the one in the middle, else
    /// the one that was written first.
    fn favored(&self) -> Vec<i32> {
        let mut favored = vec![0; self.layers.segments.len()];
        let mut position = vec![0; self.layers.vertices.len()];
        for layer in 0..self.layers.layers.len() {
            for (at, vertex) in self.order(layer).into_iter().enumerate() {
                position[vertex] = at;
            }
        }
        for vertex in (0..self.layers.vertices.len()).filter(|&vertex| self.is_box(vertex)) {
            let segments =
                self.layers.segments.iter().enumerate().filter(|(_, segment)| !segment.edges.is_empty());
            let (mut out, mut into) = (Vec::new(), Vec::new());
            for (index, segment) in segments {
                if segment.left == vertex {
                    out.push((position[segment.right], index));
                } else if segment.right == vertex {
                    into.push((position[segment.left], index));
                }
            }
            for mut fan in [out, into] {
                if fan.len() > 2 {
                    fan.sort_unstable();
                    favored[fan[(fan.len() - 1) / 2].1] += 1;
                } else if let Some(&(_, first)) = fan.first() {
                    favored[first] += 1;
                }
            }
        }
        favored
    }

    /// A frame keeps its members inside and all others of its layers outside.
    fn frames(&mut self) -> BTreeMap<usize, (usize, usize, usize, usize)> {
        let mut frames = BTreeMap::new();
        let pad = if self.room.flow == Flow::Down { 2 } else { 1 };
        for vertex in &self.layers.vertices {
            let Some(group) = vertex.group else { continue };
            let count = &mut self.count;
            let frame = frames.entry(group).or_insert_with(|| {
                *count += 2;
                (*count - 2, *count - 1, vertex.layer, vertex.layer)
            });
            frame.2 = frame.2.min(vertex.layer);
            frame.3 = frame.3.max(vertex.layer);
        }
        for (&group, &(before, after, first, last)) in &frames {
            self.edges.push(simplex::Edge { tail: before, head: after, min: 2, weight: 2 });
            for layer in first..=last {
                self.frame_layer(group, (before, after), pad, layer);
            }
        }
        for layer in 0..self.layers.layers.len() {
            self.frames_apart(&frames, layer);
        }
        frames
    }

    fn frame_layer(&mut self, group: usize, (before, after): (usize, usize), pad: i32, layer: usize) {
        let order = self.order(layer);
        let inside: Vec<bool> =
            order.iter().map(|&vertex| self.layers.vertices[vertex].group == Some(group)).collect();
        let (Some(start), Some(end)) = (inside.iter().position(|&is| is), inside.iter().rposition(|&is| is))
        else {
            return;
        };
        let (first, last) = (order[start], order[end]);
        let (first_extent, last_extent) = (self.extent(first).before, self.extent(last).after);
        self.push(before, first, (first_extent + pad).max(self.room.label_before[first] + 1));
        // A blank stands between a label and the frame.
        let label = match self.room.label_after[last] {
            0 => 0,
            label => label + 3,
        };
        self.push(last, after, (last_extent + pad).max(label));
        if let Some(&other) = start.checked_sub(1).and_then(|at| order.get(at)) {
            let extent = self.extent(other).after.max(self.room.label_after[other] + 1);
            self.push(other, before, extent + pad);
        }
        if let Some(&other) = order.get(end + 1) {
            let extent = self.extent(other).before;
            self.push(after, other, extent + pad);
        }
    }

    /// Frames side by side don't touch.
    fn frames_apart(&mut self, frames: &BTreeMap<usize, (usize, usize, usize, usize)>, layer: usize) {
        let order = self.order(layer);
        let mut groups: Vec<usize> =
            order.iter().filter_map(|&vertex| self.layers.vertices[vertex].group).collect();
        groups.dedup();
        for pair in groups.windows(2) {
            if let [a, b] = *pair
                && let (Some(first), Some(second)) = (frames.get(&a), frames.get(&b))
            {
                self.push(first.1, second.0, 1);
            }
        }
    }

    fn push(&mut self, tail: usize, head: usize, min: i32) {
        self.edges.push(simplex::Edge { tail, head, min, weight: 0 });
    }

    /// Puts a box in the middle of where it costs the same to stand.
    fn center(&self, line: &mut [i32], solved: &[i32]) {
        let mut at = solved.to_vec();
        for _ in 0..2 {
            for vertex in 0..line.len() {
                if !matches!(self.layers.vertices[vertex].kind, Kind::Box(_)) {
                    continue;
                }
                if let Some(place) = self.middle(vertex, &at) {
                    at[vertex] = place;
                }
            }
        }
        line.copy_from_slice(&at[..line.len()]);
    }

    fn middle(&self, vertex: usize, at: &[i32]) -> Option<i32> {
        let feeds = self.layers.segments.iter().any(|segment| segment.left == vertex);
        let is_fed = self.layers.segments.iter().any(|segment| segment.right == vertex);
        if feeds && is_fed {
            return None;
        }
        let mut pulls: Vec<i32> = Vec::new();
        for segment in self.layers.segments.iter().filter(|segment| !segment.edges.is_empty()) {
            if segment.left == vertex {
                pulls.push(at[segment.right]);
            } else if segment.right == vertex {
                pulls.push(at[segment.left]);
            }
        }
        if pulls.len() < 2 || pulls.len() % 2 == 1 {
            return None;
        }
        pulls.sort_unstable();
        let (low, high) = (pulls[pulls.len() / 2 - 1], pulls[pulls.len() / 2]);
        let count = self.layers.vertices.len();
        let held =
            self.edges.iter().filter(|edge| edge.weight == 0 || edge.tail >= count && edge.head >= count);
        let floor =
            held.clone().filter(|edge| edge.head == vertex).map(|edge| at[edge.tail] + edge.min).max();
        let ceiling = held.filter(|edge| edge.tail == vertex).map(|edge| at[edge.head] - edge.min).min();
        let low = low.max(floor.unwrap_or(low));
        let high = high.min(ceiling.unwrap_or(high));
        (low <= high).then(|| i32::midpoint(low, high))
    }
}
