//! Which role a box plays, from its name.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use crate::domain::lexicon::{Lexicon, Role};

/// Names of technologies, terms of concepts that stand for a box, and the roles' own names, each with its role.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    /// By stems, joined by spaces.
    by_stems: HashMap<String, Role>,
    /// The longest entry, in words.
    longest: usize,
}

impl Roles {
    /// Reads the words of a lexicon. An earlier entry wins over a later one, and all win over the roles' own names.
    pub fn of_lexicon(lexicon: &Lexicon) -> Self {
        let mut roles = Self::default();
        for technology in &lexicon.technologies {
            for name in technology.names.iter().chain([&technology.title]) {
                roles.add(name, technology.role);
            }
        }
        for concept in &lexicon.concepts {
            let Some(role) = concept.role else { continue };
            for term in concept.terms.iter().chain([&concept.title]) {
                roles.add(term, role);
            }
        }
        for role in Role::ALL {
            roles.add(role.id(), role);
        }
        roles
    }

    fn add(&mut self, name: &str, role: Role) {
        let stems = stems(name);
        if !stems.is_empty() {
            self.longest = self.longest.max(stems.len());
            self.by_stems.entry(stems.join(" ")).or_insert(role);
        }
    }

    /// The role that a name tells: of the longest known words in it, and of the last of those, which in English is what
    /// the thing is ("kafka consumer" consumes, "flink state" is state).
    pub fn of(&self, name: &str) -> Option<Role> {
        let stems = stems(name);
        let most = self.longest.min(stems.len());
        (1..=most).rev().find_map(|length| {
            let windows = stems.windows(length).rev();
            windows.clone().find_map(|words| self.by_stems.get(&words.join(" ")).copied())
        })
    }
}

/// Lower-case words without their endings.
pub(super) fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::new(Algorithm::English);
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| stemmer.stem(&word.to_lowercase()).to_string())
        .collect()
}
