//! What an interview missed, as cards with the sentence of the debrief.

use super::Subject;
use crate::domain::case::Need;
use crate::domain::drill::pose::one_line;
use crate::domain::playbook::Snapshot;
use crate::domain::score::Debrief;

/// Points that were asked for and not made, the heaviest first, and facts that were never asked for and matter. What
/// was lost for lack of time alone is not a gap in knowledge, and makes no card.
pub fn missed(snapshot: &Snapshot, debrief: &Debrief) -> Vec<(Subject, String)> {
    let case = &snapshot.case;
    let mut points: Vec<_> = debrief
        .marks
        .points
        .iter()
        .filter(|mark| mark.reached && mark.mark == 0)
        .filter(|mark| !debrief.for_lack_of_time.contains(&(mark.ask.clone(), mark.point.clone())))
        .collect();
    points.sort_by_key(|mark| std::cmp::Reverse(mark.weight));
    let points = points.into_iter().filter_map(|mark| {
        let ask = case.ask(&mark.ask)?;
        let point = ask.points.iter().find(|point| point.id == mark.point)?;
        // A clarify point is earned by asking: its facts become cards themselves.
        if !point.told.is_empty() {
            return None;
        }
        let subject = Subject::Point(case.id.clone(), mark.ask.clone(), mark.point.clone());
        Some((subject, one_line(&point.say)))
    });
    let unasked = debrief.facts.unasked.iter().filter(|fact| fact.need != Need::Could);
    let facts =
        unasked.map(|fact| (Subject::Fact(case.id.clone(), fact.fact.clone()), one_line(&fact.consequence)));
    points.chain(facts).collect()
}
