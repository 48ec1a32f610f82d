//! Network simplex: integers that keep their distances at the least total cost.
//!
//! Given pairs that must lie at least so far apart, and a weight for each unit of their distance, finds the places of
//! least total weighted distance (Gansner, Koutsofios, North, Vo: *A technique for drawing directed graphs*, 1993).
//! It ranks the boxes into layers, and it lines them up across the layers.

/// `head` lies at least `min` behind `tail`, and each step of their distance costs `weight`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub tail: usize,
    pub head: usize,
    pub min: i32,
    pub weight: i32,
}

/// How much work a solution may cost before the best found so far is taken; in visits of nodes and edges.
const BUDGET: usize = 3_000_000;

/// Places for `count` things, the first at 0; none if the distances contradict each other. Things that no edge
/// connects are placed as if they stood at the same spot. Deterministic.
pub(super) fn solve(count: usize, edges: &[Edge]) -> Option<Vec<i32>> {
    let place = longest_paths(count, edges)?;
    if count < 2 {
        return Some(place);
    }
    let mut edges = edges.to_vec();
    join(count, &mut edges, &place);
    let mut tableau = Tableau::new(count, edges, place);
    tableau.grow_tree();
    tableau.number();
    let cost = tableau.edges.len() + count;
    let mut pivots = (BUDGET / cost).min(4 * cost).max(20);
    while pivots > 0 && tableau.pivot() {
        pivots -= 1;
    }
    let least = tableau.place.iter().copied().min().unwrap_or(0);
    Some(tableau.place.iter().map(|place| place - least).collect())
}

/// The earliest places that keep all distances; none if there is a cycle.
fn longest_paths(count: usize, edges: &[Edge]) -> Option<Vec<i32>> {
    let mut incoming = vec![0_usize; count];
    let mut outgoing = vec![Vec::new(); count];
    for edge in edges {
        incoming[edge.head] += 1;
        outgoing[edge.tail].push(*edge);
    }
    let mut place = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|&node| incoming[node] == 0).collect();
    let mut done = 0;
    while let Some(node) = ready.pop() {
        done += 1;
        for edge in &outgoing[node] {
            place[edge.head] = place[edge.head].max(place[node] + edge.min);
            incoming[edge.head] -= 1;
            if incoming[edge.head] == 0 {
                ready.push(edge.head);
            }
        }
    }
    (done == count).then_some(place)
}

/// Ties loose parts to node 0, at no cost, so that one tree spans all.
fn join(count: usize, edges: &mut Vec<Edge>, place: &[i32]) {
    let mut root: Vec<usize> = (0..count).collect();
    for edge in edges.iter() {
        let (a, b) = (find(&mut root, edge.tail), find(&mut root, edge.head));
        root[a.max(b)] = a.min(b);
    }
    for node in 1..count {
        if find(&mut root, node) != node {
            continue;
        }
        let (tail, head) = if place[node] >= place[0] { (0, node) } else { (node, 0) };
        edges.push(Edge { tail, head, min: place[head] - place[tail], weight: 0 });
        let anchor = find(&mut root, 0);
        root[node] = anchor;
    }
}

fn find(root: &mut [usize], mut node: usize) -> usize {
    while root[node] != node {
        root[node] = root[root[node]];
        node = root[node];
    }
    node
}

struct Tableau {
    edges: Vec<Edge>,
    /// Edges at each node.
    at: Vec<Vec<usize>>,
    place: Vec<i32>,
    in_tree: Vec<bool>,
    tree: Vec<Vec<usize>>,
    /// The edge towards the root.
    parent: Vec<Option<usize>>,
    /// Postorder numbers: a subtree is a range.
    low: Vec<usize>,
    last: Vec<usize>,
    cut: Vec<i32>,
    /// Where the search for an edge to leave goes on.
    next: usize,
}

impl Tableau {
    fn new(count: usize, edges: Vec<Edge>, place: Vec<i32>) -> Self {
        let mut at = vec![Vec::new(); count];
        for (index, edge) in edges.iter().enumerate() {
            at[edge.tail].push(index);
            at[edge.head].push(index);
        }
        Self {
            in_tree: vec![false; edges.len()],
            cut: vec![0; edges.len()],
            edges,
            at,
            place,
            tree: vec![Vec::new(); count],
            parent: vec![None; count],
            low: vec![0; count],
            last: vec![0; count],
            next: 0,
        }
    }

    fn slack(&self, edge: usize) -> i32 {
        let Edge { tail, head, min, .. } = self.edges[edge];
        self.place[head] - self.place[tail] - min
    }

    fn other(&self, edge: usize, node: usize) -> usize {
        if self.edges[edge].tail == node { self.edges[edge].head } else { self.edges[edge].tail }
    }

    /// A spanning tree of edges without slack; moves things to make it so.
    fn grow_tree(&mut self) {
        let count = self.place.len();
        let mut inside = vec![false; count];
        let mut members = Vec::with_capacity(count);
        let mut stack = vec![0];
        inside[0] = true;
        loop {
            while let Some(node) = stack.pop() {
                members.push(node);
                for index in 0..self.at[node].len() {
                    let edge = self.at[node][index];
                    let other = self.other(edge, node);
                    if !inside[other] && self.slack(edge) == 0 {
                        inside[other] = true;
                        self.enter(edge);
                        stack.push(other);
                    }
                }
            }
            let crossing = (0..self.edges.len())
                .filter(|&edge| inside[self.edges[edge].tail] != inside[self.edges[edge].head])
                .min_by_key(|&edge| self.slack(edge));
            let Some(edge) = crossing else { break };
            let Edge { tail, head, .. } = self.edges[edge];
            let shift = if inside[tail] { self.slack(edge) } else { -self.slack(edge) };
            for &node in &members {
                self.place[node] += shift;
            }
            let outside = if inside[tail] { head } else { tail };
            inside[outside] = true;
            self.enter(edge);
            stack.push(outside);
        }
    }

    fn enter(&mut self, edge: usize) {
        self.in_tree[edge] = true;
        let Edge { tail, head, .. } = self.edges[edge];
        self.tree[tail].push(edge);
        self.tree[head].push(edge);
    }

    fn leave(&mut self, edge: usize) {
        self.in_tree[edge] = false;
        let Edge { tail, head, .. } = self.edges[edge];
        self.tree[tail].retain(|&other| other != edge);
        self.tree[head].retain(|&other| other != edge);
    }

    /// Numbers the tree in postorder and computes what each of its edges would save if it were stretched.
    fn number(&mut self) {
        let mut order = Vec::with_capacity(self.place.len());
        let mut stack = vec![(0, 0_usize)];
        self.parent[0] = None;
        let mut counter = 0;
        self.low[0] = 0;
        while let Some((node, child)) = stack.pop() {
            if let Some(&edge) = self.tree[node].get(child) {
                stack.push((node, child + 1));
                if self.parent[node] != Some(edge) {
                    let other = self.other(edge, node);
                    self.parent[other] = Some(edge);
                    self.low[other] = counter;
                    stack.push((other, 0));
                }
            } else {
                self.last[node] = counter;
                counter += 1;
                order.push(node);
            }
        }
        for node in order {
            if let Some(edge) = self.parent[node] {
                self.cut[edge] = self.cut_value(edge, node);
            }
        }
    }

    /// The weight across the cut that `edge`, which joins `node` to its parent, makes: what points its way less what
    /// points against it. The edges further down are known already.
    fn cut_value(&self, edge: usize, node: usize) -> i32 {
        let tail_below = self.edges[edge].tail == node;
        let mut value = self.edges[edge].weight;
        for &other in &self.at[node] {
            if other == edge {
                continue;
            }
            let leaves = self.edges[other].tail == node;
            let weight = self.edges[other].weight;
            // Seen from the cut: an edge that leaves the node crosses with the cut if the node is on its tail's side.
            let along = leaves == tail_below;
            let mut sum = if along { weight } else { -weight };
            if self.in_tree[other] {
                sum -= if along { self.cut[other] } else { -self.cut[other] };
            }
            value += sum;
        }
        value
    }

    /// One exchange of tree edges; false at the optimum.
    fn pivot(&mut self) -> bool {
        let count = self.edges.len();
        let negative = |edge: &usize| self.in_tree[*edge] && self.cut[*edge] < 0;
        let Some(leaving) = (self.next..count).chain(0..self.next).find(negative) else { return false };
        self.next = (leaving + 1) % count;
        let Edge { tail, head, .. } = self.edges[leaving];
        let child = if self.parent[tail] == Some(leaving) { tail } else { head };
        let range = self.low[child]..=self.last[child];
        let below = |node: usize| range.contains(&self.last[node]);
        let tail_below = child == tail;
        // An edge that points against the leaving one, across the same cut, with the least slack.
        let entering = (0..count)
            .filter(|&edge| {
                let Edge { tail, head, .. } = self.edges[edge];
                let (from, to) = (below(tail), below(head));
                from != to && from != tail_below
            })
            .min_by_key(|&edge| self.slack(edge));
        let Some(entering) = entering else {
            // Nothing holds this side: it cannot be stretched for ever, so its weights are nothing. Leave it.
            self.cut[leaving] = 0;
            return true;
        };
        let slack = self.slack(entering);
        let shift = if tail_below { -slack } else { slack };
        let moved: Vec<usize> = (0..self.place.len()).filter(|&node| below(node)).collect();
        for node in moved {
            self.place[node] += shift;
        }
        self.leave(leaving);
        self.enter(entering);
        self.number();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(tail: usize, head: usize, min: i32, weight: i32) -> Edge {
        Edge { tail, head, min, weight }
    }

    fn cost(place: &[i32], edges: &[Edge]) -> i32 {
        edges.iter().map(|edge| edge.weight * (place[edge.head] - place[edge.tail])).sum()
    }

    #[test]
    fn a_source_moves_next_to_what_it_feeds() {
        // 0 -> 1 -> 2 -> 3, and 4 -> 3: the earliest place of 4 is 0, its cheapest is 2.
        let edges = [edge(0, 1, 1, 1), edge(1, 2, 1, 1), edge(2, 3, 1, 1), edge(4, 3, 1, 1)];
        assert_eq!(solve(5, &edges), Some(vec![0, 1, 2, 3, 2]));
    }

    #[test]
    fn distances_that_contradict_each_other_have_no_solution() {
        assert_eq!(solve(2, &[edge(0, 1, 1, 1), edge(1, 0, 1, 1)]), None);
    }

    #[test]
    fn loose_parts_are_placed_too() {
        let places = solve(4, &[edge(0, 1, 2, 1), edge(2, 3, 1, 1)]).unwrap();
        assert_eq!(places[1] - places[0], 2);
        assert_eq!(places[3] - places[2], 1);
    }

    proptest! {
        #[test]
        fn no_single_move_nor_any_small_assignment_is_cheaper(
            pairs in proptest::collection::vec((0_usize..4, 0_usize..4, 0_i32..3, 0_i32..4), 1..8)
        ) {
            let edges: Vec<Edge> = pairs
                .into_iter()
                .filter(|(a, b, ..)| a != b)
                .map(|(a, b, min, weight)| edge(a.min(b), a.max(b), min, weight))
                .collect();
            let places = solve(4, &edges).unwrap();
            prop_assert!(edges.iter().all(|edge| places[edge.head] - places[edge.tail] >= edge.min));
            let best = cheapest(&edges);
            prop_assert_eq!(cost(&places, &edges), best);
        }
    }

    /// By trying every assignment of four things to seven places.
    fn cheapest(edges: &[Edge]) -> i32 {
        let mut best = i32::MAX;
        for code in 0..7_i32.pow(4) {
            let place: Vec<i32> = (0..4).map(|digit| code / 7_i32.pow(digit) % 7).collect();
            if edges.iter().all(|edge| place[edge.head] - place[edge.tail] >= edge.min) {
                best = best.min(cost(&place, edges));
            }
        }
        best
    }
}
