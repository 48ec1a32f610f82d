//! The order of things within each layer: as few crossings as can be found, groups kept together.
//!
//! Begins with the order in which things were written and changes it only where that saves a crossing, so the same
//! text gives the same picture and a line more changes little.

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::layers::{Kind, Layered};

/// How many beginnings are tried while crossings are left.
const STARTS: usize = 16;

/// How often the layers are swept forth and back.
const SWEEPS: usize = 12;

/// Visits of neighbors that all sweeps together may cost.
const BUDGET: usize = 600_000;

/// Orders the units of every layer. Returns the crossings that are left.
pub(super) fn order(layers: &mut Layered, graph: &Graph) -> usize {
    let written = written_order(layers, graph);
    for units in &mut layers.layers {
        units.sort_by_key(|&unit| written[unit]);
    }
    let mut best = Sorter::new(layers, 0);
    best.run();
    let mut spent = best.spent;
    for start in 1..STARTS {
        if best.crossings == 0 || spent > BUDGET {
            break;
        }
        let mut other = Sorter::new(layers, start);
        other.run();
        spent += other.spent;
        if other.crossings < best.crossings {
            best = other;
        }
    }
    let (order, crossings) = (best.best, best.crossings);
    layers.layers = order;
    crossings
}

/// For each unit, when a reader who follows the lines in the order they were written comes by.
fn written_order(layers: &Layered, graph: &Graph) -> Vec<(usize, usize)> {
    let count = graph.nodes.len();
    let mut visited = vec![usize::MAX; count];
    let mut next = 0;
    for root in 0..count {
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if visited[node] != usize::MAX {
                continue;
            }
            visited[node] = next;
            next += 1;
            let outputs: Vec<usize> =
                graph.edges.iter().filter(|edge| edge.from == node).map(|edge| edge.to).collect();
            stack.extend(outputs.into_iter().rev());
        }
    }
    let of_unit = |unit: &crate::domain::sketch::layers::Unit| {
        let vertices = unit.vertices.iter().map(|&vertex| &layers.vertices[vertex]);
        vertices
            .map(|vertex| match vertex.kind {
                Kind::Box(node) | Kind::Turn { node, .. } => (visited[node], 0),
                Kind::Pass => {
                    let targets = vertex.edges.iter().map(|&edge| {
                        let edge = &graph.edges[edge];
                        (visited[edge.from.max(edge.to)], visited[edge.to])
                    });
                    targets.map(|(_, to)| (to, 1)).min().unwrap_or((usize::MAX, 1))
                }
                Kind::Room => (usize::MAX, 2),
            })
            .min()
            .unwrap_or((usize::MAX, 3))
    };
    layers.units.iter().map(of_unit).collect()
}

/// Which neighbors a sweep looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Towards {
    Left,
    Right,
}

struct Sorter<'a> {
    layers: &'a Layered,
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    order: Vec<Vec<usize>>,
    /// By vertex: its place in its layer.
    position: Vec<usize>,
    /// By group: which comes first where two are side by side.
    group_rank: Vec<Option<usize>>,
    best: Vec<Vec<usize>>,
    crossings: usize,
    spent: usize,
}

impl<'a> Sorter<'a> {
    /// `start` 0 begins with the order that was written, others with shuffles of it.
    fn new(layers: &'a Layered, start: usize) -> Self {
        let count = layers.vertices.len();
        let (mut left, mut right) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for segment in &layers.segments {
            right[segment.left].push(segment.right);
            left[segment.right].push(segment.left);
        }
        let order = layers.layers.clone();
        let mut sorter = Self {
            layers,
            left,
            right,
            best: order.clone(),
            order,
            position: vec![0; count],
            group_rank: Vec::new(),
            crossings: usize::MAX,
            spent: 0,
        };
        sorter.rank_groups(start % 2 == 1);
        sorter.shuffle(start);
        for layer in 0..sorter.order.len() {
            sorter.sort(layer, None);
        }
        sorter
    }

    /// Groups in the order of their first member.
    fn rank_groups(&mut self, reversed: bool) {
        let mut seen: Vec<usize> = Vec::new();
        for unit in self.order.iter().flatten() {
            if let Some(group) = self.layers.units[*unit].group
                && !seen.contains(&group)
            {
                seen.push(group);
            }
        }
        seen.sort_unstable();
        if reversed {
            seen.reverse();
        }
        self.group_rank = vec![None; seen.iter().max().map_or(0, |most| most + 1)];
        for (rank, group) in seen.into_iter().enumerate() {
            self.group_rank[group] = Some(rank);
        }
    }

    /// A different order for each start, always the same one.
    fn shuffle(&mut self, start: usize) {
        let mut state = start as u64;
        for units in self.order.iter_mut().filter(|_| start > 1) {
            for at in (1..units.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                units.swap(at, (state >> 33) as usize % (at + 1));
            }
        }
        if start == 1 {
            self.order.iter_mut().for_each(|units| units.reverse());
        }
    }

    fn run(&mut self) {
        self.keep_if_better();
        let mut stale = 0;
        for sweep in 0..SWEEPS {
            if self.crossings == 0 || stale > 3 || self.spent > BUDGET {
                break;
            }
            let depth = self.order.len();
            if sweep % 2 == 0 {
                (1..depth).for_each(|layer| self.sort(layer, Some(Towards::Left)));
            } else {
                (0..depth.saturating_sub(1)).rev().for_each(|layer| self.sort(layer, Some(Towards::Right)));
            }
            self.transpose();
            stale = if self.keep_if_better() { 0 } else { stale + 1 };
        }
    }

    fn keep_if_better(&mut self) -> bool {
        let crossings = self.count();
        let better = crossings < self.crossings;
        if better {
            self.crossings = crossings;
            self.best.clone_from(&self.order);
        }
        better
    }

    fn place(&mut self, layer: usize) {
        let mut position = 0;
        for &unit in &self.order[layer] {
            for &vertex in &self.layers.units[unit].vertices {
                self.position[vertex] = position;
                position += 1;
            }
        }
    }

    /// The mean place of the neighbors of these units, in thousandths.
    fn mean(&mut self, units: &[usize], towards: Towards) -> Option<usize> {
        let (mut sum, mut count) = (0, 0);
        for &unit in units {
            for &vertex in &self.layers.units[unit].vertices {
                let neighbors = match towards {
                    Towards::Left => &self.left[vertex],
                    Towards::Right => &self.right[vertex],
                };
                sum += neighbors.iter().map(|&neighbor| self.position[neighbor] * 1000).sum::<usize>();
                count += neighbors.len();
            }
        }
        self.spent += count + units.len();
        (count > 0).then(|| sum / count)
    }

    /// Sorts a layer by the mean places of its neighbors; without a direction, only gathers its groups.
    fn sort(&mut self, layer: usize, towards: Option<Towards>) {
        let mut clusters: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        for &unit in &self.order[layer] {
            let group = self.layers.units[unit].group;
            match clusters.iter_mut().find(|(known, _)| group.is_some() && *known == group) {
                Some((_, units)) => units.push(unit),
                None => clusters.push((group, vec![unit])),
            }
        }
        if let Some(towards) = towards {
            for (_, units) in &mut clusters {
                let means: Vec<Option<usize>> =
                    units.iter().map(|unit| self.mean(&[*unit], towards)).collect();
                sort_known(units, &means);
            }
            let means: Vec<Option<usize>> =
                clusters.iter().map(|(_, units)| self.mean(units, towards)).collect();
            sort_known(&mut clusters, &means);
        }
        let ranks: Vec<Option<usize>> =
            clusters.iter().map(|(group, _)| group.and_then(|group| self.group_rank[group])).collect();
        sort_known(&mut clusters, &ranks);
        self.order[layer] = clusters.into_iter().flat_map(|(_, units)| units).collect();
        self.place(layer);
    }

    /// Swaps neighbors as long as that saves crossings.
    fn transpose(&mut self) {
        for _ in 0..6 {
            let mut improved = false;
            for layer in 0..self.order.len() {
                improved |= self.transpose_layer(layer);
            }
            if !improved || self.spent > BUDGET {
                return;
            }
        }
    }

    fn transpose_layer(&mut self, layer: usize) -> bool {
        let mut improved = false;
        let mut start = 0;
        while start < self.order[layer].len() {
            let end = self.cluster_end(layer, start);
            // Within the cluster.
            for at in start..end.saturating_sub(1) {
                improved |= self.swap_if_better(layer, at, at + 1, at + 2);
            }
            // With the cluster behind.
            if end < self.order[layer].len() {
                let behind = self.cluster_end(layer, end);
                let grouped = |at: usize| self.layers.units[self.order[layer][at]].group.is_some();
                if !(grouped(start) && grouped(end)) && self.swap_if_better(layer, start, end, behind) {
                    improved = true;
                    start += behind - end;
                    continue;
                }
            }
            start = end;
        }
        improved
    }

    fn cluster_end(&self, layer: usize, start: usize) -> usize {
        let group = |at: usize| self.layers.units[self.order[layer][at]].group;
        let mut end = start + 1;
        while end < self.order[layer].len() && group(start).is_some() && group(end) == group(start) {
            end += 1;
        }
        end
    }

    /// Swaps the runs `start..middle` and `middle..end` if that saves crossings.
    fn swap_if_better(&mut self, layer: usize, start: usize, middle: usize, end: usize) -> bool {
        let vertices = |range: &[usize]| -> Vec<usize> {
            range.iter().flat_map(|&unit| self.layers.units[unit].vertices.iter().copied()).collect()
        };
        let first = vertices(&self.order[layer][start..middle]);
        let second = vertices(&self.order[layer][middle..end]);
        let (mut now, mut then) = (0, 0);
        for &a in &first {
            for &b in &second {
                for (ours, theirs) in [(&self.left[a], &self.left[b]), (&self.right[a], &self.right[b])] {
                    for &x in ours {
                        for &y in theirs {
                            let (x, y) = (self.position[x], self.position[y]);
                            now += usize::from(x > y);
                            then += usize::from(x < y);
                        }
                    }
                    self.spent += ours.len() * theirs.len() + 1;
                }
            }
        }
        let better = then < now;
        if better {
            self.order[layer][start..end].rotate_left(middle - start);
            self.place(layer);
        }
        better
    }

    /// All crossings.
    fn count(&mut self) -> usize {
        let mut crossings = 0;
        for layer in 0..self.order.len() {
            let mut hops: Vec<(usize, usize)> = Vec::new();
            for &unit in &self.order[layer] {
                for &vertex in &self.layers.units[unit].vertices {
                    let from = self.position[vertex];
                    hops.extend(self.right[vertex].iter().map(|&to| (from, self.position[to])));
                }
            }
            hops.sort_unstable();
            self.spent += hops.len();
            crossings += inversions(&hops.into_iter().map(|(_, to)| to).collect::<Vec<_>>());
        }
        crossings
    }
}

/// Sorts the items whose value is known among the places they hold; the others stay where they are.
fn sort_known<T>(items: &mut Vec<T>, values: &[Option<usize>]) {
    let places: Vec<usize> = (0..values.len()).filter(|&at| values[at].is_some()).collect();
    let mut sorted = places.clone();
    sorted.sort_by_key(|&at| values[at]);
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let mut moved: Vec<Option<T>> = sorted.iter().map(|&at| slots[at].take()).collect();
    for (place, item) in places.into_iter().zip(&mut moved) {
        slots[place] = item.take();
    }
    items.extend(slots.into_iter().flatten());
}

/// Pairs that are out of order, counted with a tree of partial sums.
fn inversions(values: &[usize]) -> usize {
    let size = values.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0_usize; size + 1];
    let mut total = 0;
    for (seen, &value) in values.iter().enumerate() {
        let mut not_greater = 0;
        let mut at = value + 1;
        while at > 0 {
            not_greater += tree[at];
            at &= at - 1;
        }
        total += seen - not_greater;
        at = value + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_counted_and_ties_are_not() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 1, 1, 2]), 0);
        assert_eq!(inversions(&[2, 1, 0]), 3);
        assert_eq!(inversions(&[1, 1, 0, 2, 0]), 5);
    }

    #[test]
    fn what_has_no_value_keeps_its_place_when_the_others_are_sorted() {
        let mut items = vec!["c", "x", "a", "b"];
        sort_known(&mut items, &[Some(3), None, Some(1), Some(2)]);
        assert_eq!(items, ["a", "x", "b", "c"]);
    }
}
