//! What is drilled rather than sat: points of pages, trade-offs and reviews against their samples.

use super::points::Verdict;
use super::{Outcome, points};
use crate::content::check::Scene;
use crate::domain::case::Point;
use crate::domain::marking::{DrillMarker, Language};
use crate::domain::page::{Page, Review, Tradeoff};

/// The points to explain.
pub fn page(scene: &Scene<'_>, language: &Language, page: &Page, outcome: &mut Outcome) {
    if let Some(explain) = &page.explain {
        prove((scene, language), page.header.id.as_str(), (&explain.ask, &explain.points), outcome);
    }
}

/// The reasons of each situation.
pub fn tradeoff(scene: &Scene<'_>, language: &Language, page: &Tradeoff, outcome: &mut Outcome) {
    for situation in &page.situations {
        let asked = (situation.situation.as_str(), situation.because.as_slice());
        prove((scene, language), page.header.id.as_str(), asked, outcome);
    }
}

/// The flaw.
pub fn review(scene: &Scene<'_>, language: &Language, page: &Review, outcome: &mut Outcome) {
    prove((scene, language), page.header.id.as_str(), (&page.statement, &page.flaw), outcome);
}

/// The question with its points; what only repeats the question is no claim.
fn prove(
    (scene, language): (&Scene<'_>, &Language),
    page: &str,
    (asked, wanted): (&str, &[Point]),
    outcome: &mut Outcome,
) {
    if wanted.iter().all(|point| point.samples.is_none()) {
        return;
    }
    let marker = DrillMarker::new(language.clone(), wanted);
    let untaught = DrillMarker::new(language.clone(), &points::untaught(wanted));
    let mark = |number: usize, text: &str, is_made: bool| {
        let marker = if is_made { &untaught } else { &marker };
        let heard = marker.mark_reply(asked, text).into_iter().nth(number);
        heard.map_or(Verdict { mark: 0, by: None }, |heard| Verdict { mark: heard.mark, by: heard.cue })
    };
    points::prove(scene, page, wanted, mark, outcome);
}
