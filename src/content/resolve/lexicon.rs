//! The lexicon of one pack, and what several make together.

use super::{Desk, Seen, plain};
use crate::content::raw::lexicon as raw;
use crate::content::raw::{Placed, Text};
use crate::domain::lexicon::{Concept, Discourse, Lexicon, Role, Technology};

/// Resolves the lexicon of one pack.
pub fn lexicon(desk: &mut Desk<'_>, raw: raw::Lexicon) -> Option<Lexicon> {
    let mut seen = Seen::default();
    let ids = raw.concepts.iter().map(|one| &one.id).chain(raw.technologies.iter().map(|one| &one.id));
    for id in ids {
        if Role::from_id(&id.value).is_some() {
            let message = format!("`{}` is a role", id.value);
            desk.refuse_at(id, "role-name", message, "concepts and technologies need ids that are no roles");
        }
        desk.unique(&mut seen, "concepts or technologies", id);
    }
    let concepts = desk.all(raw.concepts, concept);
    let technologies = desk.all(raw.technologies, technology);
    Some(Lexicon { concepts: concepts?, technologies: technologies?, discourse: discourse(raw.discourse) })
}

fn concept(desk: &mut Desk<'_>, raw: raw::Concept) -> Option<Concept> {
    let id = desk.id(&raw.id);
    let role = match &raw.role {
        Some(role) => self::role(desk, role).map(Some),
        None => Some(None),
    };
    let names = desk.names;
    let includes = desk.all(&raw.includes, |desk, include| {
        desk.known(include, "concept", names.terms.has(&include.value), names.terms.iter());
        desk.id(include)
    });
    terms(desk, &raw.terms);
    Some(Concept {
        id: id?,
        title: title(raw.title, &raw.id),
        gloss: raw.gloss.map(Into::into),
        role: role?,
        includes: includes?,
        terms: plain(raw.terms),
    })
}

fn technology(desk: &mut Desk<'_>, raw: raw::Technology) -> Option<Technology> {
    let id = desk.id(&raw.id);
    let role = role(desk, &raw.role);
    desk.at_least_one(&raw.names, &raw.id, "names");
    terms(desk, &raw.names);
    Some(Technology {
        id: id?,
        title: title(raw.title, &raw.id),
        names: plain(raw.names),
        role: role?,
        managed: raw.managed,
        gloss: raw.gloss.map(Into::into),
    })
}

fn role(desk: &mut Desk<'_>, written: &Placed<Text>) -> Option<Role> {
    desk.choice(written, "role", &Role::ALL.map(|role| (role.id(), role)))
}

/// Where no title is given, the id with spaces.
fn title(title: Option<Text>, id: &Placed<Text>) -> String {
    title.map_or_else(|| id.value.replace('-', " "), Into::into)
}

fn terms(desk: &mut Desk<'_>, terms: &[Placed<Text>]) {
    for term in terms {
        if !term.value.chars().any(char::is_alphanumeric) {
            let message = format!("`{}` has no letter or digit, so it is never found", term.value);
            desk.refuse_at(term, "empty-term", message, "write a word or a phrase");
        }
    }
}

fn discourse(raw: raw::Discourse) -> Discourse {
    Discourse {
        reason: plain(raw.reason),
        cost: plain(raw.cost),
        revisit: plain(raw.revisit),
        failure: plain(raw.failure),
        hedge: plain(raw.hedge),
        negators: plain(raw.negators),
        rejecters: plain(raw.rejecters),
        question: plain(raw.question),
        assume: plain(raw.assume),
    }
}

/// Adds the words of a further pack: new entries, and new terms to entries that exist.
pub fn merge(into: &mut Lexicon, more: Lexicon) {
    for concept in more.concepts {
        match into.concepts.iter_mut().find(|old| old.id == concept.id) {
            Some(old) => {
                add(&mut old.terms, concept.terms);
                add(&mut old.includes, concept.includes);
            }
            None => into.concepts.push(concept),
        }
    }
    for technology in more.technologies {
        match into.technologies.iter_mut().find(|old| old.id == technology.id) {
            Some(old) => add(&mut old.names, technology.names),
            None => into.technologies.push(technology),
        }
    }
    let (old, new) = (&mut into.discourse, more.discourse);
    add(&mut old.reason, new.reason);
    add(&mut old.cost, new.cost);
    add(&mut old.revisit, new.revisit);
    add(&mut old.failure, new.failure);
    add(&mut old.hedge, new.hedge);
    add(&mut old.negators, new.negators);
    add(&mut old.rejecters, new.rejecters);
    add(&mut old.question, new.question);
    add(&mut old.assume, new.assume);
}

fn add<T: PartialEq>(old: &mut Vec<T>, new: Vec<T>) {
    for item in new {
        if !old.contains(&item) {
            old.push(item);
        }
    }
}
