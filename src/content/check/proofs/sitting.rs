//! A case as it is sat: samples and model answers said to their own ask.

use std::collections::BTreeSet;

use super::points::Verdict;
use super::tally::Count;
use super::{Outcome, UNPROVEN, foreign, points, questions, sketches};
use crate::content::check::{Scene, Spot};
use crate::diagnostic::Diagnostic;
use crate::domain::anchor;
use crate::domain::case::{Ask, AskKind, Case, Level};
use crate::domain::interviewer::Interviewer;
use crate::domain::marking::Marker;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;

/// The share of the points of its ask that a model answer must earn.
fn least(level: Level) -> f64 {
    match level {
        Level::Mid => 0.5,
        Level::Senior | Level::Staff => 0.8,
    }
}

/// Proves one case.
pub fn prove(scene: &Scene<'_>, case: &Case, outcome: &mut Outcome) {
    let Some(snapshot) = Snapshot::of(scene.playbook, &case.id) else { return };
    let interviewer = Interviewer::new(&snapshot);
    let untaught = Marker::new(&untaught(&snapshot));
    for ask in case.asks() {
        let mark = |number: usize, text: &str, is_made: bool| {
            let marker = if is_made { &untaught } else { interviewer.marker() };
            let verdicts = marks(&interviewer, marker, &ask, text);
            verdicts.into_iter().nth(number).unwrap_or(Verdict { mark: 0, by: None })
        };
        points::prove(scene, case.id.as_str(), ask.points, mark, outcome);
        models(scene, case, &interviewer, &ask, outcome);
    }
    questions::prove(scene, case, &interviewer, outcome);
    sketches::prove(scene, case, outcome);
    foreign::prove(scene, case, &interviewer, outcome);
}

/// The case without the samples that make its points.
fn untaught(snapshot: &Snapshot) -> Snapshot {
    let mut snapshot = snapshot.clone();
    let case = &mut snapshot.case;
    let steps = [&mut case.clarify, &mut case.architecture, &mut case.summing_up];
    let probes = case.deep_dive.probes.iter_mut().chain(&mut case.cross_cutting.probes);
    let points = steps.into_iter().map(|step| &mut step.points);
    let points = points.chain(probes.map(|probe| &mut probe.points));
    for points in points.chain(case.curveballs.iter_mut().map(|curveball| &mut curveball.points)) {
        *points = points::untaught(points);
    }
    snapshot
}

/// The verdicts on the points of an ask in a text that answers it. A question by which a fact is told earns the points
/// that hang on the fact.
fn marks(interviewer: &Interviewer, marker: &Marker, ask: &Ask<'_>, text: &str) -> Vec<Verdict> {
    let hangs = ask.step == Step::Clarify && ask.points.iter().any(|point| !point.told.is_empty());
    let told = if hangs { interviewer.facts_told(text) } else { BTreeSet::new() };
    let heard = marker.mark_answer(&ask.id, text);
    let pairs = ask.points.iter().zip(heard);
    pairs
        .map(|(point, heard)| {
            let fact = point.told.iter().find(|fact| told.contains(*fact));
            match fact {
                Some(fact) if heard.mark == 0 => Verdict { mark: 1, by: Some(fact.to_string()) },
                _ => Verdict { mark: heard.mark, by: heard.cue },
            }
        })
        .collect()
}

/// The model answers to one ask, at the depths that have a bar.
fn models(scene: &Scene<'_>, case: &Case, interviewer: &Interviewer, ask: &Ask<'_>, outcome: &mut Outcome) {
    let levels: &[Level] = match ask.kind {
        AskKind::Opening => &[Level::Mid, Level::Senior],
        AskKind::Probe | AskKind::Curveball => &[Level::Senior],
    };
    for level in levels {
        let Some(model) = case.model(&ask.id, *level) else { continue };
        let verdicts = marks(interviewer, interviewer.marker(), ask, &anchor::without(model));
        let met = verdicts.iter().filter(|verdict| verdict.mark > 0).count();
        let earned = Count { met, of: verdicts.len() };
        if earned.share().is_none_or(|share| share >= least(*level)) {
            continue;
        }
        let missed = ask.points.iter().zip(&verdicts).filter(|(_, verdict)| verdict.mark == 0);
        let missed: Vec<String> = missed.map(|(point, _)| format!("`{}`", point.id)).collect();
        let (which, spot) = match ask.kind {
            AskKind::Opening => (
                format!("{level} model of `{}`", ask.id, level = level.id()),
                Spot::StepModel(ask.id.to_string(), level.id().to_owned()),
            ),
            AskKind::Probe | AskKind::Curveball => {
                (format!("model of `{}`", ask.id), Spot::Model(ask.id.to_string()))
            }
        };
        let (met, of, least) = (earned.met, earned.of, least(*level) * 100.0);
        let message = format!("the {which} earns {met} of {of} points; at least {least:.0} % is expected");
        let mut problem = Diagnostic::new(UNPROVEN, "model-falls-short", message)
            .help(format!("not heard: {}; make these points in it, or mend their cues", missed.join(", ")));
        problem.place = scene.places.place(case.id.as_str(), spot);
        outcome.problems.push(problem);
    }
}
