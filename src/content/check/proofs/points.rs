//! Points against their own samples.

use super::{Outcome, UNPROVEN};
use crate::content::check::{Scene, Spot};
use crate::diagnostic::Diagnostic;
use crate::domain::case::Point;

/// How a sample was marked.
pub struct Verdict {
    /// 0 to 3.
    pub mark: u8,
    /// What it was heard by, or what spoke against it.
    pub by: Option<String>,
}

/// Marks all samples of the points of one ask. `mark` gives the verdict on the point of this number in a text; whether
/// the text must make it, in which case the marking may not know the samples.
pub fn prove(
    scene: &Scene<'_>,
    page: &str,
    points: &[Point],
    mark: impl Fn(usize, &str, bool) -> Verdict,
    outcome: &mut Outcome,
) {
    for (number, point) in points.iter().enumerate() {
        let Some(samples) = &point.samples else { continue };
        outcome.tally.points += 1;
        for (name, text, is_made) in samples.all() {
            let verdict = mark(number, text, is_made);
            let is_heard = verdict.mark > 0;
            let count = if is_made { &mut outcome.tally.heard } else { &mut outcome.tally.silent };
            count.add(is_heard == is_made);
            if is_heard != is_made {
                let mut problem = complaint(point, name, &verdict);
                problem.place = scene.places.place(page, Spot::Sample(point.id.to_string(), name));
                outcome.problems.push(problem);
            }
        }
    }
}

fn complaint(point: &Point, name: &str, verdict: &Verdict) -> Diagnostic {
    let by = verdict.by.as_deref();
    if verdict.mark > 0 {
        let by = by.map(|cue| format!(" by `{cue}`")).unwrap_or_default();
        let message = format!("`{}` is heard in its `{name}` sample{by}", point.id);
        let help = "narrow that cue, or rule the words out with `not:` or `-word`";
        return Diagnostic::new(UNPROVEN, "sample-heard", message).help(help);
    }
    let message = format!("`{}` is not heard in its `{name}` sample", point.id);
    let help = match by {
        Some(cue) => format!("`{cue}` speaks against it"),
        None => "add a cue in the words of the sample, or a term to the lexicon".to_owned(),
    };
    Diagnostic::new(UNPROVEN, "sample-not-heard", message).help(help)
}

/// These points without their samples that make them, so that marking does not know what it is tried with.
pub fn untaught(points: &[Point]) -> Vec<Point> {
    points.iter().cloned().map(forget).collect()
}

fn forget(mut point: Point) -> Point {
    if let Some(samples) = &mut point.samples {
        samples.good.clear();
        samples.paraphrase.clear();
    }
    point
}
