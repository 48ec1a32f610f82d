//! Drawings of a case: they can be drawn, and the reference leaves an interviewer nothing to ask.

use super::Outcome;
use crate::content::check::{Scene, Spot};
use crate::diagnostic::Diagnostic;
use crate::domain::case::Case;
use crate::domain::sketch::lint::{self, Facts};
use crate::domain::sketch::{Area, Form, Graph, Options, Roles, Sketch, layout};

/// Columns that a drawing may take up.
const WIDE: usize = 120;

/// Draws everything that the case has drawn.
pub fn prove(scene: &Scene<'_>, case: &Case, outcome: &mut Outcome) {
    let roles = Roles::of_lexicon(&scene.playbook.lexicon);
    let ask = |id: &crate::domain::id::AskId| Spot::Ask(id.to_string());
    let reference = ("the reference sketch".to_owned(), Spot::Page, case.sketch.as_str());
    let evolutions = case
        .evolutions
        .iter()
        .map(|one| (format!("the sketch of `{}`", one.id), Spot::Page, one.sketch.as_str()));
    let curveballs = case.curveballs.iter().filter_map(|one| {
        Some((format!("the sketch of `{}`", one.id), ask(&one.id), one.sketch.as_deref()?))
    });
    let probes = case.deep_dive.probes.iter().chain(&case.cross_cutting.probes);
    let probes = probes.filter_map(|one| {
        Some((format!("the sketch of `{}`", one.id), ask(&one.id), one.sketch.as_deref()?))
    });
    let all = std::iter::once(reference).chain(evolutions).chain(curveballs).chain(probes);
    let mut say = |problem: Diagnostic, spot: Spot| {
        let mut problem = problem;
        problem.place = scene.places.place(case.id.as_str(), spot);
        outcome.problems.push(problem);
    };
    for (which, spot, text) in all {
        let sketch = Sketch::parse(text);
        let graph = Graph::of(&sketch, &roles);
        for problem in drawn(&which, &sketch, &graph) {
            say(problem, spot.clone());
        }
    }
    for problem in questions(case, &roles) {
        say(problem, Spot::Page);
    }
}

/// What keeps a text from being drawn whole.
fn drawn(which: &str, sketch: &Sketch, graph: &Graph) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = sketch
        .problems
        .iter()
        .map(|problem| {
            let message =
                format!("line {} of {which} is not drawn whole: {}", problem.line + 1, problem.kind);
            Diagnostic::error("sketch", message).help("try it with `greenroom sketch`")
        })
        .collect();
    if graph.edges.is_empty() {
        let message = format!("{which} connects nothing");
        problems.push(Diagnostic::error("sketch", message).help("write connections: `apps -> kafka -> s3`"));
        return problems;
    }
    if layout(graph, Area { width: WIDE, height: None }, Options::default()).form == Form::List {
        let message = format!("{which} is too wide for {WIDE} columns and is shown as a list");
        problems.push(Diagnostic::warning("sketch", message).help("draw fewer boxes, or shorter names"));
    }
    problems
}

/// What an interviewer who knows all facts would ask about the reference.
fn questions(case: &Case, roles: &Roles) -> Vec<Diagnostic> {
    let sketch = Sketch::parse(&case.sketch);
    let graph = Graph::of(&sketch, roles);
    let facts = Facts::of(case, roles, |_| true);
    let looked_at =
        lint::Scene { sketch: &sketch, graph: &graph, roles, facts: &facts, said: "", caret_line: None };
    let questions = lint::lint(&looked_at).into_iter();
    questions
        .map(|question| {
            let message =
                format!("the reference sketch is questioned ({}): {}", question.rule, question.text);
            Diagnostic::warning("sketch-questioned", message)
                .help("draw the answer, or name the boxes so that the lexicon knows what they do")
        })
        .collect()
}
