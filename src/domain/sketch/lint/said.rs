//! Words that were written or said: in names, on labels, beside the drawing.

use std::collections::BTreeSet;

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::roles::{Known, Roles, stems};

/// Words in front of a name that turn it down: "instead of Kafka".
const REFUSALS: &str = "not no nothing never without instead rather than over avoid";

/// Words that are enough to expect a box to be spoken of.
const ENOUGH: usize = 60;

/// What was written on the board and said beside it.
pub struct Said {
    /// Stems of all names and labels.
    board: BTreeSet<String>,
    /// Stems of what was said.
    words: BTreeSet<String>,
    count: usize,
    /// Names of the lexicon in what was said and not turned down.
    pub known: Vec<Known>,
}

impl Said {
    pub fn of(graph: &Graph, said: &str, roles: &Roles) -> Self {
        let names = graph.nodes.iter().map(|node| node.name.as_str());
        let labels = graph.edges.iter().filter_map(|edge| edge.label.as_deref());
        let words = stems(said);
        let refusals = stems(REFUSALS);
        let refused = |at: usize| {
            let before = words.get(at.saturating_sub(3)..at).unwrap_or(&[]);
            before.iter().any(|word| refusals.contains(word))
        };
        let known = roles.known_in(said).into_iter().filter(|&(at, _)| !refused(at));
        Self {
            board: names.chain(labels).flat_map(stems).collect(),
            known: known.map(|(_, known)| known.clone()).collect(),
            count: words.len(),
            words: words.into_iter().collect(),
        }
    }

    /// Whether any of these words, in any form, is on the board or was said.
    pub fn mentions(&self, words: &str) -> bool {
        stems(words).iter().any(|stem| self.board.contains(stem) || self.words.contains(stem))
    }

    /// Whether any of these words, in any form, was said.
    pub fn says(&self, words: &str) -> bool {
        stems(words).iter().any(|stem| self.words.contains(stem))
    }

    /// Whether enough was said to expect that boxes were spoken of.
    pub fn is_enough(&self) -> bool {
        self.count >= ENOUGH
    }

    /// Whether a word of this name was said.
    pub fn speaks_of(&self, name: &str) -> bool {
        stems(name).iter().any(|stem| self.words.contains(stem))
    }
}
