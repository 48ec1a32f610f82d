//! From sources to a playbook.

pub mod draft;
mod shelf;

use crate::content::names::Names;
use crate::content::raw;
use crate::content::resolve::{Desk, case, drill, framework, lexicon, page, rubric, wording};
use crate::content::source::Source;
use crate::diagnostic::Diagnostic;
use crate::domain::page::PageKind;
use crate::domain::playbook::{Pack, Playbook};
use draft::{Draft, Drafts};
use shelf::Shelf;

/// The version of the content format that is understood.
const FORMAT: u32 = 1;

/// What was understood, and what was not.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Everything that is sound. None where framework, rubric, topics or lexicon are missing or broken.
    pub playbook: Option<Playbook>,
    /// All problems, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads packs. The first is the basis; the others add to it, and one of them may replace its framework, and one
/// its rubric. No source makes it fail: what is broken is left out and reported.
pub fn load(sources: &[Source]) -> Loaded {
    let mut drafts = Drafts::read(sources);
    let mut shelf = Shelf { diagnostics: std::mem::take(&mut drafts.diagnostics), ..Shelf::default() };
    let names = shared(&mut drafts, &mut shelf);
    private(drafts, &mut shelf, &names);
    shelf.finish()
}

/// What all files of all packs lean on; gives the names that the others may use.
fn shared(drafts: &mut Drafts<'_>, shelf: &mut Shelf) -> Names {
    // Lexicons refer to each other's concepts, so all of these are known before one lexicon is resolved.
    let mut spoken = Names::new();
    for id in drafts.lexicons.iter().flat_map(|draft| draft.raw.ids()) {
        spoken.terms.add(&id.value);
    }
    for draft in drafts.manifests.drain(..) {
        let pack = shelf.resolve(draft, &spoken, manifest);
        shelf.packs.extend(pack.map(|(_, pack)| pack));
    }
    for draft in drafts.frameworks.drain(..) {
        let framework = shelf.resolve(draft, &spoken, framework::framework);
        shelf.frameworks.extend(framework);
    }
    for draft in drafts.rubrics.drain(..) {
        let rubric = shelf.resolve(draft, &spoken, rubric::rubric);
        shelf.rubrics.extend(rubric);
    }
    for draft in drafts.topics.drain(..) {
        match shelf.resolve(draft, &spoken, framework::topics) {
            Some((_, (topics, skills))) => shelf.add_topics(topics, skills),
            None => drafts.broken.topics = true,
        }
    }
    for draft in drafts.lexicons.drain(..) {
        match shelf.resolve(draft, &spoken, lexicon::lexicon) {
            Some((_, lexicon)) => shelf.add_lexicon(lexicon),
            None => drafts.broken.lexicon = true,
        }
    }
    let mut names = shelf.names();
    names.terms.is_partial = drafts.broken.lexicon;
    names.topics.is_partial = drafts.broken.topics;
    names.skills.is_partial = drafts.broken.topics;
    names.pages = std::mem::take(&mut drafts.claimed);
    names
}

/// Files with a page of their own.
fn private(drafts: Drafts<'_>, shelf: &mut Shelf, names: &Names) {
    for draft in drafts.cases {
        let case = shelf.resolve(draft, names, case::case);
        shelf.cases.extend(case.map(|(_, case)| (case.id.clone(), case)));
    }
    for draft in drafts.wordings {
        teach(draft, shelf, names);
    }
    shelf.share_questions();
    for (kind, drafts) in [(PageKind::Pattern, drafts.patterns), (PageKind::Chapter, drafts.chapters)] {
        for draft in drafts {
            let page = shelf.resolve(draft, names, |desk, raw| page::page(desk, raw, kind));
            shelf.pages.extend(page.map(|(_, page)| (page.header.id.clone(), page)));
        }
    }
    for draft in drafts.tradeoffs {
        let tradeoff = shelf.resolve(draft, names, drill::tradeoff);
        shelf.tradeoffs.extend(tradeoff.map(|(_, one)| (one.header.id.clone(), one)));
    }
    for draft in drafts.estimates {
        let estimate = shelf.resolve(draft, names, drill::estimate);
        shelf.estimates.extend(estimate.map(|(_, one)| (one.header.id.clone(), one)));
    }
    for draft in drafts.reviews {
        let review = shelf.resolve(draft, names, drill::review);
        shelf.reviews.extend(review.map(|(_, one)| (one.header.id.clone(), one)));
    }
}

/// Adds the wordings of a file to their case, or to all. Those of a broken case are left out without a word.
fn teach(draft: Draft<'_, raw::wording::Wording>, shelf: &mut Shelf, names: &Names) {
    let Some(id) = draft.raw.case.as_ref().map(|case| case.value.to_string()) else {
        if let Some((_, wording)) = shelf.resolve(draft, names, |desk, raw| Some(wording::general(desk, raw)))
        {
            shelf.cases.values_mut().for_each(|case| wording.teach(case));
        }
        return;
    };
    let mut case = shelf.cases.remove(id.as_str());
    let taught = shelf.resolve(draft, names, |desk, raw| {
        if let Some(case) = &case {
            return wording::wording(desk, raw, case);
        }
        let cases = names.pages.iter().filter(|(_, kind)| **kind == PageKind::Case);
        let is_known = cases.clone().any(|(known, _)| *known == id);
        if let Some(written) = &raw.case {
            desk.known(written, "case", is_known, cases.map(|(id, _)| id.as_str()));
        }
        None
    });
    if let (Some(case), Some((_, wording))) = (&mut case, taught) {
        wording.teach(case);
    }
    shelf.cases.extend(case.map(|case| (case.id.clone(), case)));
}

fn manifest(desk: &mut Desk<'_>, raw: raw::Manifest) -> Option<Pack> {
    if raw.format.value != FORMAT {
        let message = format!("the pack is written in format {}", raw.format.value);
        desk.refuse_at(&raw.format, "format-version", message, "this program reads format 1");
    }
    if let Some(language) = raw.language.filter(|language| &*language.value != "en") {
        let message = format!("the pack is in `{}`", language.value);
        let problem = Diagnostic::warning("language", message).help("answers are understood in English only");
        desk.push(desk.sheet.span(&language), problem);
    }
    Some(Pack {
        id: desk.id(&raw.id)?,
        title: raw.title.into(),
        version: raw.version.into(),
        authors: raw.authors.into_iter().map(Into::into).collect(),
        licence: raw.licence.into(),
    })
}
