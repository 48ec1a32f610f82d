//! Phrasings of facts, each left out of the index, against the fact they ask for.

use super::tally::Count;
use super::{Outcome, UNPROVEN};
use crate::content::check::{Scene, Spot};
use crate::diagnostic::Diagnostic;
use crate::domain::case::Case;
use crate::domain::interviewer::{Interviewer, Target};

/// The least share of the phrasings of a case that must lead to their fact.
const LEAST: f64 = 0.8;
/// Of fewer phrasings, a share says little.
const FEW: usize = 20;

/// Asks every phrasing of every fact.
pub fn prove(scene: &Scene<'_>, case: &Case, interviewer: &Interviewer, outcome: &mut Outcome) {
    for fact in &case.facts {
        for number in 0..fact.ask.len() {
            let led = interviewer.leads_to_without(&fact.id, number);
            let is_found = matches!(&led, Some(Target::Fact(found)) if *found == fact.id);
            outcome.tally.found.add(is_found);
            if !is_found {
                let elsewhere = led.map_or("nowhere".to_owned(), |target| format!("to `{}`", target.id()));
                let message = format!("without this line, the question leads {elsewhere}");
                let mut problem = Diagnostic::note("question-astray", message)
                    .help(format!("give `{}` further phrasings with the same words", fact.id));
                problem.place =
                    scene.places.place(case.id.as_str(), Spot::FactAsk(fact.id.to_string(), number));
                outcome.problems.push(problem);
            }
        }
    }
    let found = outcome.tally.found;
    if is_too_low(found) {
        let message = format!(
            "{} of {} phrasings lead to their fact when they are left out; at least {:.0} % must",
            found.met,
            found.of,
            LEAST * 100.0
        );
        let mut problem = Diagnostic::new(UNPROVEN, "questions-astray", message)
            .help("give the facts further phrasings; the notes on each line say where they lead");
        problem.place = scene.places.place(case.id.as_str(), Spot::Page);
        outcome.problems.push(problem);
    }
}

fn is_too_low(found: Count) -> bool {
    found.of >= FEW && found.share().is_some_and(|share| share < LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_phrasing_in_five_may_go_astray_and_few_prove_nothing() {
        assert!(!is_too_low(Count { met: 80, of: 100 }));
        assert!(is_too_low(Count { met: 79, of: 100 }));
        assert!(!is_too_low(Count { met: 0, of: 6 }));
    }
}
