//! What lists show of every page, without parsing more than the fields they show: the home screen is there before
//! the playbook is.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::content::load::draft::page_kind;
use crate::content::raw::{self, Text};
use crate::content::scan;
use crate::content::source::{File, Source};
use crate::domain::page::PageKind;

/// A page as lists show it. Nothing about it was checked: the page may turn out to be broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which kind.
    pub kind: PageKind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One sentence; empty where there is none.
    pub summary: String,
    /// Skills.
    pub skills: Vec<String>,
    /// Cases only: `core` and the like.
    pub difficulty: Option<String>,
    /// Cases only: the usual length, in minutes.
    pub minutes: Option<u32>,
}

/// The fields that lists show.
#[derive(Debug, Deserialize)]
struct Head {
    id: Text,
    title: Text,
    #[serde(default)]
    summary: Option<Text>,
    #[serde(default)]
    skills: Vec<Text>,
    #[serde(default)]
    difficulty: Option<Text>,
    #[serde(default)]
    minutes: Option<u32>,
}

/// Their names.
const HEAD: [&str; 6] = ["id", "title", "summary", "skills", "difficulty", "minutes"];

/// A head that is longer is none that a list could show.
const MAX_HEAD: usize = 16 << 10;

/// Every page of all packs, by kind and id. Of two pages of one id, the first.
pub fn outline(sources: &[Source]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in sources.iter().flat_map(|source| &source.files).filter_map(entry) {
        if seen.insert(entry.id.clone()) {
            entries.push(entry);
        }
    }
    entries.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    entries
}

fn entry(file: &File) -> Option<Entry> {
    let kind = page_kind(&file.path)?;
    let text = scan::text(&file.bytes).ok()?;
    let yaml = head(&text);
    if yaml.len() > MAX_HEAD {
        return None;
    }
    scan::yaml(&yaml).ok()?;
    let head: Head = raw::read_text(&yaml).ok()?;
    Some(Entry {
        kind,
        id: head.id.into(),
        title: head.title.into(),
        summary: head.summary.map(Into::into).unwrap_or_default(),
        skills: head.skills.into_iter().map(Into::into).collect(),
        difficulty: head.difficulty.map(Into::into),
        minutes: head.minutes,
    })
}

/// The lines of the fields in the head, wherever in the file they stand. Only a field of the whole file begins at
/// the margin; whatever belongs to it is indented.
fn head(text: &str) -> String {
    let yaml = scan::front_matter(text).map_or(0..text.len(), |(yaml, _)| yaml);
    let mut head = String::new();
    let mut is_wanted = false;
    for line in text.get(yaml).unwrap_or_default().split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '\n', '-', '#']) {
            is_wanted = line.split_once(':').is_some_and(|(key, _)| HEAD.contains(&key));
        }
        if is_wanted {
            head.push_str(line);
        }
    }
    head
}
