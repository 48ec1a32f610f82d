//! The glossary, made from the lexicon: every term that is explained, from A to Z, and every technology by what it
//! does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::lexicon::{Role, Technology};
use crate::domain::playbook::Playbook;
use crate::domain::text::stems;

/// The page that the glossary is appended to.
pub const PAGE: &str = "glossary";

/// The heading over the technologies.
const BY_ROLE: &str = "Technologies by what they do";

/// A term that is explained.
struct Entry<'a> {
    title: &'a str,
    gloss: &'a str,
    /// Names that a page about it may have.
    names: Vec<&'a str>,
    technology: Option<&'a Technology>,
}

/// The whole glossary as Markdown, from `##` down.
pub fn markdown(playbook: &Playbook) -> String {
    let pages = pages(playbook);
    let mut text = String::new();
    let mut letter = None;
    for entry in entries(playbook) {
        let first = initial(entry.title);
        if letter.replace(first) != Some(first) {
            let _ = write!(text, "## {first}\n\n");
        }
        write_entry(&entry, &pages, &mut text);
    }
    let _ = write!(text, "## {BY_ROLE}\n\n");
    for role in Role::ALL {
        by_role(playbook, role, &mut text);
    }
    text
}

/// Everything that is explained, by title.
fn entries(playbook: &Playbook) -> Vec<Entry<'_>> {
    let lexicon = &playbook.lexicon;
    let concepts = lexicon.concepts.iter().filter_map(|concept| {
        let gloss = concept.gloss.as_deref()?;
        let names = concept.terms.iter().map(String::as_str).collect();
        Some(Entry { title: &concept.title, gloss, names, technology: None })
    });
    let technologies = lexicon.technologies.iter().filter_map(|one| {
        let gloss = one.gloss.as_deref()?;
        let names = one.names.iter().map(String::as_str).collect();
        Some(Entry { title: &one.title, gloss, names, technology: Some(one) })
    });
    let mut entries: Vec<Entry<'_>> = concepts.chain(technologies).collect();
    entries.sort_by_cached_key(|entry| (initial(entry.title), entry.title.to_lowercase()));
    entries
}

/// The letter an entry stands under; signs and digits share one heading before the letters.
fn initial(title: &str) -> char {
    let first = title.chars().find(|next| next.is_alphanumeric()).and_then(|next| next.to_uppercase().next());
    first.filter(|first| first.is_alphabetic()).unwrap_or('#')
}

/// Pages by everything they are called, with their titles.
fn pages(playbook: &Playbook) -> BTreeMap<String, (&str, &str)> {
    let mut pages = BTreeMap::new();
    for (_, id, title) in playbook.index() {
        let names = playbook.also(id).iter().map(String::as_str);
        for name in names.chain([title, id]) {
            pages.entry(key(name)).or_insert((id, title));
        }
    }
    pages
}

/// One name in any of its forms.
pub fn key(name: &str) -> String {
    stems(name).join(" ")
}

fn write_entry(entry: &Entry<'_>, pages: &BTreeMap<String, (&str, &str)>, text: &mut String) {
    let what = entry.technology.map_or_else(String::new, |technology| {
        let run = if technology.managed { ", managed" } else { "" };
        format!("*{}{run}.* ", technology.role.title())
    });
    let _ = write!(text, "### {}\n\n{what}{}", entry.title, entry.gloss.trim());
    let mut named: Vec<(&str, &str)> = Vec::new();
    for name in [entry.title].iter().chain(&entry.names) {
        named.extend(pages.get(&key(name)).filter(|page| !named.contains(page)));
    }
    let links: Vec<String> = named.iter().map(|(id, title)| format!("[{title}]({id})")).collect();
    if !links.is_empty() {
        let _ = write!(text, "\n\nMore: {}", links.join(", "));
    }
    text.push_str("\n\n");
}

/// What there is to choose from for one box of the whiteboard.
fn by_role(playbook: &Playbook, role: Role, text: &mut String) {
    let of_role = |managed: bool| -> Vec<&str> {
        let technologies = playbook.lexicon.technologies.iter();
        let technologies = technologies.filter(|one| one.role == role && one.managed == managed);
        technologies.map(|one| one.title.as_str()).collect()
    };
    let (managed, own) = (of_role(true), of_role(false));
    if managed.is_empty() && own.is_empty() {
        return;
    }
    let _ = write!(text, "### Products: {}\n\n", role.title());
    for (how, titles) in [("Managed", managed), ("Open or run by you", own)] {
        if !titles.is_empty() {
            let _ = writeln!(text, "- {how}: {}.", titles.join(", "));
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_under_letters_and_signs_come_first() {
        let of = |title: &str| initial(title);
        assert_eq!([of("backfill"), of("\u{c9}tat"), of("\"Quoted\"")], ['B', '\u{c9}', 'Q']);
        assert_eq!([of("3NF"), of("")], ['#', '#']);
        assert!(('#'..'A').contains(&of("3NF")));
    }

    #[test]
    fn a_name_is_one_name_in_all_its_forms() {
        assert_eq!(key("Late-arriving events"), key("late arriving event"));
        assert_ne!(key("late data"), key("late"));
    }
}
