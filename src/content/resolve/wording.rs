//! How people talk about a case, added to the case.

use super::{Desk, strings};
use crate::content::raw::wording as raw;
use crate::content::raw::{Placed, Table, Text};
use crate::domain::case::{Astray, Case, Point, Ways};

/// What one file says, still by the names it was written with.
pub struct Wording {
    points: Vec<(String, Ways)>,
    facts: Vec<(String, Vec<String>)>,
    astray: Astray,
}

/// Resolves a file against its case. All names in it must be those of the case.
pub fn wording(desk: &mut Desk<'_>, raw: raw::Wording, case: &Case) -> Option<Wording> {
    let points: Vec<String> = case.points().map(|(_, _, point)| point.id.to_string()).collect();
    let facts: Vec<String> = case.facts.iter().map(|fact| fact.id.to_string()).collect();
    Some(Wording {
        points: table(desk, raw.points, "point", &points, |ways| Ways {
            good: strings(ways.good),
            wrong: strings(ways.wrong),
            near: strings(ways.near),
        })?,
        facts: table(desk, raw.facts, "fact", &facts, strings)?,
        astray: astray(raw.none),
    })
}

/// Resolves a file about any case, which can know neither points nor facts.
pub fn general(desk: &mut Desk<'_>, raw: raw::Wording) -> Wording {
    let points = raw.points.0.iter().map(|(name, _)| name);
    let facts = raw.facts.0.iter().map(|(name, _)| name);
    if let Some(name) = points.chain(facts).next() {
        let message = format!("`{}` belongs to a case, and the file names none", name.value);
        desk.refuse_at(name, "missing-case", message, "add `case:` with the id of the case");
    }
    Wording { points: Vec::new(), facts: Vec::new(), astray: astray(raw.none) }
}

fn astray(raw: raw::Astray) -> Astray {
    Astray { unknowable: strings(raw.unknowable), decision: strings(raw.decision), chat: strings(raw.chat) }
}

fn table<R, T>(
    desk: &mut Desk<'_>,
    written: Table<R>,
    kind: &str,
    known: &[String],
    read: impl Fn(R) -> T,
) -> Option<Vec<(String, T)>> {
    let names: Vec<&Placed<Text>> = written.0.iter().map(|(name, _)| name).collect();
    desk.ids(&format!("{kind}s"), names.iter().copied());
    let sound = names.iter().all(|name| {
        let is_known = known.iter().any(|id| **id == *name.value);
        desk.known(name, kind, is_known, known.iter().map(String::as_str))
    });
    sound.then(|| written.0.into_iter().map(|(name, value)| (name.value.into(), read(value))).collect())
}

impl Wording {
    /// Adds it to a case.
    pub fn teach(&self, case: &mut Case) {
        for (id, ways) in &self.points {
            for point in points_mut(case).filter(|point| *point.id.as_str() == **id) {
                point.ways.good.extend(ways.good.iter().cloned());
                point.ways.wrong.extend(ways.wrong.iter().cloned());
                point.ways.near.extend(ways.near.iter().cloned());
            }
        }
        for (id, asks) in &self.facts {
            for fact in case.facts.iter_mut().filter(|fact| *fact.id.as_str() == **id) {
                fact.ways.extend(asks.iter().cloned());
            }
        }
        case.astray.unknowable.extend(self.astray.unknowable.iter().cloned());
        case.astray.decision.extend(self.astray.decision.iter().cloned());
        case.astray.chat.extend(self.astray.chat.iter().cloned());
    }
}

fn points_mut(case: &mut Case) -> impl Iterator<Item = &mut Point> {
    let open = [&mut case.clarify, &mut case.architecture, &mut case.summing_up];
    let probed = [&mut case.deep_dive, &mut case.cross_cutting].into_iter();
    open.into_iter()
        .flat_map(|step| &mut step.points)
        .chain(probed.flat_map(|step| &mut step.probes).flat_map(|probe| &mut probe.points))
        .chain(case.curveballs.iter_mut().flat_map(|curveball| &mut curveball.points))
}
