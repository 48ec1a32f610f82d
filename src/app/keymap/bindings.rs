//! The bindings in force: what a key means, and which keys to hint at.

use crate::app::key::Key;
use crate::app::keymap::{Binding, Intent, Scope, TABLE};

/// The bindings in force, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<(Binding, Vec<Key>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let parse = |binding: &Binding| {
            let keys =
                binding.keys.split(' ').map(|key| key.parse().expect("the table holds keys")).collect();
            (*binding, keys)
        };
        Self { rows: TABLE.iter().map(parse).collect() }
    }
}

impl Keymap {
    /// What a key means in these scopes, innermost first.
    pub fn resolve(&self, scopes: &[Scope], key: Key) -> Option<Intent> {
        scopes.iter().find_map(|scope| {
            let mut rows = self.rows.iter().filter(|(binding, _)| binding.scope == *scope);
            rows.find(|(_, keys)| keys.contains(&key)).map(|(binding, _)| binding.intent)
        })
    }

    /// The key shown for an intent in these scopes: the first one bound to it.
    pub fn key_for(&self, scopes: &[Scope], intent: Intent) -> Option<Key> {
        scopes.iter().find_map(|scope| {
            let mut rows = self.rows.iter();
            let row = rows.find(|(binding, _)| binding.scope == *scope && binding.intent == intent)?;
            row.1.iter().copied().find(|key| self.resolve(scopes, *key) == Some(intent))
        })
    }

    /// The rows of a scope with their keys, in the order of the table.
    pub fn rows(&self, scope: Scope) -> impl Iterator<Item = (&Binding, &[Key])> {
        let rows = self.rows.iter().filter(move |(binding, _)| binding.scope == scope);
        rows.map(|(binding, keys)| (binding, keys.as_slice()))
    }

    /// Footer hints for these scopes as (key, words), most important first. A key that an inner scope takes, or that
    /// types a character into the field in focus, is left out.
    pub fn hints(&self, scopes: &[Scope], typing: bool) -> Vec<(Key, &'static str)> {
        let mut hints: Vec<(Key, &'static str)> = Vec::new();
        for scope in scopes {
            for (binding, keys) in self.rows(*scope).filter(|(binding, _)| !binding.hint.is_empty()) {
                let valid = |key: &&Key| {
                    self.resolve(scopes, **key) == Some(binding.intent) && !(typing && key.typed().is_some())
                };
                let known =
                    hints.iter().any(|(key, hint)| *hint == binding.hint || keys.first() == Some(key));
                if let (Some(key), false) = (keys.iter().find(valid), known) {
                    hints.push((*key, binding.hint));
                }
            }
        }
        hints
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_of_the_table_can_be_read_and_has_a_name_of_its_own() {
        let keymap = Keymap::default();
        let names: HashSet<_> = TABLE.iter().map(|binding| binding.id).collect();
        assert_eq!(names.len(), TABLE.len());
        assert_eq!(keymap.rows.len(), TABLE.len());
        assert!(TABLE.iter().all(|binding| !binding.about.is_empty()));
    }

    #[test]
    fn no_two_rows_of_a_scope_share_a_key() {
        let keymap = Keymap::default();
        let mut seen = HashSet::new();
        for (binding, keys) in &keymap.rows {
            for key in keys {
                assert!(seen.insert((binding.scope, *key)), "{key} twice in {}", binding.scope.title());
            }
        }
    }

    #[test]
    fn hints_show_no_key_that_would_be_typed() {
        let hints =
            Keymap::default().hints(&[Scope::Answer, Scope::Interview, Scope::Text, Scope::Global], true);
        assert!(hints.iter().all(|(key, _)| key.typed().is_none()));
        assert!(hints.iter().any(|(_, hint)| *hint == "help"));
    }
}
