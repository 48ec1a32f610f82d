//! Ways that data takes through a drawing.

use crate::domain::lexicon::Role;
use crate::domain::sketch::graph::{Edge, Graph};

/// The connections that carry data: all but those of boxes that only steer, watch or describe.
pub struct Paths<'a> {
    graph: &'a Graph,
}

/// Whether a role steers, watches or describes rather than carries.
pub fn is_aside(role: Role) -> bool {
    matches!(
        role,
        Role::Orchestrator
            | Role::Quality
            | Role::Monitoring
            | Role::Catalog
            | Role::Registry
            | Role::Access
            | Role::Platform
            | Role::Format
    )
}

impl<'a> Paths<'a> {
    pub fn of(graph: &'a Graph) -> Self {
        Self { graph }
    }

    fn is_aside(&self, node: usize) -> bool {
        self.graph.nodes[node].role.is_some_and(is_aside)
    }

    fn edges(&self) -> impl Iterator<Item = (usize, &'a Edge)> + '_ {
        let carries =
            |edge: &Edge| edge.from != edge.to && !self.is_aside(edge.from) && !self.is_aside(edge.to);
        self.graph.edges.iter().enumerate().filter(move |(_, edge)| carries(edge))
    }

    /// Connections that lead out of a box, with where they lead.
    pub fn outgoing(&self, node: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.edges().filter_map(move |(index, edge)| match edge {
            Edge { from, to, .. } if *from == node => Some((index, *to)),
            Edge { from, to, both: true, .. } if *to == node => Some((index, *from)),
            _ => None,
        })
    }

    /// Connections that lead into a box, with where they come from.
    pub fn incoming(&self, node: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.edges().filter_map(move |(index, edge)| match edge {
            Edge { from, to, .. } if *to == node => Some((index, *from)),
            Edge { from, to, both: true, .. } if *from == node => Some((index, *to)),
            _ => None,
        })
    }

    /// Where data comes from: boxes that feed and are not fed.
    pub fn beginnings(&self) -> Vec<usize> {
        let feeds = |node: usize| self.outgoing(node).next().is_some();
        let is_fed = |node: usize| self.incoming(node).next().is_some();
        (0..self.graph.nodes.len()).filter(|&node| feeds(node) && !is_fed(node)).collect()
    }

    /// Where data is used: people, dashboards, and services at the end.
    pub fn ends(&self) -> Vec<usize> {
        let uses = |role: Role| matches!(role, Role::Consumer | Role::Bi | Role::Api);
        let is_last =
            |node: usize| self.outgoing(node).next().is_none() && self.incoming(node).next().is_some();
        let at_end = (0..self.graph.nodes.len()).filter(|&node| is_last(node));
        at_end.filter(|&node| self.graph.nodes[node].role.is_some_and(uses)).collect()
    }

    /// What can be reached from the beginnings over boxes and connections that may be passed.
    pub fn reached(
        &self,
        node_passes: impl Fn(usize) -> bool,
        edge_passes: impl Fn(usize) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.graph.nodes.len()];
        let mut stack = self.beginnings();
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut reached[node], true) || !node_passes(node) {
                continue;
            }
            stack.extend(self.outgoing(node).filter(|&(edge, _)| edge_passes(edge)).map(|(_, to)| to));
        }
        reached
    }
}
