//! Where things stand that checks find by their ids.

use std::collections::BTreeMap;

use super::walk::points_of;
use crate::content::load::draft::Drafts;
use crate::content::problem::Sheet;
use crate::content::raw::case::Case;
use crate::content::raw::point::Point;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Place;

/// A thing of a page that a check may complain about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The page as a whole: its id.
    Page,
    /// A fact of a case.
    Fact(String),
    /// One phrasing of a fact, counted from 0.
    FactAsk(String, usize),
    /// A probe or curveball.
    Ask(String),
    /// The model answer to a probe or curveball.
    Model(String),
    /// The model answer of a step at a level: `clarify`, `senior`.
    StepModel(String, String),
    /// A point.
    Point(String),
    /// A sample of a point: `good`.
    Sample(String, &'static str),
    /// One cue of a point, counted from 0.
    Cue(String, usize),
    /// A situation of a trade-off.
    Situation(String),
    /// The expression of an estimate.
    Answer,
    /// The value of an estimate's example.
    CheckValue,
}

/// Where things stand, by page and spot.
pub struct Places<'a> {
    spots: BTreeMap<(String, Spot), (&'a Sheet<'a>, std::ops::Range<usize>)>,
}

impl<'a> Places<'a> {
    /// The places of everything in all packs.
    pub fn of(drafts: &'a Drafts<'a>) -> Self {
        let mut places = Self { spots: BTreeMap::new() };
        for draft in &drafts.cases {
            places.case(&draft.sheet, &draft.raw);
        }
        for draft in drafts.patterns.iter().chain(&drafts.chapters) {
            places.add(&draft.sheet, &draft.raw.id, Spot::Page, &draft.raw.id);
            let points = draft.raw.explain.iter().flat_map(|explain| &explain.points);
            places.points(&draft.sheet, &draft.raw.id, points);
        }
        for draft in &drafts.tradeoffs {
            places.add(&draft.sheet, &draft.raw.id, Spot::Page, &draft.raw.id);
            for situation in &draft.raw.situations {
                let spot = Spot::Situation(situation.id.value.to_string());
                places.add(&draft.sheet, &draft.raw.id, spot, &situation.id);
                places.points(&draft.sheet, &draft.raw.id, &situation.because);
            }
        }
        for draft in &drafts.estimates {
            places.add(&draft.sheet, &draft.raw.id, Spot::Page, &draft.raw.id);
            places.add(&draft.sheet, &draft.raw.id, Spot::Answer, &draft.raw.answer);
            places.add(&draft.sheet, &draft.raw.id, Spot::CheckValue, &draft.raw.check.value);
        }
        for draft in &drafts.reviews {
            places.add(&draft.sheet, &draft.raw.id, Spot::Page, &draft.raw.id);
            places.points(&draft.sheet, &draft.raw.id, &draft.raw.flaw);
        }
        places
    }

    /// The place of a thing; that of its page where the thing has none of its own.
    pub fn place(&self, page: &str, spot: Spot) -> Option<Place> {
        let exact = self.spots.get(&(page.to_owned(), spot));
        let (sheet, span) = exact.or_else(|| self.spots.get(&(page.to_owned(), Spot::Page)))?;
        Some(sheet.place(span.clone()))
    }

    fn add(&mut self, sheet: &'a Sheet<'a>, page: &Placed<Text>, spot: Spot, at: &Placed<Text>) {
        self.spots.insert((page.value.to_string(), spot), (sheet, sheet.span(at)));
    }

    fn points(
        &mut self,
        sheet: &'a Sheet<'a>,
        page: &Placed<Text>,
        points: impl IntoIterator<Item = &'a Point>,
    ) {
        for point in points {
            let id = point.id.value.to_string();
            self.add(sheet, page, Spot::Point(id.clone()), &point.id);
            for (number, cue) in point.cues.iter().enumerate() {
                self.add(sheet, page, Spot::Cue(id.clone(), number), cue);
            }
            let Some(samples) = &point.samples else { continue };
            for (name, sample) in samples.named() {
                self.add(sheet, page, Spot::Sample(id.clone(), name), sample);
            }
        }
    }

    fn case(&mut self, sheet: &'a Sheet<'a>, case: &'a Case) {
        let page = &case.id;
        self.add(sheet, page, Spot::Page, page);
        for fact in &case.facts {
            let id = fact.id.value.to_string();
            self.add(sheet, page, Spot::Fact(id.clone()), &fact.id);
            for (number, ask) in fact.ask.iter().enumerate() {
                self.add(sheet, page, Spot::FactAsk(id.clone(), number), ask);
            }
        }
        let steps = &case.steps.value;
        let open =
            [("clarify", &steps.clarify), ("architecture", &steps.architecture), ("summary", &steps.summary)];
        for (step, open) in open {
            let Some(open) = open else { continue };
            let model = &open.model;
            for (level, model) in [("mid", &model.mid), ("senior", &model.senior), ("staff", &model.staff)] {
                self.add(sheet, page, Spot::StepModel(step.to_owned(), level.to_owned()), model);
            }
        }
        let probes =
            [&steps.deep_dive, &steps.cross_cutting].into_iter().flatten().flat_map(|step| &step.probes);
        let asks = probes.map(|probe| (&probe.id, &probe.model));
        for (id, model) in
            asks.chain(case.curveballs.iter().map(|curveball| (&curveball.id, &curveball.model)))
        {
            self.add(sheet, page, Spot::Ask(id.value.to_string()), id);
            self.add(sheet, page, Spot::Model(id.value.to_string()), model);
        }
        self.points(sheet, page, points_of(case));
    }
}
