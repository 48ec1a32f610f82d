//! Where the time went.

use super::{Item, Section, Tone};
use crate::domain::framework::Framework;
use crate::domain::interview::Interview;
use crate::domain::interview::clock::{Clock, StepTime};
use crate::domain::score::Debrief;
use crate::domain::time::SessionTime;
use crate::domain::transcript::{self, Voice};

/// Characters of an entry that are shown on its line.
const LINE: usize = 60;

/// Time per step, with the culprit of any overrun, and what stopped the clock.
pub fn section(debrief: &Debrief, interview: &Interview, framework: &Framework) -> Section {
    let clock = Clock::read(interview, interview.last_at());
    let mut items = vec![total(&clock)];
    items.extend(clock.steps.iter().map(|row| step(row, framework)));
    items.extend(culprit(&clock, framework));
    items.extend(debrief.time.overruns.iter().map(|overrun| Item {
        indent: 1,
        text: format!("longest there: {} on \"{}\"", overrun.used, super::flowed(&overrun.text)),
        ask: Some(overrun.ask.clone()),
        ..Item::default()
    }));
    items.extend(record(interview));
    Section { title: "Time".to_owned(), items }
}

fn total(clock: &Clock) -> Item {
    let text = match clock.total_budget {
        Some(budget) if clock.total > budget => {
            format!("{} used of {budget}, {} over", clock.total, clock.total.since(budget))
        }
        Some(budget) => format!("{} used of {budget}", clock.total),
        None => format!("{} used, no limit", clock.total),
    };
    Item { text, tone: Tone::Heading, ..Item::default() }
}

fn step(row: &StepTime, framework: &Framework) -> Item {
    let title = &framework.guide(row.step).title;
    let (verdict, tone) = verdict(row);
    let budget = row.budget.map_or_else(|| "no limit".to_owned(), |budget| budget.to_string());
    let text = format!("{} {title}: {} of {budget}   {verdict}", row.step.number(), row.used);
    Item { indent: 1, text, tone, ..Item::default() }
}

fn verdict(row: &StepTime) -> (String, Tone) {
    let over = row.over();
    let squeezed = row.left_by_earlier.zip(row.budget).filter(|(left, budget)| left < budget);
    if row.used == SessionTime::ZERO {
        return ("not reached".to_owned(), Tone::Warning);
    }
    if over > SessionTime::ZERO {
        return (format!("{over} over"), Tone::Warning);
    }
    match squeezed {
        Some((left, _)) => (format!("earlier steps left {left} of it"), Tone::Quiet),
        None => ("within budget".to_owned(), Tone::Plain),
    }
}

/// Overtime is charged to the step that ate it.
fn culprit(clock: &Clock, framework: &Framework) -> Option<Item> {
    let worst =
        clock.steps.iter().max_by_key(|row| row.over()).filter(|row| row.over() > SessionTime::ZERO)?;
    let starved: Vec<&str> = clock
        .steps
        .iter()
        .filter(|row| row.step > worst.step && row.left_by_earlier < row.budget)
        .map(|row| framework.guide(row.step).title.as_str())
        .collect();
    let title = &framework.guide(worst.step).title;
    let text = if starved.is_empty() {
        format!("{title} ran {} over.", worst.over())
    } else {
        format!("{title} ran {} over; {} paid for it.", worst.over(), starved.join(", "))
    };
    Some(Item { text, tone: Tone::Warning, ..Item::default() })
}

/// Every entry with its minute, in a line.
fn record(interview: &Interview) -> Vec<Item> {
    let heading = Item { text: "Entry by entry".to_owned(), tone: Tone::Heading, ..Item::default() };
    let turns = interview.log().iter().skip(1).map(|stamped| {
        let (voice, kind, text) = transcript::told(&stamped.entry);
        let text = super::beginning(&text, LINE);
        let (text, tone) = match voice {
            Voice::Record => (text, Tone::Quiet),
            _ if kind == "curveball" => (format!("INT {kind}: {text}"), Tone::Warning),
            Voice::Interviewer => (format!("INT {kind}: {text}"), Tone::Plain),
            Voice::Candidate => (format!("YOU {kind}: {text}"), Tone::Quote),
        };
        Item { indent: 1, text: format!("{:>6}  {text}", stamped.at.to_string()), tone, ..Item::default() }
    });
    [heading].into_iter().chain(turns).collect()
}
