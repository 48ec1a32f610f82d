//! From the playbook to what is searched: one document for each section of each page, each fact, probe, curveball,
//! situation and card, and each entry of the glossary.

use std::collections::BTreeSet;
use std::path::Path;

use crate::content::{self, Source};
use crate::domain::article::{Article, Seal};
use crate::domain::case::{Case, Fact};
use crate::domain::document::Section;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::glossary;
use crate::domain::hits::HitKind;
use crate::domain::page::{PageKind, Situation, Tradeoff};
use crate::domain::playbook::Playbook;
use crate::search::{self, Check, Document, Material, SearchIndex};

/// Stands for the content that is searched: when it is the same, so is the index.
pub fn fingerprint(sources: &[Source]) -> Fingerprint {
    Fingerprint::of_all(sources.iter().map(Source::fingerprint))
}

/// The index of these packs: the one that is kept, where it is fresh, else a new one. A new one is kept by
/// [`keep`], when there is time for it.
pub fn index(
    sources: &[Source],
    cache: Option<&Path>,
    check: Check,
    material: impl FnOnce() -> Material,
) -> Result<SearchIndex, search::Error> {
    let fingerprint = fingerprint(sources);
    match cache {
        Some(directory) => SearchIndex::open_or_build(directory, fingerprint, check, material),
        None => SearchIndex::build(fingerprint, &material()),
    }
}

/// Keeps a new index for the next time. Where that does not work, it is made again.
pub fn keep(index: &mut SearchIndex, cache: Option<&Path>) {
    if let (Some(file), Some(directory)) = (index.take_unwritten(), cache) {
        let _ = file.write(directory);
    }
}

/// Everything that can be found, pages to read before cases.
pub fn of(playbook: &Playbook) -> Material {
    let mut articles = Article::all(playbook);
    articles.sort_by_key(|article| article.kind == PageKind::Case);
    let documents = articles.iter().flat_map(|article| documents(playbook, article)).collect();
    Material { documents, synonyms: synonyms(playbook) }
}

fn documents(playbook: &Playbook, article: &Article) -> Vec<Document> {
    let case = playbook.cases.get(article.id.as_str());
    let tradeoff = playbook.tradeoffs.get(article.id.as_str());
    let mut top = top(article);
    let mut parts = Vec::new();
    for (seal, section) in content::sections(article) {
        match (seal, &section.slug, case, tradeoff) {
            (Some(Seal::Facts), _, Some(case), _) => {
                parts.extend(case.facts.iter().map(|fact| fact_document(playbook, &top, &section, fact)));
            }
            (None, None, _, _) => {
                top.body.push('\n');
                top.body.push_str(&section.text);
            }
            (_, Some(_), _, Some(tradeoff)) if is_situations(&section) => {
                parts.extend(situations(&top, &section, tradeoff));
            }
            _ if section.text.trim().is_empty() => {}
            _ if is_entry(article, &section) => parts.push(entry(&top, &section)),
            _ => parts.push(part(&top, &section, seal, kind(article, case, &section))),
        }
    }
    if let Some(page) = playbook.pages.get(article.id.as_str()) {
        parts.extend(page.recall.iter().map(|recall| card(&top, &recall.ask, &recall.answer)));
    }
    [vec![top], parts].concat()
}

/// A question with its answer; it leads to the top of its page.
fn card(top: &Document, ask: &str, answer: &str) -> Document {
    Document {
        slug: None,
        kind: HitKind::Card,
        title: ask.trim().to_owned(),
        path: vec![top.title.clone()],
        body: answer.trim().to_owned(),
        ..top.clone()
    }
}

fn top(article: &Article) -> Document {
    Document {
        page: article.id.to_string(),
        slug: None,
        kind: article.kind.into(),
        title: article.title.clone(),
        also: article.also.clone(),
        path: Vec::new(),
        body: article.summary.clone(),
        skills: article.skills.iter().map(ToString::to_string).collect(),
        sealed: false,
    }
}

fn part(top: &Document, section: &Section, seal: Option<Seal>, kind: HitKind) -> Document {
    let (title, above) =
        section.path.split_last().map_or(("", &[][..]), |(last, above)| (last.as_str(), above));
    Document {
        slug: section.slug.clone(),
        kind,
        title: title.to_owned(),
        path: [std::slice::from_ref(&top.title), above].concat(),
        body: section.text.clone(),
        sealed: seal.is_some(),
        ..top.clone()
    }
}

/// Whether it is an entry of the glossary, under its letter.
fn is_entry(article: &Article, section: &Section) -> bool {
    article.id.as_str() == glossary::PAGE && section.path.len() > 1
}

/// The letter an entry stands under says nothing.
fn entry(top: &Document, section: &Section) -> Document {
    Document { path: vec![top.title.clone()], ..part(top, section, None, HitKind::Term) }
}

fn kind(article: &Article, case: Option<&Case>, section: &Section) -> HitKind {
    let heading = section.path.last().map(|heading| letters(heading)).unwrap_or_default();
    let is = |text: &str| letters(text) == heading;
    let Some(case) = case else { return article.kind.into() };
    if case.curveballs.iter().any(|curveball| is(&curveball.ask)) {
        return HitKind::Curveball;
    }
    let mut probes = case.deep_dive.probes.iter().chain(&case.cross_cutting.probes);
    if probes.any(|probe| is(&probe.ask)) { HitKind::Probe } else { HitKind::Case }
}

/// A heading is a text without its marks; what is left of both is their letters.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn fact_document(playbook: &Playbook, top: &Document, section: &Section, fact: &Fact) -> Document {
    let topic = playbook.topics.iter().find(|topic| topic.id == fact.topic);
    Document {
        slug: section.slug.clone(),
        kind: HitKind::Fact,
        title: topic.map_or_else(|| fact.topic.to_string(), |topic| topic.title.clone()),
        path: vec![top.title.clone()],
        body: fact.answer.clone(),
        sealed: true,
        ..top.clone()
    }
}

fn is_situations(section: &Section) -> bool {
    section.path == ["Situations"]
}

fn situations(top: &Document, section: &Section, tradeoff: &Tradeoff) -> Vec<Document> {
    let document = |situation: &Situation| Document {
        slug: section.slug.clone(),
        kind: HitKind::Situation,
        title: situation.situation.trim().to_owned(),
        path: vec![top.title.clone()],
        body: [Some(&situation.model), situation.against.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" "),
        ..top.clone()
    };
    tradeoff.situations.iter().map(document).collect()
}

/// The ways to say a concept, and the names of a technology.
fn synonyms(playbook: &Playbook) -> Vec<Vec<String>> {
    let concepts = playbook.lexicon.concepts.iter().map(|concept| (&concept.title, &concept.terms));
    let technologies =
        playbook.lexicon.technologies.iter().map(|technology| (&technology.title, &technology.names));
    let groups = concepts.chain(technologies).map(|(title, others)| {
        let mut seen = BTreeSet::new();
        let all = [title].into_iter().chain(others).filter(|term| seen.insert(term.to_lowercase()));
        all.cloned().collect()
    });
    groups.chain(units()).collect()
}

/// The short and the long names of units.
fn units() -> impl Iterator<Item = Vec<String>> {
    let bytes = ["kilo", "mega", "giga", "tera", "peta"].into_iter().flat_map(|prefix| {
        let letter = prefix.get(..1).unwrap_or_default();
        [
            vec![format!("{letter}b"), format!("{prefix}byte")],
            vec![format!("{letter}bit"), format!("{prefix}bit"), format!("{letter}bps")],
        ]
    });
    let others = [["sec", "second"], ["min", "minute"], ["hr", "hour"], ["ms", "millisecond"]];
    bytes.chain(others.map(|names| names.map(str::to_owned).to_vec()))
}
