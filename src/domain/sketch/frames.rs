//! Which groups can stand in a frame of their own.

use crate::domain::sketch::graph::Graph;

/// For each node, the group whose frame it stands in. A group is framed if it has two members or more, none of them
/// framed already, and if no way leads out of it and in again: what lies on such a way would have to stand both
/// inside and outside.
pub(super) fn framed(graph: &Graph) -> Vec<Option<usize>> {
    let mut group_of: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    for (index, group) in graph.groups.iter().enumerate() {
        let members = &group.members;
        let free = members.iter().all(|&member| group_of[member].is_none());
        if members.len() > 1 && free && is_closed(graph, members) {
            for &member in members {
                group_of[member] = Some(index);
            }
        }
    }
    group_of
}

/// Whether no way that leaves the members comes back.
fn is_closed(graph: &Graph, members: &[usize]) -> bool {
    let ahead = reach(graph, members, |from, to| (from, to));
    let behind = reach(graph, members, |from, to| (to, from));
    !(0..graph.nodes.len()).any(|node| ahead[node] && behind[node] && !members.contains(&node))
}

/// What can be reached from outside neighbors of the members, one way.
fn reach(graph: &Graph, members: &[usize], direct: fn(usize, usize) -> (usize, usize)) -> Vec<bool> {
    let mut seen = vec![false; graph.nodes.len()];
    let mut stack: Vec<usize> = members.to_vec();
    while let Some(node) = stack.pop() {
        for edge in &graph.edges {
            let (from, to) = direct(edge.from, edge.to);
            if from == node && !members.contains(&to) && !std::mem::replace(&mut seen[to], true) {
                stack.push(to);
            }
        }
    }
    seen
}
