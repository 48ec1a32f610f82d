//! The framework, and the topics and skills.

use std::collections::BTreeMap;

use super::{Desk, plain, strings};
use crate::content::raw::framework as raw;
use crate::content::raw::{Placed, Text};
use crate::domain::framework::{Framework, Lines, Share, Skill, StepGuide, Topic};
use crate::domain::step::Step;

/// Resolves the framework.
pub fn framework(desk: &mut Desk<'_>, raw: raw::Framework) -> Option<Framework> {
    let place = Placed::new((), raw.steps.referenced, raw.steps.defined);
    let written: Vec<&str> = raw.steps.value.iter().map(|guide| &*guide.id.value).collect();
    if written != Step::ALL.map(Step::id) {
        let message = format!("the framework has the steps {}", written.join(", "));
        let help = format!("give it these five, in this order: {}", Step::ALL.map(Step::id).join(", "));
        desk.refuse_at(&place, "missing-step", message, &help);
    }
    let shares = raw.steps.value.iter().map(|guide| &guide.share.value);
    let (least, most) = shares.fold((0, 0), |(least, most), share| (least + share.min, most + share.max));
    if least > 100 || most < 100 {
        let message = format!("the shares of the steps add up to between {least} and {most} percent");
        desk.refuse_at(&place, "shares", message, "make 100 possible");
    }
    minutes(desk, &raw.steps.value, &place);
    let steps = desk.all(raw.steps.value, guide);
    let lines = lines(desk, raw.lines);
    Some(Framework { steps: steps?, lines })
}

/// In a sitting of so many minutes, the minutes of the steps add up to it.
fn minutes(desk: &mut Desk<'_>, guides: &[raw::StepGuide], place: &Placed<()>) {
    let lengths: std::collections::BTreeSet<u32> =
        guides.iter().flat_map(|guide| guide.minutes.keys().copied()).collect();
    for length in lengths {
        let sum: u32 = guides.iter().filter_map(|guide| guide.minutes.get(&length)).sum();
        if sum != length {
            let message = format!("the steps of a sitting of {length} minutes add up to {sum}");
            desk.refuse_at(place, "shares", message, "change the `minutes` of a step");
        }
    }
}

fn guide(desk: &mut Desk<'_>, raw: raw::StepGuide) -> Option<StepGuide> {
    let id = desk.step(&raw.id);
    let share = Share { min: raw.share.value.min, max: raw.share.value.max };
    if share.min > share.max || share.max > 100 {
        let message = format!("a share of {} to {} percent makes no sense", share.min, share.max);
        desk.refuse_at(&raw.share, "shares", message, "use percentages, the lower one as `min`");
    }
    Some(StepGuide {
        id: id?,
        title: raw.title.into(),
        share,
        minutes: raw.minutes,
        goal: raw.goal.into(),
        opening: raw.opening.into(),
        checklist: strings(raw.checklist),
        phrases: strings(raw.phrases),
        mistakes: strings(raw.mistakes),
    })
}

fn lines(desk: &mut Desk<'_>, raw: raw::Lines) -> Lines {
    let mut some = |lines: Placed<Vec<Text>>| {
        if lines.value.is_empty() {
            desk.refuse_at(
                &lines,
                "empty-list",
                "the interviewer has no line for this",
                "add at least one line",
            );
        }
        strings(lines.value)
    };
    Lines {
        unknown: some(raw.unknown),
        your_call: some(raw.your_call),
        already_said: some(raw.already_said),
        declined: some(raw.declined),
        small_talk: some(raw.small_talk),
        statement: some(raw.statement),
        check_in: some(raw.check_in),
        ask_reason: some(raw.ask_reason),
        did_you_mean: strings(raw.did_you_mean),
        under_way: strings(raw.under_way),
        repeat: strings(raw.repeat),
        not_understood: some(raw.not_understood),
        pasted_prompt: some(raw.pasted_prompt),
        next_probe: some(raw.next_probe),
        curveball: some(raw.curveball),
        wrap_up: some(raw.wrap_up),
    }
}

/// Resolves the topics and skills of one pack.
pub fn topics(desk: &mut Desk<'_>, raw: raw::Topics) -> Option<(Vec<Topic>, Vec<Skill>)> {
    desk.ids("topics", raw.topics.iter().map(|topic| &topic.id));
    desk.ids("skills", raw.skills.iter().map(|skill| &skill.id));
    let topics = desk.all(raw.topics, |desk, topic| {
        let id = desk.id(&topic.id)?;
        Some(Topic {
            id,
            title: topic.title.into(),
            ask: plain(topic.ask),
            terms: plain(topic.terms),
            asked: BTreeMap::new(),
        })
    });
    let skills = desk
        .all(raw.skills, |desk, skill| Some(Skill { id: desk.id(&skill.id)?, title: skill.title.into() }));
    Some((topics?, skills?))
}
