//! Trade-offs, estimates, reviews.

use std::collections::BTreeMap;

use super::point::Around;
use super::{Desk, RawHeader, Seen, advice, plain};
use crate::content::raw::drill as raw;
use crate::content::raw::{Placed, Text};
use crate::domain::id::OptionId;
use crate::domain::page::{Choice, Estimate, EstimateCheck, Review, Situation, Tradeoff, WorkedStep};

/// Resolves a trade-off.
pub fn tradeoff(desk: &mut Desk<'_>, raw: raw::Tradeoff) -> Option<Tradeoff> {
    if !(2..=3).contains(&raw.options.len()) {
        let message = format!("the trade-off has {} options", raw.options.len());
        desk.refuse_at(&raw.id, "option-count", message, "give it two or three");
    }
    let options_seen = desk.ids("options", raw.options.iter().map(|option| &option.id));
    let options = desk.all(raw.options, |desk, option| {
        let id = desk.id(&option.id)?;
        Some(Choice { id, title: option.title.into(), wins: plain(option.wins), costs: plain(option.costs) })
    });
    desk.at_least_one(&raw.situations, &raw.id, "situations");
    desk.ids("situations", raw.situations.iter().map(|one| &one.id));
    let mut points_seen = Seen::default();
    let situations: Vec<Option<Situation>> =
        raw.situations.into_iter().map(|one| situation(desk, one, &options_seen, &mut points_seen)).collect();
    let situations: Option<Vec<Situation>> = situations.into_iter().collect();
    let header = RawHeader {
        id: raw.id,
        title: raw.title,
        summary: raw.summary,
        also: raw.also,
        skills: raw.skills,
        see: raw.see,
    };
    let header = desk.header(header);
    Some(Tradeoff {
        header: header?,
        axis: raw.axis.into(),
        options: options?,
        body: raw.body.value.into(),
        situations: situations?,
    })
}

fn situation(
    desk: &mut Desk<'_>,
    raw: raw::Situation,
    options: &Seen,
    points: &mut Seen,
) -> Option<Situation> {
    let id = desk.id(&raw.id);
    desk.at_least_one(&raw.because, &raw.id, "because");
    let because = desk.points(raw.because, points, Around::NO_CASE);
    let better: Option<Option<OptionId>> = if &*raw.better.value == "either" {
        Some(None)
    } else {
        let is_known = options.has(&raw.better.value);
        desk.known(&raw.better, "option", is_known, options.iter())
            .then(|| desk.id(&raw.better))
            .flatten()
            .map(Some)
    };
    Some(Situation {
        id: id?,
        situation: raw.situation.into(),
        better: better?,
        because: because?,
        accept: raw.accept.into(),
        revisit: raw.revisit.into(),
        model: raw.model.into(),
        against: raw.against.map(Into::into),
    })
}

/// Resolves an estimate. Whether its expressions compute is the check's business.
pub fn estimate(desk: &mut Desk<'_>, raw: raw::Estimate) -> Option<Estimate> {
    let names: Vec<String> = raw
        .vary
        .0
        .iter()
        .map(|(name, _)| name)
        .chain(raw.fixed.0.iter().map(|(name, _)| name))
        .map(|name| name.value.to_string())
        .collect();
    for (name, values) in &raw.vary.0 {
        desk.at_least_one(values, name, "values");
    }
    for text in std::iter::once(&raw.ask).chain(raw.steps.iter().map(|step| &step.say)) {
        placeholders(desk, text, &names);
    }
    for (name, _) in &raw.vary.0 {
        if !raw.check.given.0.iter().any(|(given, _)| given.value == name.value) {
            let message = format!("the example under `check` gives no value for `{}`", name.value);
            desk.refuse_at(&raw.check.value, "missing-value", message, "add it under `given`");
        }
    }
    for (name, _) in &raw.check.given.0 {
        desk.known(
            name,
            "name in `vary`",
            names.iter().any(|known| **known == *name.value),
            names.iter().map(String::as_str),
        );
    }
    tolerance(desk, &raw.tolerance);
    let header = RawHeader {
        id: raw.id,
        title: raw.title,
        summary: raw.summary,
        also: raw.also,
        skills: raw.skills,
        see: raw.see,
    };
    let header = desk.header(header);
    let pair = |(name, value): (Placed<Text>, Placed<Text>)| (name.value.into(), value.value.into());
    Some(Estimate {
        header: header?,
        ask: raw.ask.value.into(),
        vary: raw.vary.0.into_iter().map(|(name, values)| (name.value.into(), plain(values))).collect(),
        fixed: raw.fixed.0.into_iter().map(pair).collect(),
        answer: raw.answer.value.into(),
        unit: raw.unit.into(),
        tolerance: raw.tolerance.value,
        steps: raw.steps.into_iter().map(worked).collect(),
        check: EstimateCheck {
            given: raw.check.given.0.into_iter().map(pair).collect::<BTreeMap<_, _>>(),
            value: raw.check.value.value.into(),
        },
        tip: raw.tip.into(),
    })
}

/// Refuses a tolerance that nobody could mean.
fn tolerance(desk: &mut Desk<'_>, written: &Placed<f64>) {
    if !(written.value > 0.0 && written.value <= 10.0) {
        let message = format!("a tolerance of {} makes no sense", written.value);
        let help = "use a ratio such as 0.1 for ten percent either way";
        desk.refuse_at(written, "out-of-range", message, help);
    }
}

fn worked(raw: raw::WorkedStep) -> WorkedStep {
    WorkedStep { say: raw.say.value.into(), compute: raw.compute.into(), unit: raw.unit.into() }
}

/// Refuses `{names}` that have no values.
fn placeholders(desk: &mut Desk<'_>, text: &Placed<Text>, names: &[String]) {
    for part in text.value.split('{').skip(1) {
        let Some((name, _)) = part.split_once('}') else { continue };
        if !names.iter().any(|known| known == name) {
            let help = advice(name, "name in `vary` or `fixed`", names.iter().map(String::as_str));
            let span = desk.within(text, &format!("{{{name}}}"));
            desk.refuse(span, "unknown-id", format!("there are no values for `{{{name}}}`"), help);
        }
    }
}

/// Resolves a review.
pub fn review(desk: &mut Desk<'_>, raw: raw::Review) -> Option<Review> {
    desk.at_least_one(&raw.flaw, &raw.id, "flaw");
    let flaw = desk.points(raw.flaw, &mut Seen::default(), Around::NO_CASE);
    let summary = raw.summary.unwrap_or_else(|| raw.title.clone());
    let header =
        RawHeader { id: raw.id, title: raw.title, summary, also: raw.also, skills: raw.skills, see: raw.see };
    let header = desk.header(header);
    Some(Review {
        header: header?,
        statement: raw.statement.into(),
        flaw: flaw?,
        model: raw.model.value.into(),
    })
}
