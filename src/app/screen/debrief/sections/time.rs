//! Where the time went.

use super::{Item, Section, Tone};
use crate::app::screen::interview::transcript::rung_title;
use crate::domain::framework::Framework;
use crate::domain::interview::Interview;
use crate::domain::interview::clock::{Clock, StepTime};
use crate::domain::interview::entry::Entry;
use crate::domain::score::Debrief;
use crate::domain::time::SessionTime;

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

fn record(interview: &Interview) -> Vec<Item> {
    let line = |text: String| Item { indent: 1, text, tone: Tone::Quiet, ..Item::default() };
    interview
        .log()
        .iter()
        .filter_map(|stamped| {
            let at = stamped.at;
            match &stamped.entry {
                Entry::Paused => Some(format!("{at} paused")),
                Entry::Returned { away } => {
                    Some(format!("{at} left, and taken up again after {}", span(*away)))
                }
                Entry::Slept { gap, counted } => Some(format!(
                    "{at} the machine slept {}{}",
                    span(*gap),
                    if *counted { ", counted" } else { "" }
                )),
                Entry::BudgetChanged { scale } => Some(format!("{at} budgets changed to {}", scale.id())),
                Entry::Struck { .. } => Some(format!("{at} a curveball came")),
                Entry::Hinted { rung, .. } => Some(format!("{at} a hint was taken: {}", rung_title(*rung))),
                Entry::Reviewed { step } => {
                    Some(format!("{at} the model answers of step {} were read", step.number()))
                }
                Entry::Declined { .. } => Some(format!("{at} a question was declined")),
                Entry::SealOpened { page } => Some(format!("{at} `{page}` was opened")),
                _ => None,
            }
        })
        .map(line)
        .collect()
}

fn span(millis: u64) -> String {
    match millis / 1000 {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3600 => format!("{} min", seconds / 60),
        seconds @ 3600..86_400 => format!("{} h", seconds / 3600),
        seconds => format!("{} days", seconds / 86_400),
    }
}
