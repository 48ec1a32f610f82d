//! Good answers to other cases, which must not earn the points of this one.

use super::Outcome;
use super::tally::Count;
use crate::content::check::{Scene, Spot, walk};
use crate::diagnostic::Diagnostic;
use crate::domain::anchor;
use crate::domain::case::{Case, Level};
use crate::domain::id::AskId;
use crate::domain::interview::entry::Entry;
use crate::domain::interviewer::Interviewer;
use crate::domain::time::{SessionTime, Timestamp};

/// The largest share of a case's points that another case's senior answers may earn.
const MOST: f64 = 0.15;

/// Says all senior answers of each other case of the pack in a sitting of this one, to no question of this one.
pub fn prove(scene: &Scene<'_>, case: &Case, interviewer: &Interviewer, outcome: &mut Outcome) {
    // No question of any case is called like a number.
    let Ok(elsewhere) = AskId::new("0") else { return };
    for draft in walk::own(scene, &scene.drafts.cases) {
        let Some(other) = scene.playbook.cases.get(&*draft.raw.id.value) else { continue };
        if other.id == case.id {
            continue;
        }
        let mut sitting = interviewer.blank_sitting();
        for ask in other.asks() {
            let Some(model) = other.model(&ask.id, Level::Senior) else { continue };
            let said = Entry::Wrote { ask: elsewhere.clone(), text: anchor::without(model) };
            sitting.record(SessionTime::ZERO, Timestamp(0), said);
        }
        let marks = interviewer.marker().mark(&sitting);
        let met = marks.points.iter().filter(|mark| mark.mark > 0).count();
        let earned = Count { met, of: marks.points.len() };
        let Some(share) = earned.share().filter(|share| *share > MOST) else { continue };
        let heard = marks.points.iter().filter(|mark| mark.mark > 0);
        let heard: Vec<String> = heard.map(|mark| format!("`{}`", mark.point)).collect();
        let message = format!(
            "the senior answers of `{}` earn {} of {} points here ({:.1} %); at most {:.0} % is expected",
            other.id,
            earned.met,
            earned.of,
            share * 100.0,
            MOST * 100.0
        );
        let mut problem = Diagnostic::warning("foreign-answers", message)
            .help(format!("narrow the cues of {}", heard.join(", ")));
        problem.place = scene.places.place(case.id.as_str(), Spot::Page);
        outcome.problems.push(problem);
    }
}
