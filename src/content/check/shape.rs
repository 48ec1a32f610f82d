//! How much of everything there is: enough to be worth it, and not more than can be read.

use super::{Findings, Scene, walk};
use crate::content::load::draft::Draft;
use crate::content::markdown;
use crate::content::problem::Sheet;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Diagnostic;
use crate::domain::document::{Block, Document};
use crate::domain::glossary;

/// Words of a page.
const PAGE_WORDS: (usize, usize) = (400, 1_200);
/// Words of the text of a trade-off.
const TRADEOFF_WORDS: (usize, usize) = (150, 400);

/// Finds what is too short, too long, or too few.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    pages(scene, findings);
    tradeoffs(scene, findings);
    estimates(scene, findings);
    points(scene, findings);
}

fn pages(scene: &Scene<'_>, findings: &mut Findings) {
    let drafts = scene.drafts;
    for Draft { sheet, raw, .. } in
        walk::own(scene, &drafts.patterns).chain(walk::own(scene, &drafts.chapters))
    {
        let mut report = Report { sheet, at: &raw.id, findings };
        let body = sheet.text.get(sheet.body.clone()).unwrap_or_default();
        // The text of the glossary is made from the lexicon.
        if &*raw.id.value != glossary::PAGE {
            report.range("page-length", "words", words(&markdown::parse(body)), PAGE_WORDS);
        }
        if let Some(explain) = &raw.explain {
            report.range("few-items", "points to explain", explain.points.len(), (3, 5));
        }
        if !raw.recall.is_empty() || raw.explain.is_some() {
            report.at_least("few-items", "recall questions", raw.recall.len(), 4);
        }
    }
}

fn tradeoffs(scene: &Scene<'_>, findings: &mut Findings) {
    for Draft { sheet, raw, .. } in walk::own(scene, &scene.drafts.tradeoffs) {
        let mut report = Report { sheet, at: &raw.id, findings };
        report.range("page-length", "words", words(&markdown::parse(&raw.body.value)), TRADEOFF_WORDS);
        report.at_least("few-items", "situations", raw.situations.len(), 4);
        let wins = |id: &str| raw.situations.iter().any(|situation| &*situation.better.value == id);
        for option in &raw.options {
            if !wins(&option.id.value) {
                let message = format!("`{}` wins in no situation", option.id.value);
                report.warn("one-sided", &message, "add a situation in which it is the better choice");
            }
        }
        if !wins("either") {
            report.warn(
                "one-sided",
                "in no situation can either be defended",
                "add one with `better: either`",
            );
        }
    }
}

fn estimates(scene: &Scene<'_>, findings: &mut Findings) {
    for Draft { sheet, raw, .. } in walk::own(scene, &scene.drafts.estimates) {
        for (name, values) in &raw.vary.0 {
            let mut report = Report { sheet, at: name, findings };
            report.range("few-items", "values", values.len(), (3, 6));
        }
        let mut report = Report { sheet, at: &raw.id, findings };
        report.at_least("few-items", "worked steps", raw.steps.len(), 1);
    }
}

fn points(scene: &Scene<'_>, findings: &mut Findings) {
    for (sheet, point) in walk::points(scene) {
        let mut report = Report { sheet, at: &point.id, findings };
        if !point.cues.is_empty() {
            report.range("few-items", "cues", point.cues.len(), (3, 8));
        }
        if point.samples.is_none() && point.told.is_empty() {
            report.warn(
                "no-samples",
                "the point has no samples, so nothing proves that it can be graded",
                "add `samples:`",
            );
        }
    }
}

/// The words of a document, without code and drawings.
fn words(document: &Document) -> usize {
    let prose =
        document.blocks.iter().filter(|block| !matches!(block, Block::Code { .. } | Block::Sketch(_)));
    let prose = Document { blocks: prose.cloned().collect() };
    prose.text().split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// What is said about one thing.
struct Report<'a, 'f> {
    sheet: &'a Sheet<'a>,
    at: &'a Placed<Text>,
    findings: &'f mut Findings,
}

impl Report<'_, '_> {
    fn warn(&mut self, code: &'static str, message: &str, help: &str) {
        let problem = Diagnostic::warning(code, message).help(help);
        self.findings.problems.push(problem.at(self.sheet.place(self.sheet.span(self.at))));
    }

    fn range(&mut self, code: &'static str, what: &str, count: usize, (least, most): (usize, usize)) {
        if count < least || count > most {
            let message = format!("`{}` has {count} {what}", self.at.value);
            self.warn(code, &message, &format!("aim at {least} to {most}"));
        }
    }

    fn at_least(&mut self, code: &'static str, what: &str, count: usize, least: usize) {
        if count < least {
            let message = format!("`{}` has {count} {what}", self.at.value);
            self.warn(code, &message, &format!("give it at least {least}"));
        }
    }
}
