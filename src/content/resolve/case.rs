//! Cases.

use std::collections::BTreeMap;

use super::point::Around;
use super::{Desk, Seen, plain, strings};
use crate::content::raw::case as raw;
use crate::content::raw::{Placed, Table, Text};
use crate::domain::anchor;
use crate::domain::case::{
    Astray, Case, Curveball, Difficulty, Evolution, Fact, FactChange, ModelAnswer, Need, OpenStep, OpenTopic,
    Probe, ProbedStep, Redesign, Slot, TermChange,
};
use crate::domain::id::TermId;
use crate::domain::step::Step;

const DIFFICULTIES: [(&str, Difficulty); 3] =
    [("warm-up", Difficulty::WarmUp), ("core", Difficulty::Core), ("stretch", Difficulty::Stretch)];
const NEEDS: [(&str, Need); 3] = [("must", Need::Must), ("should", Need::Should), ("could", Need::Could)];

/// What is known of a case while its parts are resolved.
#[derive(Default)]
struct Parts {
    facts: Seen,
    points: Seen,
    asks: Seen,
}

impl Parts {
    fn around(&self, step: Step) -> Around<'_> {
        Around { facts: Some(&self.facts), may_be_told: step == Step::Clarify }
    }
}

/// Resolves a case.
pub fn case(desk: &mut Desk<'_>, raw: raw::Case) -> Option<Case> {
    let id = desk.id(&raw.id);
    let difficulty = desk.choice(&raw.difficulty, "difficulty", &DIFFICULTIES);
    let minutes = desk.number(&raw.minutes, 5..=240);
    let skills = desk.skills(&raw.skills);
    desk.at_least_one(&raw.facts, &raw.id, "facts");

    let mut parts = Parts::default();
    let nodes = nodes(&raw);
    parts.facts = desk.ids("facts", raw.facts.iter().map(|fact| &fact.id));
    let facts = desk.all(raw.facts, fact);
    let open = open_topics(desk, raw.open);
    let accepts =
        desk.all(&raw.accepts, |desk, design| desk.all(design, |desk, written| slot(desk, written, &nodes)));
    let evolutions = evolutions(desk, raw.evolutions);
    let steps = steps(desk, &raw.steps.referenced, raw.steps.value, &mut parts);
    let curveballs: Vec<_> =
        raw.curveballs.into_iter().map(|one| curveball(desk, one, &mut parts, &nodes)).collect();
    let curveballs: Option<Vec<_>> = curveballs.into_iter().collect();
    let lexicon = lexicon(desk, raw.lexicon);
    let see = desk.see(&raw.see);
    let steps = steps?;
    Some(Case {
        id: id?,
        title: raw.title.into(),
        summary: raw.summary.into(),
        also: strings(raw.also),
        difficulty: difficulty?,
        minutes: minutes?,
        skills: skills?,
        prompt: raw.prompt.value.into(),
        facts: facts?,
        open: open?,
        sketch: raw.sketch.into(),
        accepts: accepts?,
        evolutions,
        clarify: steps.clarify,
        architecture: steps.architecture,
        deep_dive: steps.deep_dive,
        cross_cutting: steps.cross_cutting,
        summing_up: steps.summary,
        curveballs: curveballs?,
        lexicon,
        astray: Astray::default(),
        see,
    })
}

/// The texts in which the nodes of a case are named.
fn nodes(raw: &raw::Case) -> String {
    let mut sketches = vec![raw.sketch.to_string()];
    sketches.extend(raw.evolutions.iter().map(|evolution| evolution.sketch.to_string()));
    sketches.extend(raw.curveballs.iter().filter_map(|one| one.sketch.as_ref().map(ToString::to_string)));
    sketches.join("\n")
}

fn fact(desk: &mut Desk<'_>, raw: raw::Fact) -> Option<Fact> {
    let id = desk.id(&raw.id);
    let topic = desk.reference(&raw.topic, "topic", &desk.names.topics);
    let need = desk.choice(&raw.need, "need", &NEEDS);
    let cues = desk.cues(&raw.cues);
    Some(Fact {
        id: id?,
        topic: topic?,
        need: need?,
        ask: plain(raw.ask),
        ways: Vec::new(),
        cues: cues?,
        answer: raw.answer.into(),
        figures: plain(raw.figures),
    })
}

fn open_topics(desk: &mut Desk<'_>, raw: Vec<raw::OpenTopic>) -> Option<Vec<OpenTopic>> {
    desk.ids("open topics", raw.iter().map(|open| &open.topic));
    desk.all(raw, |desk, open| {
        let topic = desk.reference(&open.topic, "topic", &desk.names.topics)?;
        Some(OpenTopic { topic, answer: open.answer.into() })
    })
}

/// One slot of an accepted design: a role, a name of the lexicon or a node; `(a|b)` for either.
fn slot(desk: &mut Desk<'_>, written: &Placed<Text>, nodes: &str) -> Option<Slot> {
    let inside = written.value.trim().trim_start_matches('(').trim_end_matches(')');
    let names: Slot = inside.split('|').map(|name| name.trim().to_owned()).collect();
    let sound: Vec<bool> = names.iter().map(|name| part(desk, written, name, nodes)).collect();
    sound.iter().all(|sound| *sound).then_some(names)
}

fn part(desk: &mut Desk<'_>, written: &Placed<Text>, name: &str, nodes: &str) -> bool {
    let is_known = desk.names.terms.has(name) || (!name.is_empty() && nodes.contains(name));
    if !is_known && desk.names.terms.is_partial {
        desk.leave_out();
    } else if !is_known {
        let help = super::advice(name, "role", desk.names.terms.iter());
        let message = format!("`{name}` is neither a role, nor in the lexicon, nor a node of the sketch");
        desk.refuse(desk.within(written, name), "unknown-id", message, help);
    }
    is_known
}

fn evolutions(desk: &mut Desk<'_>, raw: Vec<raw::Evolution>) -> Vec<Evolution> {
    desk.ids("evolutions", raw.iter().map(|evolution| &evolution.id));
    let evolution = |raw: raw::Evolution| Evolution {
        id: raw.id.value.into(),
        title: raw.title.into(),
        when: raw.when.into(),
        sketch: raw.sketch.into(),
    };
    raw.into_iter().map(evolution).collect()
}

struct Steps {
    clarify: OpenStep,
    architecture: OpenStep,
    deep_dive: ProbedStep,
    cross_cutting: ProbedStep,
    summary: OpenStep,
}

fn steps(
    desk: &mut Desk<'_>,
    place: &serde_yaml::Location,
    raw: raw::Steps,
    parts: &mut Parts,
) -> Option<Steps> {
    let missing: Vec<Step> = [
        (Step::Clarify, raw.clarify.is_none()),
        (Step::Architecture, raw.architecture.is_none()),
        (Step::DeepDive, raw.deep_dive.is_none()),
        (Step::CrossCutting, raw.cross_cutting.is_none()),
        (Step::Summary, raw.summary.is_none()),
    ]
    .into_iter()
    .filter_map(|(step, is_missing)| is_missing.then_some(step))
    .collect();
    for step in missing {
        let at = Placed::new((), *place, *place);
        desk.refuse_at(
            &at,
            "missing-step",
            format!("the step `{step}` is missing"),
            "a case has all five steps",
        );
    }
    let clarify = raw.clarify.and_then(|raw| open_step(desk, raw, parts, Step::Clarify));
    let architecture = raw.architecture.and_then(|raw| open_step(desk, raw, parts, Step::Architecture));
    let deep_dive = raw.deep_dive.and_then(|raw| probed_step(desk, raw, parts, Step::DeepDive));
    let cross_cutting = raw.cross_cutting.and_then(|raw| probed_step(desk, raw, parts, Step::CrossCutting));
    let summary = raw.summary.and_then(|raw| open_step(desk, raw, parts, Step::Summary));
    Some(Steps {
        clarify: clarify?,
        architecture: architecture?,
        deep_dive: deep_dive?,
        cross_cutting: cross_cutting?,
        summary: summary?,
    })
}

fn open_step(desk: &mut Desk<'_>, raw: raw::OpenStep, parts: &mut Parts, step: Step) -> Option<OpenStep> {
    let mut points_seen = std::mem::take(&mut parts.points);
    let points = desk.points(raw.points, &mut points_seen, parts.around(step));
    parts.points = points_seen;
    for model in [&raw.model.mid, &raw.model.senior, &raw.model.staff] {
        anchored(desk, model, &parts.points);
    }
    Some(OpenStep {
        opening: raw.opening.value.into(),
        points: points?,
        model: ModelAnswer {
            mid: raw.model.mid.value.into(),
            senior: raw.model.senior.value.into(),
            staff: raw.model.staff.value.into(),
        },
        hints: strings(raw.hints),
    })
}

fn probed_step(
    desk: &mut Desk<'_>,
    raw: raw::ProbedStep,
    parts: &mut Parts,
    step: Step,
) -> Option<ProbedStep> {
    desk.at_least_one(&raw.probes, &raw.opening, "probes");
    let probes: Vec<Option<Probe>> =
        raw.probes.into_iter().map(|raw| probe(desk, raw, parts, step)).collect();
    let probes: Option<Vec<Probe>> = probes.into_iter().collect();
    Some(ProbedStep { opening: raw.opening.value.into(), probes: probes? })
}

fn probe(desk: &mut Desk<'_>, raw: raw::Probe, parts: &mut Parts, step: Step) -> Option<Probe> {
    ask_id(desk, &raw.id, parts);
    let id = desk.id(&raw.id);
    desk.at_least_one(&raw.points, &raw.id, "points");
    let mut points_seen = std::mem::take(&mut parts.points);
    let points = desk.points(raw.points, &mut points_seen, parts.around(step));
    parts.points = points_seen;
    anchored(desk, &raw.model, &parts.points);
    Some(Probe {
        id: id?,
        ask: raw.ask.into(),
        points: points?,
        model: raw.model.value.into(),
        hints: strings(raw.hints),
        sketch: raw.sketch.map(Into::into),
    })
}

/// Probes and curveballs share one namespace with the steps.
fn ask_id(desk: &mut Desk<'_>, id: &Placed<Text>, parts: &mut Parts) {
    if Step::from_id(&id.value).is_some() {
        let message = format!("`{}` is the id of a step", id.value);
        desk.refuse_at(id, "step-id", message, "give the probe or curveball another id");
    }
    desk.unique(&mut parts.asks, "probes or curveballs", id);
}

fn curveball(desk: &mut Desk<'_>, raw: raw::Curveball, parts: &mut Parts, nodes: &str) -> Option<Curveball> {
    ask_id(desk, &raw.id, parts);
    let id = desk.id(&raw.id);
    let step = desk.choice(
        &raw.step,
        "step with curveballs",
        &[(Step::DeepDive.id(), Step::DeepDive), (Step::CrossCutting.id(), Step::CrossCutting)],
    );
    desk.at_least_one(&raw.points, &raw.id, "points");
    let mut points_seen = std::mem::take(&mut parts.points);
    let points = desk.points(raw.points, &mut points_seen, parts.around(Step::DeepDive));
    parts.points = points_seen;
    anchored(desk, &raw.model, &parts.points);
    let changes = raw.changes.map(|change| fact_change(desk, change, parts));
    let redesign = raw.redesign.map(|redesign| {
        for name in redesign.add.iter().chain(&redesign.remove) {
            part(desk, name, &name.value, nodes);
        }
        Redesign { add: plain(redesign.add), remove: plain(redesign.remove) }
    });
    Some(Curveball {
        id: id?,
        step: step?,
        ask: raw.ask.into(),
        changes: changes.flatten(),
        redesign,
        points: points?,
        model: raw.model.value.into(),
        sketch: raw.sketch.map(Into::into),
        hints: strings(raw.hints),
    })
}

fn fact_change(desk: &mut Desk<'_>, raw: raw::FactChange, parts: &Parts) -> Option<FactChange> {
    let is_known = parts.facts.has(&raw.fact.value);
    desk.known(&raw.fact, "fact", is_known, parts.facts.iter()).then_some(())?;
    Some(FactChange { fact: desk.id(&raw.fact)?, answer: raw.answer.into() })
}

/// Refuses `{anchors}` in a model answer that name no point met so far.
fn anchored(desk: &mut Desk<'_>, model: &Placed<Text>, points: &Seen) {
    for id in anchor::ids(&model.value) {
        if !points.has(id) {
            let span = desk.within(model, &format!("{{{id}}}"));
            let help = super::advice(id, "point", points.iter());
            desk.refuse(span, "unknown-id", format!("there is no point `{id}` above this answer"), help);
        }
    }
}

fn lexicon(desk: &mut Desk<'_>, raw: Table<raw::TermChange>) -> BTreeMap<String, TermChange> {
    let mut changes = BTreeMap::new();
    for (name, change) in raw.0 {
        desk.reference::<TermId>(&name, "concept or technology", &desk.names.terms);
        changes.insert(name.value.into(), TermChange { add: plain(change.add), drop: plain(change.drop) });
    }
    changes
}
