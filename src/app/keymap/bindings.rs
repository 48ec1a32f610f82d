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

/// An action that cannot be reached any more where it could be before, since another one has taken its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// Which.
    pub hidden: &'static Binding,
    /// What the key does instead.
    pub by: &'static Binding,
    /// The key.
    pub key: Key,
}

impl Keymap {
    /// The same, but these actions, by their ids, have these keys.
    #[must_use]
    pub fn with<'a>(mut self, changes: impl IntoIterator<Item = (&'a str, Vec<Key>)>) -> Self {
        for (id, keys) in changes {
            if let Some((_, bound)) = self.rows.iter_mut().find(|(binding, _)| binding.id == id) {
                *bound = keys;
            }
        }
        self
    }

    /// The keys of an action, by its id.
    pub fn keys(&self, id: &str) -> &[Key] {
        let row = self.rows.iter().find(|(binding, _)| binding.id == id);
        row.map_or(&[], |(_, keys)| keys.as_slice())
    }

    /// Two actions of one scope that have the same key.
    pub fn clashes(&self) -> Vec<(&'static Binding, &'static Binding, Key)> {
        let mut clashes = Vec::new();
        for (at, (binding, keys)) in self.rows.iter().enumerate() {
            let before = self.rows.iter().take(at).filter(|(other, _)| other.scope == binding.scope);
            for (other, others) in before {
                if let Some(key) = keys.iter().find(|key| others.contains(key)) {
                    clashes.push((row(other.id), row(binding.id), *key));
                }
            }
        }
        clashes
    }

    /// Actions that have keys, all of which mean something else somewhere, though one of theirs did not before.
    pub fn hidden(&self) -> Vec<Hidden> {
        let usual = Self::default();
        let mut hidden: Vec<Hidden> = Vec::new();
        for (scopes, typing) in Scope::STACKS {
            for (binding, keys) in self.rows.iter().filter(|(binding, _)| scopes.contains(&binding.scope)) {
                let before = usual.keys(binding.id);
                if keys.is_empty()
                    || !usual.reaches(scopes, *typing, binding, before)
                    || self.reaches(scopes, *typing, binding, keys)
                {
                    continue;
                }
                let taken = keys.iter().find_map(|key| Some((self.binding(scopes, *key)?, *key)));
                let Some((by, key)) = taken.filter(|(by, _)| by.id != binding.id) else { continue };
                let known = |known: &&Hidden| (known.hidden.id, known.by.id) == (binding.id, by.id);
                if !hidden.iter().any(|one| known(&one)) {
                    hidden.push(Hidden { hidden: row(binding.id), by: row(by.id), key });
                }
            }
        }
        hidden
    }

    fn reaches(&self, scopes: &[Scope], typing: bool, binding: &Binding, keys: &[Key]) -> bool {
        keys.iter().any(|key| {
            let reached = self.binding(scopes, *key).map(|found| found.intent);
            reached == Some(binding.intent) && !(typing && key.typed().is_some())
        })
    }

    fn binding(&self, scopes: &[Scope], key: Key) -> Option<&Binding> {
        scopes.iter().find_map(|scope| {
            let mut rows = self.rows.iter().filter(|(binding, _)| binding.scope == *scope);
            rows.find(|(_, keys)| keys.contains(&key)).map(|(binding, _)| binding)
        })
    }

    /// A text with the first key of each action that is named in braces, such as `{pause}`.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let action = after.split_once('}').filter(|(id, _)| TABLE.iter().any(|row| row.id == *id));
            rest = if let Some((id, after)) = action {
                match self.keys(id).first() {
                    Some(key) => filled.push_str(&key.to_string()),
                    None => filled.push_str("the command list"),
                }
                after
            } else {
                filled.push('{');
                after
            };
        }
        filled.push_str(rest);
        filled
    }

    /// What a key means in these scopes, innermost first.
    pub fn resolve(&self, scopes: &[Scope], key: Key) -> Option<Intent> {
        self.binding(scopes, key).map(|binding| binding.intent)
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

/// The row of an id.
fn row(id: &str) -> &'static Binding {
    TABLE.iter().find(|binding| binding.id == id).expect("the bindings in force are those of the table")
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
