//! Hints in three rungs: a nudge, a pointer, then the points themselves, one at a time.

use super::Interviewer;
use crate::domain::case::Point;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;

impl Interviewer {
    /// The next hint on what was asked last. None when all that is looked for was said or shown.
    pub fn hint(&self, interview: &Interview) -> Option<Entry> {
        let id = interview.current_ask();
        let ask = self.mind.snapshot.case.ask(&id)?;
        let marks = self.mind.marker.mark(interview);
        let shown: Vec<_> = interview
            .log()
            .iter()
            .filter_map(|stamped| match &stamped.entry {
                Entry::Hinted { ask, rung, point, .. } if *ask == id => Some((*rung, point.clone())),
                _ => None,
            })
            .collect();
        let missing = |point: &&Point| {
            marks.of(&id, &point.id).is_none_or(|mark| mark.mark == 0)
                && shown.iter().all(|(_, shown)| shown.as_ref() != Some(&point.id))
        };
        let mut left: Vec<&Point> = ask.points.iter().filter(missing).collect();
        left.sort_by_key(|point| std::cmp::Reverse(point.weight));
        let next = *left.first()?;
        let rung = shown.iter().map(|(rung, _)| *rung).max().map_or(1, |rung| (rung + 1).min(3));
        let (text, point) = match rung {
            1 => (ask.hints.first().cloned().unwrap_or_else(|| self.nudge(next)), None),
            2 => (ask.hints.get(1).cloned().unwrap_or_else(|| self.pointer(next)), None),
            _ => (next.say.clone(), Some(next.id.clone())),
        };
        Some(Entry::Hinted { ask: id, rung, text, point })
    }

    fn nudge(&self, point: &Point) -> String {
        let guide = self.mind.snapshot.rubric.guide(point.dimension);
        let title = guide.map_or_else(|| point.dimension.id().to_owned(), |guide| guide.title.to_lowercase());
        format!("Something is missing here that has to do with {title}.")
    }

    fn pointer(&self, point: &Point) -> String {
        let guide = self.mind.snapshot.rubric.guide(point.dimension);
        guide.map_or_else(
            || self.nudge(point),
            |guide| format!("A strong answer goes this far: {}", guide.levels[2]),
        )
    }
}
