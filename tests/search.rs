//! Search: what is found, in which order, and that nothing typed is an error.

mod cache;
mod found;
mod relevance;
mod typing;

use std::collections::BTreeSet;

use greenroom::domain::fingerprint::Fingerprint;
use greenroom::domain::hits::{HitKind, Hits};
use greenroom::search::{Ask, Document, Material, SearchIndex};

fn fingerprint() -> Fingerprint {
    Fingerprint::of([b"content".as_slice()])
}

fn index(documents: Vec<Document>, synonyms: &[&[&str]]) -> SearchIndex {
    let group = |group: &&[&str]| group.iter().map(|term| (*term).to_owned()).collect();
    let material = Material { documents, synonyms: synonyms.iter().map(group).collect() };
    SearchIndex::build(fingerprint(), &material).unwrap()
}

fn search(index: &SearchIndex, text: &str) -> Hits {
    search_unsealed(index, text, &[])
}

fn search_unsealed(index: &SearchIndex, text: &str, unsealed: &[&str]) -> Hits {
    let unsealed: BTreeSet<String> = unsealed.iter().map(|page| (*page).to_owned()).collect();
    let ask = Ask { text, rows: 0..20, unsealed: &unsealed, kinds: &[], skills: &[] };
    index.search(&ask).unwrap_or_else(|error| panic!("`{text}`: {error}"))
}

/// `page` or `page#slug` of each hit.
fn places(hits: &Hits) -> Vec<String> {
    let place = |slug: &Option<String>| slug.as_ref().map(|slug| format!("#{slug}")).unwrap_or_default();
    hits.rows.iter().map(|hit| hit.page.clone() + &place(&hit.slug)).collect()
}

fn page(id: &str, title: &str, body: &str) -> Document {
    Document {
        page: id.to_owned(),
        slug: None,
        kind: HitKind::Pattern,
        title: title.to_owned(),
        also: Vec::new(),
        path: Vec::new(),
        body: body.to_owned(),
        skills: Vec::new(),
        sealed: false,
    }
}

fn section(page: &Document, heading: &str, body: &str) -> Document {
    Document {
        slug: Some(heading.to_lowercase().replace(' ', "-")),
        title: heading.to_owned(),
        path: vec![page.title.clone()],
        body: body.to_owned(),
        ..page.clone()
    }
}
