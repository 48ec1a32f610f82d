//! Every point with the candidate's own words, the minute, and what made the mark.

use super::{Item, Section, Sign, Tone, flowed};
use crate::app::screen::interview::transcript::rung_title;
use crate::domain::anchor;
use crate::domain::case::{Ask, AskKind, Point};
use crate::domain::cue::in_words;
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::signals::Signal;
use crate::domain::marking::{Evidence, PointMark};
use crate::domain::playbook::Snapshot;
use crate::domain::score::Debrief;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// One section for each step that was reached.
pub fn sections(debrief: &Debrief, interview: &Interview, snapshot: &Snapshot) -> Vec<Section> {
    let marks = &debrief.marks;
    let reached = |step: Step| marks.points.iter().any(|mark| mark.step == step && mark.reached);
    Step::ALL
        .into_iter()
        .filter(|step| reached(*step))
        .map(|step| Section {
            title: format!("{} {}", step.number(), snapshot.framework.guide(step).title),
            items: items(step, debrief, interview, snapshot),
        })
        .collect()
}

fn items(step: Step, debrief: &Debrief, interview: &Interview, snapshot: &Snapshot) -> Vec<Item> {
    let asks = snapshot.case.asks().filter(|ask| ask.step == step);
    asks.flat_map(|ask| {
        let own: Vec<&PointMark> = debrief.marks.under(&ask.id).filter(|mark| mark.reached).collect();
        if own.is_empty() {
            return Vec::new();
        }
        let mut items = vec![question(&ask, &own, help(&ask.id, interview))];
        items.extend(own.iter().filter_map(|mark| {
            let point = ask.points.iter().find(|point| point.id == mark.point)?;
            let mut item = item(mark, point, interview, snapshot);
            let lost = |(ask, point): &(AskId, PointId)| *ask == mark.ask && *point == mark.point;
            if debrief.for_lack_of_time.iter().any(lost) {
                item.details
                    .insert(0, ("time, not knowledge: no time was left for this".to_owned(), Tone::Quiet));
            }
            Some(item)
        }));
        items
    })
    .collect()
}

/// The furthest rung of help that was taken to a question, 0 for none.
fn help(ask: &AskId, interview: &Interview) -> u8 {
    let rungs = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Hinted { ask: own, rung, .. } if own == ask => Some(*rung),
        _ => None,
    });
    rungs.max().unwrap_or(0)
}

/// When a hint gave a point away.
fn shown_at(mark: &PointMark, interview: &Interview) -> Option<SessionTime> {
    interview.log().iter().find_map(|stamped| match &stamped.entry {
        Entry::Hinted { ask, point: Some(point), .. } if *ask == mark.ask && *point == mark.point => {
            Some(stamped.at)
        }
        _ => None,
    })
}

fn question(ask: &Ask<'_>, marks: &[&PointMark], help: u8) -> Item {
    let seen = marks.iter().filter(|mark| mark.mark > 0).count();
    let lead = match ask.kind {
        AskKind::Opening => "",
        AskKind::Probe => "Follow-up: ",
        AskKind::Curveball => "Curveball: ",
    };
    let helped = if help > 0 { format!("; help taken: {}", rung_title(help)) } else { String::new() };
    Item {
        text: format!("{lead}{} ({seen} of {} points{helped})", flowed(ask.ask), marks.len()),
        tone: Tone::Heading,
        ask: Some(ask.id.clone()),
        ..Item::default()
    }
}

fn item(mark: &PointMark, point: &Point, interview: &Interview, snapshot: &Snapshot) -> Item {
    let mut details: Vec<(String, Tone)> = Vec::new();
    if let Some(best) = mark.evidence.first() {
        details.push((format!("\"{}\"", flowed(&best.quote)), Tone::Quote));
        details.push((short_ground(best), Tone::Quiet));
    }
    if mark.by_candidate {
        details.push(("your own mark, given after speaking".to_owned(), Tone::Quiet));
    }
    if let Some(at) = shown_at(mark, interview) {
        let made = if mark.mark > 0 { "made after a hint gave it away" } else { "a hint gave it away" };
        details.push((format!("{made} at {at}"), Tone::Warning));
    }
    if let Some(against) = &mark.against {
        details.push((
            format!("taken as the opposite: \"{}\" ({})", flowed(&against.quote), against.at),
            Tone::Warning,
        ));
    }
    if mark.mark == 0
        && let Some(sentence) = model_sentence(&mark.ask, &mark.point, interview, snapshot)
    {
        details.push((format!("a model answer says: {sentence}"), Tone::Quiet));
    }
    if mark.mark == 1 {
        details.push(("named only: add why, and a figure of this case".to_owned(), Tone::Warning));
    }
    if let Some(quote) = claimed(interview, &mark.ask, &mark.point) {
        details.push((format!("claimed by you: \"{}\"", flowed(quote)), Tone::Good));
    }
    Item {
        indent: 1,
        mark: Some(Sign::of(mark.mark)),
        text: flowed(&point.say),
        details,
        ask: Some(mark.ask.clone()),
        point: Some((mark.ask.clone(), mark.point.clone())),
        ..Item::default()
    }
}

/// Columns of a cue in the debrief; the whole of it is for `score --verbose`.
const CUE: usize = 48;

/// Minute, the beginning of the cue, and what raised the mark.
fn short_ground(evidence: &Evidence) -> String {
    let cue = in_words(&flowed(&evidence.cue));
    if cue.chars().count() <= CUE {
        return ground(&Evidence { cue, ..evidence.clone() });
    }
    let kept: String = cue.chars().take(CUE).collect();
    ground(&Evidence { cue: format!("{} ...", kept.trim_end()), ..evidence.clone() })
}

/// Minute, cue, and what raised the mark.
pub fn ground(evidence: &Evidence) -> String {
    let raised: Vec<String> =
        evidence.raised.iter().map(|(signal, words)| format!("{} `{words}`", word(*signal))).collect();
    let behind = if raised.is_empty() { String::new() } else { format!("; {}", raised.join(", ")) };
    format!("at {} by `{}`{behind}", evidence.at, flowed(&evidence.cue))
}

fn word(signal: Signal) -> &'static str {
    match signal {
        Signal::Reason => "a reason,",
        Signal::FactFigure => "a figure of the case,",
        Signal::Figure => "a figure,",
        Signal::Failure => "a failure path,",
        Signal::Cost => "a cost accepted,",
        Signal::Revisit => "a trigger to revisit,",
    }
}

/// The newest claim for a point, unless it was taken back.
pub fn claimed<'a>(interview: &'a Interview, ask: &AskId, point: &PointId) -> Option<&'a str> {
    let newest = interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
        Entry::Claimed { ask: own, point: which, quote } if own == ask && which == point => {
            Some(quote.as_str())
        }
        _ => None,
    });
    newest.filter(|quote| !quote.is_empty())
}

/// The sentence of the model answer that makes a point, at the level aimed for or above.
fn model_sentence(
    ask: &AskId,
    point: &PointId,
    interview: &Interview,
    snapshot: &Snapshot,
) -> Option<String> {
    let levels =
        crate::domain::case::Level::ALL.into_iter().filter(|level| *level >= interview.opening().level);
    let mut models = levels.filter_map(|level| snapshot.case.model(ask, level));
    models.find_map(|model| {
        let (text, anchors) = anchor::strip(model);
        let found = anchors.into_iter().find(|anchor| anchor.point == *point)?;
        text.get(found.sentence).map(flowed)
    })
}
