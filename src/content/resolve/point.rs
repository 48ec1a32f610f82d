//! Points, wherever they stand.

use super::{Desk, Seen};
use crate::content::raw::point::{Point as RawPoint, Samples as RawSamples};
use crate::domain::case::{Point, Samples, Span, Ways};
use crate::domain::id::FactId;
use crate::domain::rubric::Dimension;

/// What a point may refer to where it stands.
#[derive(Clone, Copy)]
pub struct Around<'s> {
    /// The facts of the case; none outside cases.
    pub facts: Option<&'s Seen>,
    /// Whether a point may be earned by asking.
    pub may_be_told: bool,
}

impl Around<'_> {
    /// Pages, trade-offs, reviews.
    pub const NO_CASE: Self = Self { facts: None, may_be_told: false };
}

impl Desk<'_> {
    /// Points whose ids are unique among `seen`.
    pub fn points(&mut self, raw: Vec<RawPoint>, seen: &mut Seen, around: Around<'_>) -> Option<Vec<Point>> {
        for point in &raw {
            self.unique(seen, "points", &point.id);
        }
        self.all(raw, |desk, point| desk.point(point, around))
    }

    fn point(&mut self, raw: RawPoint, around: Around<'_>) -> Option<Point> {
        let id = self.id(&raw.id);
        let dimension = self.choice(&raw.dim, "dimension", &Dimension::ALL.map(|one| (one.id(), one)));
        let weight = self.number(&raw.weight, 1..=3);
        let cues = self.cues(&raw.cues);
        let not = self.cues(&raw.not);
        let span = match &raw.span {
            Some(span) => self.choice(span, "span", &[("passage", Span::Passage), ("answer", Span::Answer)]),
            None => Some(Span::Passage),
        };
        if raw.cues.is_empty() && raw.told.is_empty() {
            let message = format!("the point `{}` has no cues, so nothing can earn it", raw.id.value);
            let help = if around.may_be_told {
                "add `cues:` or `told:`"
            } else {
                "add `cues:` with three to five lines"
            };
            self.refuse_at(&raw.id, "no-cues", message, help);
        }
        if let (Some(first), false) = (raw.told.first(), around.may_be_told) {
            let message = "`told` stands only in points of the clarify step";
            self.refuse_at(first, "told-outside-clarify", message, "use `facts:` and cues");
        }
        let facts = self.facts(&raw.facts, around);
        let told = self.facts(&raw.told, around);
        Some(Point {
            id: id?,
            dimension: dimension?,
            weight: weight?,
            say: raw.say.value.into(),
            cues: cues?,
            not: not?,
            facts: facts?,
            told: told?,
            span: span?,
            samples: raw.samples.map(samples),
            ways: Ways::default(),
        })
    }

    fn facts(
        &mut self,
        written: &[crate::content::raw::Placed<crate::content::raw::Text>],
        around: Around<'_>,
    ) -> Option<Vec<FactId>> {
        let Some(seen) = around.facts else {
            if let Some(first) = written.first() {
                let message = "only points of a case can name facts";
                self.refuse_at(first, "facts-outside-case", message, "remove the list");
            }
            return Some(Vec::new());
        };
        self.all(written, |desk, fact| {
            desk.known(fact, "fact", seen.has(&fact.value), seen.iter()).then(|| desk.id(fact)).flatten()
        })
    }
}

fn samples(raw: RawSamples) -> Samples {
    Samples {
        good: raw.good.value.into(),
        paraphrase: raw.paraphrase.value.into(),
        wrong: raw.wrong.value.into(),
        reject: raw.reject.value.into(),
    }
}
