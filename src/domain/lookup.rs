//! A page by whatever it is called: its id, its title, other names, a term of the glossary, or a beginning of those.

use crate::domain::glossary::key;
use crate::domain::page::PageKind;
use crate::domain::playbook::Playbook;

/// What is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// A page, by its id.
    Page(String),
    /// A term that is explained in the glossary and has no page of its own, by its title.
    Term(String),
    /// Several pages, by their ids.
    Several(Vec<String>),
    /// Nothing.
    Nothing,
}

impl Called {
    /// What is called so, in whatever case; what is called exactly so goes before what only begins so.
    pub fn of(playbook: &Playbook, name: &str) -> Self {
        let slug = dashed(name);
        let id = [name, slug.as_str()].into_iter().find(|id| playbook.title(id).is_some());
        if let Some(id) = id {
            return Self::Page(id.to_owned());
        }
        let wanted = key(name);
        if wanted.is_empty() {
            return Self::Nothing;
        }
        let titled = Self::pages(playbook, |_, _, title, _| key(title) == wanted);
        let also = |also: &[String]| also.iter().any(|other| key(other) == wanted);
        let named = || Self::pages(playbook, |kind, _, _, others| is_to_read(kind) && also(others));
        let named_at_all = || Self::pages(playbook, |_, _, _, others| also(others));
        let begun = || {
            let begins = |id: &str, title: &str| id.starts_with(&slug) || dashed(title).starts_with(&slug);
            Self::pages(playbook, |kind, id, title, _| is_to_read(kind) && begins(id, title))
        };
        titled.or(named).or(|| Self::term(playbook, &wanted)).or(named_at_all).or(begun)
    }

    fn pages(playbook: &Playbook, is_wanted: impl Fn(PageKind, &str, &str, &[String]) -> bool) -> Self {
        let index = playbook.index().into_iter();
        let found = index.filter(|(kind, id, title)| is_wanted(*kind, id, title, playbook.also(id)));
        Self::some(found.map(|(_, id, _)| id.to_owned()).collect())
    }

    /// A concept or technology: the page that has one of its names, or else its entry.
    fn term(playbook: &Playbook, wanted: &str) -> Self {
        let lexicon = &playbook.lexicon;
        let concepts = lexicon.concepts.iter().map(|one| (&one.title, &one.terms, one.gloss.is_some()));
        let technologies =
            lexicon.technologies.iter().map(|one| (&one.title, &one.names, one.gloss.is_some()));
        let is_called =
            |title: &String, names: &[String]| [title].into_iter().chain(names).any(|it| key(it) == wanted);
        let mut terms: Vec<_> =
            concepts.chain(technologies).filter(|(title, names, _)| is_called(title, names)).collect();
        terms.sort_by_key(|(title, ..)| key(title) != wanted);
        for (title, names, is_explained) in terms {
            let keys: Vec<String> = [title].into_iter().chain(names).map(|name| key(name)).collect();
            let has = |name: &str| keys.contains(&key(name));
            let is_about = |title: &str, also: &[String]| has(title) || also.iter().any(|name| has(name));
            match Self::pages(playbook, |kind, _, title, also| is_to_read(kind) && is_about(title, also)) {
                Self::Nothing if is_explained => return Self::Term(title.clone()),
                Self::Nothing => {}
                found => return found,
            }
        }
        Self::Nothing
    }

    fn some(mut ids: Vec<String>) -> Self {
        match ids.len() {
            0 => Self::Nothing,
            1 => ids.pop().map_or(Self::Nothing, Self::Page),
            _ => Self::Several(ids),
        }
    }

    fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::Nothing { other() } else { self }
    }
}

/// Whether whoever names a subject wants this kind of page, and not an exercise about it.
fn is_to_read(kind: PageKind) -> bool {
    !matches!(kind, PageKind::Review | PageKind::Estimate)
}

/// The words of a name as in an id.
fn dashed(name: &str) -> String {
    let words = name.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
