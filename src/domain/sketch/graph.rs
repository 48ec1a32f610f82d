//! What a sketch says, without how it was written: boxes, connections and groups.

use crate::domain::lexicon::Role;
use crate::domain::sketch::parse::{Link, Sketch};
use crate::domain::sketch::roles::Roles;

/// Boxes and connections. Parallel links are one connection, and so are a link and its way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// In the order of their first mention.
    pub nodes: Vec<Node>,
    /// In the order of their first mention.
    pub edges: Vec<Edge>,
    /// In the order they were written.
    pub groups: Vec<Group>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is told apart by.
    pub key: String,
    /// What is shown.
    pub name: String,
    /// What it does, when its name says so.
    pub role: Option<Role>,
}

/// A connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Index of the box it leaves.
    pub from: usize,
    /// Index of the box it reaches.
    pub to: usize,
    /// What flows, or how.
    pub label: Option<String>,
    /// Whether it goes both ways.
    pub both: bool,
    /// The line of its first mention, counted from 0.
    pub line: usize,
}

/// Boxes that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub title: String,
    /// Indexes of boxes.
    pub members: Vec<usize>,
}

impl Graph {
    /// What the sketch says; the roles come from its names.
    pub fn of(sketch: &Sketch, roles: &Roles) -> Self {
        let nodes = sketch.nodes.iter().map(|node| {
            let role =
                roles.of(&node.name).or_else(|| node.alias.as_deref().and_then(|alias| roles.of(alias)));
            Node { key: node.key.clone(), name: node.name.clone(), role }
        });
        let groups = sketch
            .groups
            .iter()
            .map(|group| Group { title: group.title.clone(), members: group.members.clone() });
        let mut graph = Self { nodes: nodes.collect(), edges: Vec::new(), groups: groups.collect() };
        for link in &sketch.links {
            graph.connect(link);
        }
        graph
    }

    fn connect(&mut self, link: &Link) {
        let same = |edge: &&mut Edge| edge.from == link.from && edge.to == link.to;
        let back = |edge: &&mut Edge| edge.from == link.to && edge.to == link.from;
        if let Some(edge) = self.edges.iter_mut().find(same) {
            edge.both |= link.both;
            edge.add_label(link.label.as_deref());
        } else if let Some(edge) = self.edges.iter_mut().find(back) {
            edge.both = true;
            edge.add_label(link.label.as_deref());
        } else {
            let Link { from, to, label, both, line } = link.clone();
            self.edges.push(Edge { from, to, label, both, line });
        }
    }

    /// Boxes that this one feeds.
    pub fn outputs(&self, node: usize) -> impl Iterator<Item = usize> {
        self.edges.iter().filter_map(move |edge| match edge {
            Edge { from, to, .. } if *from == node && *to != node => Some(*to),
            Edge { from, to, both: true, .. } if *to == node && *from != node => Some(*from),
            _ => None,
        })
    }

    /// Boxes that feed this one.
    pub fn inputs(&self, node: usize) -> impl Iterator<Item = usize> {
        self.edges.iter().filter_map(move |edge| match edge {
            Edge { from, to, .. } if *to == node && *from != node => Some(*from),
            Edge { from, to, both: true, .. } if *from == node && *to != node => Some(*to),
            _ => None,
        })
    }
}

impl Edge {
    /// Parallel links are drawn as one line: it carries all their labels.
    fn add_label(&mut self, label: Option<&str>) {
        let Some(label) = label else { return };
        match &mut self.label {
            Some(known) if known == label => {}
            Some(known) => {
                known.push_str(" / ");
                known.push_str(label);
            }
            None => self.label = Some(label.to_owned()),
        }
    }
}
