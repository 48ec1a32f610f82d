//! The list form: a sketch as sentences, for screen readers and for areas too narrow for a picture.

use crate::domain::sketch::drawing::{Drawing, Form, Ink};
use crate::domain::sketch::graph::{Edge, Graph};
use crate::domain::sketch::wrap;

/// The sentences of a sketch, in the order of the flow: "1. apps sends events to backend".
pub fn sentences(graph: &Graph) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut told = vec![false; graph.edges.len()];
    for edge in in_flow_order(graph) {
        if told[edge] {
            continue;
        }
        let first = &graph.edges[edge];
        let alike =
            |other: &Edge| other.from == first.from && other.label == first.label && other.both == first.both;
        let together: Vec<usize> =
            (0..graph.edges.len()).filter(|&other| !told[other] && alike(&graph.edges[other])).collect();
        for &other in &together {
            told[other] = true;
        }
        let targets: Vec<&str> =
            together.iter().map(|&other| graph.nodes[graph.edges[other].to].name.as_str()).collect();
        let number = sentences.len() + 1;
        sentences.push(format!("{number}. {}", sentence(graph, first, &targets)));
    }
    let linked = |node: usize| graph.edges.iter().any(|edge| edge.from == node || edge.to == node);
    let alone: Vec<&str> = (0..graph.nodes.len())
        .filter(|&node| !linked(node))
        .map(|node| graph.nodes[node].name.as_str())
        .collect();
    if !alone.is_empty() {
        sentences.push(format!("Not linked: {}.", and(&alone)));
    }
    for group in &graph.groups {
        let members: Vec<&str> =
            group.members.iter().map(|&member| graph.nodes[member].name.as_str()).collect();
        sentences.push(format!("Group {}: {}.", group.title, and(&members)));
    }
    sentences
}

fn sentence(graph: &Graph, edge: &Edge, targets: &[&str]) -> String {
    let from = &graph.nodes[edge.from].name;
    let to = and(targets);
    let to = if edge.from == edge.to { "itself".to_owned() } else { to };
    match edge.label.as_deref() {
        Some(label) if edge.both => format!("{from} and {to} exchange {label}"),
        None if edge.both => format!("{from} and {to} feed each other"),
        Some(label) if is_object(label) => format!("{from} sends {label} to {to}"),
        Some(label) => format!("{from} sends to {to} ({label})"),
        None => format!("{from} sends to {to}"),
    }
}

/// Whether a label names what is sent rather than how or when.
fn is_object(label: &str) -> bool {
    label.split(' ').count() <= 3
        && label.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-' || c == '_')
}

pub(super) fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Edges as a reader follows them: from what nothing feeds, in the order they were written.
fn in_flow_order(graph: &Graph) -> Vec<usize> {
    let mut waiting: Vec<usize> = vec![0; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.from != edge.to) {
        waiting[edge.to] += 1;
    }
    let mut order = Vec::new();
    let mut open: Vec<bool> = vec![true; graph.nodes.len()];
    // Every node once: the first that waits for nothing, or in a cycle the first of all.
    for _ in 0..graph.nodes.len() {
        let mut nodes = (0..graph.nodes.len()).filter(|&node| open[node]);
        let free = nodes.clone().find(|&node| waiting[node] == 0);
        let Some(node) = free.or_else(|| nodes.next()) else { break };
        open[node] = false;
        for (index, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.from == node) {
            order.push(index);
            waiting[edge.to] = waiting[edge.to].saturating_sub(1);
        }
    }
    order
}

/// The sentences as a drawing, wrapped to the width.
pub(super) fn list(graph: &Graph, width: usize) -> Drawing {
    let most = width.max(1) as i32;
    let mut rows: Vec<String> = Vec::new();
    for sentence in sentences(graph) {
        for (at, line) in wrap::wrap_text(&sentence, most, (most - 3).max(1)).into_iter().enumerate() {
            rows.push(if at == 0 { line } else { format!("   {line}") });
        }
    }
    let mut drawing = Drawing::blank(Form::List, width, rows.len());
    for (y, row) in rows.iter().enumerate() {
        drawing.write(0, y as i32, row, Ink::Text);
    }
    drawing
}
