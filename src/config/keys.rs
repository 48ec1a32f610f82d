//! `[keys]`: actions by name, and the keys that the user gives them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::File;
use crate::app::key::Key;
use crate::app::keymap::{Binding, Keymap, TABLE};
use crate::diagnostic::{Diagnostic, nearest};

/// Actions that keep a key whatever is configured, so that there is always help and a way out.
const KEPT: [(&str, &str); 3] = [("help", "F1"), ("interrupt", "Ctrl+C"), ("back", "Esc")];
/// Keys that a terminal sends as another one.
const SAME: [(&str, &str); 3] = [("Ctrl+I", "Tab"), ("Ctrl+M", "Enter"), ("Ctrl+[", "Esc")];

/// An action with its keys, as the file has it.
#[derive(Debug, Clone)]
struct Entry {
    action: &'static Binding,
    keys: Vec<Key>,
    span: Range<usize>,
}

/// What `[keys]` makes of the keymap, and where each action that it changes stands.
#[derive(Debug, Clone, Default)]
pub struct Remapped {
    /// The bindings in force.
    pub keymap: Keymap,
    /// The lines of the actions that have keys of their own, by id.
    pub lines: BTreeMap<&'static str, usize>,
}

/// Reads the table. What cannot be leaves its action as it was.
pub fn read<'t, 'i: 't>(
    table: impl Iterator<Item = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>)>,
    file: &File<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Remapped {
    let mut entries: Vec<Entry> =
        table.filter_map(|(name, value)| entry(name, value, file, problems)).collect();
    entries.sort_by_key(|entry| entry.span.start);
    // What is refused has its usual keys again, which may clash in turn.
    loop {
        let keymap = keymap(&entries);
        let refused: Vec<&str> = keymap
            .clashes()
            .into_iter()
            .filter_map(|(first, second, key)| clash([first, second], key, &entries, file, problems))
            .collect();
        if refused.is_empty() {
            problems.extend(hidden(&keymap, &entries, file));
            let lines = entries.iter().map(|entry| (entry.action.id, file.line(&entry.span))).collect();
            return Remapped { keymap, lines };
        }
        entries.retain(|entry| !refused.contains(&entry.action.id));
    }
}

fn keymap(entries: &[Entry]) -> Keymap {
    Keymap::default().with(entries.iter().map(|entry| (entry.action.id, entry.keys.clone())))
}

fn entry(
    name: &Spanned<Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    file: &File<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let Some(action) = TABLE.iter().find(|binding| binding.id == name.get_ref()) else {
        let help = match nearest(name.get_ref(), TABLE.iter().map(|binding| binding.id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`greenroom config keys` names all actions".to_owned(),
        };
        let message = format!("there is no action `{}`", name.get_ref());
        problems.push(Diagnostic::error("unknown-action", message).at(file.place(name.span())).help(help));
        return None;
    };
    let texts: Option<Vec<(&str, Range<usize>)>> = match value.get_ref() {
        DeValue::String(text) => Some(vec![(text.as_ref(), value.span())]),
        DeValue::Array(keys) => keys.iter().map(|key| Some((key.get_ref().as_str()?, key.span()))).collect(),
        _ => None,
    };
    let Some(texts) = texts else {
        let help = "write one key, `\"F5\"`, or several, `[\"F5\", \"Alt+N\"]`; `[]` is none";
        let message = format!("the keys of `{}` are not keys", action.id);
        problems.push(Diagnostic::error("wrong-type", message).at(file.place(value.span())).help(help));
        return None;
    };
    let before = problems.len();
    let keys: Vec<Key> = texts.into_iter().filter_map(|key| parse(key, action, file, problems)).collect();
    if let Some(kept) = kept(action).filter(|kept| !keys.contains(kept) && problems.len() == before) {
        let message = format!("`{}` cannot do without {kept}", action.id);
        let help = format!("add \"{kept}\" to its keys");
        problems.push(Diagnostic::error("protected-key", message).at(file.place(value.span())).help(help));
    }
    (problems.iter().skip(before).all(|problem| !problem.is_error())).then(|| Entry {
        action,
        keys,
        span: name.span(),
    })
}

/// The key that an action keeps.
fn kept(action: &Binding) -> Option<Key> {
    let (_, key) = KEPT.iter().find(|(id, _)| *id == action.id)?;
    Some(key.parse().expect("the table holds keys"))
}

fn parse(
    (text, span): (&str, Range<usize>),
    action: &Binding,
    file: &File<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Key> {
    let mut say =
        |problem: Diagnostic, help: String| problems.push(problem.at(file.place(span.clone())).help(help));
    let key: Key = match text.parse() {
        Ok(key) => key,
        Err(error) => {
            let help = "`greenroom config keys` shows how keys are written".to_owned();
            say(Diagnostic::error("not-a-key", format!("{error}")), help);
            return None;
        }
    };
    let is = |name: &str| name.parse() == Ok(key);
    if let Some((owner, _)) = KEPT.iter().find(|(id, kept)| *id != action.id && is(kept)) {
        let message = format!("{key} is `{owner}` everywhere, and stays that");
        say(Diagnostic::error("protected-key", message), format!("give `{}` another key", action.id));
        return None;
    }
    if key.typed().is_some() && action.scope.is_typing() {
        let message = format!("{key} is typed into the field, so `{}` would never hear of it", action.id);
        let help = "take a key with Ctrl or Alt, or a function key".to_owned();
        say(Diagnostic::error("typed-key", message), help);
        return None;
    }
    if let Some((_, other)) = SAME.iter().find(|(name, _)| is(name)) {
        let message = format!("a terminal sends {other} for {key}");
        say(Diagnostic::warning("same-key", message), format!("write \"{other}\", or take another key"));
    }
    Some(key)
}

/// Reports two actions with one key, and says which of them is refused: the later one that the file changes.
fn clash(
    actions: [&'static Binding; 2],
    key: Key,
    entries: &[Entry],
    file: &File<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'static str> {
    let given = |action: &Binding| entries.iter().find(|entry| entry.action.id == action.id);
    let mut changed: Vec<(&Entry, &Binding)> = [(0, 1), (1, 0)]
        .iter()
        .filter_map(|(one, other)| Some((given(actions[*one])?, actions[*other])))
        .collect();
    changed.sort_by_key(|(entry, _)| entry.span.start);
    let (entry, other) = *changed.last()?;
    let from = match given(other) {
        Some(other) => format!("in line {}", file.line(&other.span)),
        None => "by default".to_owned(),
    };
    let (id, other, place) = (entry.action.id, other.id, actions[0].scope.title());
    let message = format!("{key} is both `{id}` and `{other}` ({from}), under \"{place}\"");
    let help = format!("give one of them another key: `{id}` or `{other}`");
    problems.push(Diagnostic::error("key-clash", message).at(file.place(entry.span.clone())).help(help));
    Some(id)
}

fn hidden(keymap: &Keymap, entries: &[Entry], file: &File<'_>) -> Vec<Diagnostic> {
    let line = |action: &Binding| entries.iter().find(|entry| entry.action.id == action.id);
    let warnings = keymap.hidden().into_iter().filter_map(|found| {
        let entry = line(found.by).or_else(|| line(found.hidden))?;
        let (by, hidden) = (found.by, found.hidden);
        let message = format!(
            "{} is `{}` under \"{}\", which hides `{}` from \"{}\"",
            found.key,
            by.id,
            by.scope.title(),
            hidden.id,
            hidden.scope.title()
        );
        let help = format!("give `{}` a key of its own", hidden.id);
        Some(Diagnostic::warning("hidden-key", message).at(file.place(entry.span.clone())).help(help))
    });
    warnings.collect()
}
