//! Ways through everything that was written in the pack under check.

use super::Scene;
use crate::content::load::draft::Draft;
use crate::content::problem::Sheet;
use crate::content::raw::case::Case;
use crate::content::raw::point::Point;
use crate::content::raw::{Placed, Text};

/// The drafts of the pack under check.
pub fn own<'a, T>(scene: &Scene<'a>, drafts: &'a [Draft<'a, T>]) -> impl Iterator<Item = &'a Draft<'a, T>> {
    let pack = scene.pack;
    drafts.iter().filter(move |draft| draft.pack == pack)
}

/// Every point of a case, in the order written.
pub fn points_of(case: &Case) -> impl Iterator<Item = &Point> {
    let steps = &case.steps.value;
    let open = [&steps.clarify, &steps.architecture, &steps.summary];
    let probed = [&steps.deep_dive, &steps.cross_cutting];
    let open = open.into_iter().flatten().flat_map(|step| &step.points);
    let probed = probed.into_iter().flatten().flat_map(|step| &step.probes).flat_map(|probe| &probe.points);
    open.chain(probed).chain(case.curveballs.iter().flat_map(|curveball| &curveball.points))
}

/// Every point of the pack, with its file.
pub fn points<'a>(scene: &Scene<'a>) -> Vec<(&'a Sheet<'a>, &'a Point)> {
    let drafts = scene.drafts;
    let mut all: Vec<(&Sheet<'_>, &Point)> = Vec::new();
    for draft in own(scene, &drafts.cases) {
        all.extend(points_of(&draft.raw).map(|point| (&draft.sheet, point)));
    }
    for draft in own(scene, &drafts.patterns).chain(own(scene, &drafts.chapters)) {
        all.extend(
            draft.raw.explain.iter().flat_map(|explain| &explain.points).map(|point| (&draft.sheet, point)),
        );
    }
    for draft in own(scene, &drafts.tradeoffs) {
        let because = draft.raw.situations.iter().flat_map(|situation| &situation.because);
        all.extend(because.map(|point| (&draft.sheet, point)));
    }
    for draft in own(scene, &drafts.reviews) {
        all.extend(draft.raw.flaw.iter().map(|point| (&draft.sheet, point)));
    }
    all
}

/// Every list of texts of the pack, with its file.
pub fn lists<'a>(scene: &Scene<'a>) -> Vec<(&'a Sheet<'a>, &'a [Placed<Text>])> {
    let mut all: Vec<(&Sheet<'_>, &[Placed<Text>])> = Vec::new();
    for (sheet, point) in points(scene) {
        all.extend([
            (sheet, point.cues.as_slice()),
            (sheet, &point.not),
            (sheet, &point.facts),
            (sheet, &point.told),
        ]);
    }
    let drafts = scene.drafts;
    for Draft { sheet, raw, .. } in own(scene, &drafts.cases) {
        all.extend([(sheet, raw.skills.as_slice()), (sheet, &raw.see)]);
        all.extend(
            raw.facts
                .iter()
                .flat_map(|fact| [&fact.ask, &fact.cues, &fact.figures])
                .map(|list| (sheet, list.as_slice())),
        );
        let changes = raw.lexicon.0.iter().flat_map(|(_, change)| [&change.add, &change.drop]);
        all.extend(changes.map(|list| (sheet, list.as_slice())));
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.patterns).chain(own(scene, &drafts.chapters)) {
        all.extend([(sheet, raw.skills.as_slice()), (sheet, &raw.see)]);
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.tradeoffs) {
        all.extend([(sheet, raw.skills.as_slice()), (sheet, &raw.see)]);
        all.extend(
            raw.options
                .iter()
                .flat_map(|option| [&option.wins, &option.costs])
                .map(|list| (sheet, list.as_slice())),
        );
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.estimates) {
        all.extend([(sheet, raw.skills.as_slice()), (sheet, &raw.see)]);
        all.extend(raw.vary.0.iter().map(|(_, values)| (sheet, values.as_slice())));
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.reviews) {
        all.extend([(sheet, raw.skills.as_slice()), (sheet, &raw.see)]);
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.topics) {
        all.extend(
            raw.topics
                .iter()
                .flat_map(|topic| [&topic.ask, &topic.terms])
                .map(|list| (sheet, list.as_slice())),
        );
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.lexicons) {
        all.extend(raw.concepts.iter().map(|concept| (sheet, concept.terms.as_slice())));
        all.extend(raw.technologies.iter().map(|technology| (sheet, technology.names.as_slice())));
    }
    all
}

/// Every Markdown text of the pack with its place: bodies of pages as spans of their file, other texts as written.
pub fn bodies<'a>(scene: &Scene<'a>) -> Vec<Body<'a>> {
    let mut all = Vec::new();
    let drafts = scene.drafts;
    for Draft { sheet, .. } in own(scene, &drafts.patterns).chain(own(scene, &drafts.chapters)) {
        let text = sheet.text.get(sheet.body.clone()).unwrap_or_default();
        all.push(Body { sheet, text, span: sheet.body.clone() });
    }
    let mut add = |sheet: &'a Sheet<'a>, text: &'a Placed<Text>| {
        all.push(Body { sheet, text: &text.value, span: sheet.span(text) });
    };
    for Draft { sheet, raw, .. } in own(scene, &drafts.tradeoffs) {
        add(sheet, &raw.body);
    }
    for Draft { sheet, raw, .. } in own(scene, &drafts.cases) {
        add(sheet, &raw.prompt);
        models(raw).for_each(|model| add(sheet, model));
    }
    all
}

/// A Markdown text.
pub struct Body<'a> {
    /// Its file.
    pub sheet: &'a Sheet<'a>,
    /// What it says.
    pub text: &'a str,
    /// Where it stands in the file, in bytes.
    pub span: std::ops::Range<usize>,
}

/// Every model answer of a case.
pub fn models(case: &Case) -> impl Iterator<Item = &Placed<Text>> {
    let steps = &case.steps.value;
    let open = [&steps.clarify, &steps.architecture, &steps.summary].into_iter().flatten();
    let open = open.flat_map(|step| [&step.model.mid, &step.model.senior, &step.model.staff]);
    let probes = [&steps.deep_dive, &steps.cross_cutting].into_iter().flatten().flat_map(|step| &step.probes);
    open.chain(probes.map(|probe| &probe.model))
        .chain(case.curveballs.iter().map(|curveball| &curveball.model))
}
