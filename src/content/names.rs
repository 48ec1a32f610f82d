//! Every name that content may refer to, over all packs.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::lexicon::Role;
use crate::domain::page::PageKind;

/// Names of one kind.
#[derive(Debug, Default)]
pub struct Known {
    names: BTreeSet<String>,
    /// A file that would have added to them could not be read, so that an unknown name proves nothing.
    pub is_partial: bool,
}

impl Known {
    /// Adds a name.
    pub fn add(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    /// Whether the name is known.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Every name that content may refer to.
#[derive(Debug, Default)]
pub struct Names {
    /// Clarifying topics.
    pub topics: Known,
    /// Skills.
    pub skills: Known,
    /// Concepts, technologies and roles: what `$name` in a cue may be.
    pub terms: Known,
    /// Everything with a page of its own, also if its file is broken.
    pub pages: BTreeMap<String, PageKind>,
}

impl Names {
    /// The roles, and nothing else yet.
    pub fn new() -> Self {
        let mut names = Self::default();
        for role in Role::ALL {
            names.terms.add(role.id());
        }
        names
    }
}
