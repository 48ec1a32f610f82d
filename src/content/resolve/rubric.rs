//! The rubric.

use std::collections::BTreeMap;

use super::Desk;
use crate::content::raw::rubric as raw;
use crate::content::raw::{Placed, Text};
use crate::domain::case::Level;
use crate::domain::rubric::{Band, Bar, Dimension, DimensionGuide, Gate, GateKind, Rubric, Threes};

const GATES: [(&str, GateKind); 3] = [
    ("no-question-before-tool", GateKind::NoQuestionBeforeTool),
    ("misses-hard-fact", GateKind::MissesHardFact),
    ("no-replay-story", GateKind::NoReplayStory),
];

/// Resolves the rubric.
pub fn rubric(desk: &mut Desk<'_>, raw: raw::Rubric) -> Option<Rubric> {
    let place = Placed::new((), raw.dimensions.referenced, raw.dimensions.defined);
    let written: Vec<&str> = raw.dimensions.value.iter().map(|guide| &*guide.id.value).collect();
    if written != Dimension::ALL.map(Dimension::id) {
        let help =
            format!("give it these ten, in this order: {}", Dimension::ALL.map(Dimension::id).join(", "));
        let message = format!("the rubric has the dimensions {}", written.join(", "));
        desk.refuse_at(&place, "missing-dimension", message, &help);
    }
    let total: i64 = raw.dimensions.value.iter().map(|guide| guide.weight.value).sum();
    if total != 100 {
        let message = format!("the weights of the dimensions add up to {total}");
        desk.refuse_at(&place, "weights", message, "make them add up to 100");
    }
    let titles: Vec<String> = raw.bands.value.iter().map(|band| band.title.to_string()).collect();
    let bands_place = Placed::new((), raw.bands.referenced, raw.bands.defined);
    let bands = bands(desk, raw.bands.value, &bands_place);
    let dimensions = desk.all(raw.dimensions.value, guide);
    let bars: Vec<Option<(Level, Bar)>> = [
        (Level::Mid, raw.bars.value.mid),
        (Level::Senior, raw.bars.value.senior),
        (Level::Staff, raw.bars.value.staff),
    ]
    .into_iter()
    .map(|(level, raw)| Some((level, bar(desk, raw)?)))
    .collect();
    let gates = desk.all(raw.gates, |desk, one| gate(desk, one, &titles));
    Some(Rubric {
        dimensions: dimensions?,
        bars: bars.into_iter().collect::<Option<BTreeMap<_, _>>>()?,
        gates: gates?,
        bands: bands?,
        note: raw.note.into(),
    })
}

fn guide(desk: &mut Desk<'_>, raw: raw::DimensionGuide) -> Option<DimensionGuide> {
    let id = dimension(desk, &raw.id);
    let weight = desk.number(&raw.weight, 0..=100);
    let step = desk.step(&raw.step);
    let count = raw.levels.value.len();
    let levels: Option<[String; 4]> =
        raw.levels.value.iter().map(ToString::to_string).collect::<Vec<_>>().try_into().ok();
    if levels.is_none() {
        let message = format!("the dimension has {count} level descriptions");
        desk.refuse_at(&raw.levels, "level-count", message, "describe four levels, 0 to 3");
    }
    Some(DimensionGuide { id: id?, title: raw.title.into(), weight: weight?, step: step?, levels: levels? })
}

fn dimension(desk: &mut Desk<'_>, written: &Placed<Text>) -> Option<Dimension> {
    desk.choice(written, "dimension", &Dimension::ALL.map(|one| (one.id(), one)))
}

fn bar(desk: &mut Desk<'_>, raw: raw::Bar) -> Option<Bar> {
    let overall = desk.number(&raw.overall, 0..=100);
    let at_least = desk.all(raw.at_least.0, |desk, (id, level)| {
        let id = dimension(desk, &id);
        let level = desk.number(&level, 0..=3);
        Some((id?, level?))
    });
    let threes = match raw.threes {
        None => Some(None),
        Some(raw) => threes(desk, &raw).map(Some),
    };
    Some(Bar { overall: overall?, at_least: at_least?.into_iter().collect(), threes: threes? })
}

fn threes(desk: &mut Desk<'_>, raw: &raw::Threes) -> Option<Threes> {
    let count = desk.number(&raw.count, 1..=10);
    let among = desk.all(&raw.among, |desk, group| desk.all(group, dimension));
    Some(Threes { count: count?, among: among? })
}

fn gate(desk: &mut Desk<'_>, raw: raw::Gate, bands: &[String]) -> Option<Gate> {
    let when = desk.choice(&raw.when, "gate", &GATES);
    let from = desk.choice(&raw.from, "target level", &Level::ALL.map(|level| (level.id(), level)));
    let is_band = bands.iter().any(|band| **band == *raw.cap.value);
    desk.known(&raw.cap, "band", is_band, bands.iter().map(String::as_str));
    Some(Gate {
        id: raw.id.into(),
        title: raw.title.into(),
        when: when?,
        from: from?,
        cap: raw.cap.value.into(),
    })
}

fn bands(desk: &mut Desk<'_>, raw: Vec<raw::Band>, place: &Placed<()>) -> Option<Vec<Band>> {
    let limits: Vec<i64> = raw.iter().map(|band| band.below.value).collect();
    if !limits.is_sorted_by(|a, b| a < b) || limits.last() != Some(&101) {
        let message = "the bands do not cover the scores 0 to 100";
        desk.refuse_at(place, "bands", message, "list them lowest first; the last one is `below: 101`");
    }
    desk.all(raw, |desk, band| {
        Some(Band { below: desk.number(&band.below, 1..=101)?, title: band.title.into() })
    })
}
