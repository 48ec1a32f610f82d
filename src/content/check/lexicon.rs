//! The words of a pack: each stands once, and each is used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, Scene, walk};
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Diagnostic;
use crate::domain::cue::Cue;
use crate::domain::text::stems;

/// Finds terms of two entries (terms are found by their stems, so two with the same stems are one), and concepts that nothing uses.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    shared_terms(scene, findings);
    unused(scene, findings);
}

fn shared_terms(scene: &Scene<'_>, findings: &mut Findings) {
    for draft in walk::own(scene, &scene.drafts.lexicons) {
        let mut owners: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        let concepts = draft.raw.concepts.iter().map(|one| (&*one.id.value, &one.terms));
        let technologies = draft.raw.technologies.iter().map(|one| (&*one.id.value, &one.names));
        for (id, terms) in concepts.chain(technologies) {
            for term in terms {
                let owner = *owners.entry(stems(&term.value)).or_insert(id);
                if owner == id {
                    continue;
                }
                let message = format!("`{}` is a term of `{owner}` and of `{id}`", term.value);
                let problem = Diagnostic::warning("shared-term", message);
                let problem = problem.help("keep it in one place; a concept can include another");
                findings.problems.push(problem.at(draft.sheet.place(draft.sheet.span(term))));
            }
        }
    }
}

/// A concept is of use if a cue names it, if another includes it, if it stands for a box, or if it is explained.
fn unused(scene: &Scene<'_>, findings: &mut Findings) {
    let used = used(scene);
    for draft in walk::own(scene, &scene.drafts.lexicons) {
        for concept in &draft.raw.concepts {
            if concept.gloss.is_none() && concept.role.is_none() && !used.contains(&*concept.id.value) {
                let message = format!("no cue and no concept uses `{}`", concept.id.value);
                let problem = Diagnostic::warning("unused-concept", message);
                let problem = problem.help("use it in a cue, explain it with `gloss:`, or remove it");
                findings.problems.push(problem.at(draft.sheet.place(draft.sheet.span(&concept.id))));
            }
        }
    }
}

/// The names that cues and concepts use.
fn used(scene: &Scene<'_>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut cue = |text: &Placed<Text>| {
        if let Ok(cue) = Cue::parse(&text.value) {
            used.extend(cue.names().into_iter().map(str::to_owned));
        }
    };
    for (_, point) in walk::points(scene) {
        point.cues.iter().chain(&point.not).for_each(&mut cue);
    }
    for draft in walk::own(scene, &scene.drafts.cases) {
        draft.raw.facts.iter().flat_map(|fact| &fact.cues).for_each(&mut cue);
    }
    let includes =
        scene.drafts.lexicons.iter().flat_map(|draft| &draft.raw.concepts).flat_map(|one| &one.includes);
    used.extend(includes.map(|include| include.value.to_string()));
    used
}
