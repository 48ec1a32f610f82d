//! Which layer each box stands in, which connections run against the flow, and which boxes stand beside another.

use crate::domain::lexicon::Role;
use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::simplex;

/// Which side of a box: above and below in a drawing from left to right, left and right in one from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// A helper that stands beside the box it serves, in the same layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Helper {
    pub host: usize,
    pub side: Side,
    pub edge: usize,
}

/// What every connection is in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// With the flow.
    Forward,
    /// Against it: closes a cycle.
    Back,
    /// To itself.
    Loop,
    /// Between a box and its helper.
    Beside,
}

/// Layers and courses of a connected graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ranked {
    /// By node, from 0.
    pub layer: Vec<usize>,
    /// By edge.
    pub course: Vec<Course>,
    /// By node.
    pub helper: Vec<Option<Helper>>,
}

/// Where a box stands that serves one other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Helpers {
    /// Beside it.
    Beside,
    /// In a layer of its own, as any other: narrower.
    InLine,
}

/// Ranks a graph.
pub(super) fn rank(graph: &Graph, group_of: &[Option<usize>], helpers: Helpers) -> Ranked {
    let mut course = courses(graph);
    let mut helper = vec![None; graph.nodes.len()];
    if helpers == Helpers::Beside {
        place_helpers(graph, group_of, &mut course, &mut helper);
    }
    let layer = layers(graph, &course, &helper);
    Ranked { layer, course, helper }
}

/// The way a thing was first written is the way it flows: a connection runs back if those before it lead from its end
/// to its beginning. So a line added at the end turns nothing around.
fn courses(graph: &Graph) -> Vec<Course> {
    let count = graph.nodes.len();
    let mut forward: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut course = Vec::with_capacity(graph.edges.len());
    for edge in &graph.edges {
        if edge.from == edge.to {
            course.push(Course::Loop);
        } else if reaches(&forward, edge.to, edge.from) {
            course.push(Course::Back);
        } else {
            forward[edge.from].push(edge.to);
            course.push(Course::Forward);
        }
    }
    course
}

fn reaches(forward: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; forward.len()];
    let mut stack = vec![from];
    while let Some(node) = stack.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            stack.extend(&forward[node]);
        }
    }
    false
}

/// Roles that help a box of the main flow rather than being part of it.
fn is_helping(role: Role) -> bool {
    matches!(
        role,
        Role::Orchestrator
            | Role::Quality
            | Role::Catalog
            | Role::Registry
            | Role::DeadLetter
            | Role::StateStore
            | Role::Monitoring
            | Role::Access
            | Role::Platform
    )
}

fn place_helpers(
    graph: &Graph,
    group_of: &[Option<usize>],
    course: &mut [Course],
    helper: &mut [Option<Helper>],
) {
    let count = graph.nodes.len();
    let mut degree = vec![0_usize; count];
    for edge in &graph.edges {
        degree[edge.from] += 1;
        degree[edge.to] += 1;
    }
    // Lines that run back use these sides: out of the one, into the other.
    let mut taken = vec![[false; 2]; count];
    for (edge, course) in graph.edges.iter().zip(course.iter()) {
        match course {
            Course::Back => {
                taken[edge.from] = [true; 2];
                taken[edge.to] = [true; 2];
            }
            Course::Loop => taken[edge.from][0] = true,
            Course::Forward | Course::Beside => {}
        }
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        if course[index] != Course::Forward {
            continue;
        }
        let helps = |node: usize, host: usize| {
            degree[node] == 1
                && degree[host] > 2
                && group_of[node] == group_of[host]
                && graph.nodes[node].role.is_some_and(is_helping)
        };
        let (node, host, wish) = if helps(edge.from, edge.to) {
            (edge.from, edge.to, Side::Before)
        } else if helps(edge.to, edge.from) {
            (edge.to, edge.from, Side::After)
        } else {
            continue;
        };
        let side = if !taken[host][wish as usize] {
            wish
        } else if wish == Side::Before && !taken[host][1] {
            Side::After
        } else if wish == Side::After && !taken[host][0] {
            Side::Before
        } else {
            continue;
        };
        taken[host][side as usize] = true;
        course[index] = Course::Beside;
        helper[node] = Some(Helper { host, side, edge: index });
    }
}

/// Layers of the least total length; a box that could stand in several stands in the first.
fn layers(graph: &Graph, course: &[Course], helper: &[Option<Helper>]) -> Vec<usize> {
    let count = graph.nodes.len();
    let mut edges = Vec::new();
    for (edge, course) in graph.edges.iter().zip(course) {
        if *course == Course::Forward {
            edges.push(simplex::Edge { tail: edge.from, head: edge.to, min: 1, weight: 1 });
        }
    }
    for (node, helper) in helper.iter().enumerate() {
        if let Some(helper) = helper {
            edges.push(simplex::Edge { tail: helper.host, head: node, min: 0, weight: 1 });
        }
    }
    let mut layer = simplex::solve(count, &edges).unwrap_or_else(|| vec![0; count]);
    settle(&mut layer, &edges);
    for (node, helper) in helper.iter().enumerate() {
        if let Some(helper) = helper {
            layer[node] = layer[helper.host];
        }
    }
    let least = layer.iter().copied().min().unwrap_or(0);
    layer.into_iter().map(|layer| (layer - least) as usize).collect()
}

/// Of the layers that cost the same, the earliest: so the picture hardly depends on what is added behind.
fn settle(layer: &mut [i32], edges: &[simplex::Edge]) {
    for _ in 0..layer.len() {
        let mut moved = false;
        for node in 0..layer.len() {
            let incoming = edges.iter().filter(|edge| edge.head == node);
            let outgoing = edges.iter().filter(|edge| edge.tail == node).count();
            let earliest = incoming.clone().map(|edge| layer[edge.tail] + edge.min).max();
            if let Some(earliest) = earliest
                && incoming.count() == outgoing
                && earliest < layer[node]
            {
                layer[node] = earliest;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}
