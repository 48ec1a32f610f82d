//! The report of one interview: its debrief, with levels and times as charts.

use super::{Reported, line};
use crate::app::screen::debrief::sections::{self, Item, Pane, Tone};
use crate::commands::history::date;
use crate::diagnostic::clean;
use crate::domain::score::Debrief;
use crate::domain::sketch::{Area, Options, layout};
use crate::domain::time::SessionTime;
use crate::report::{self, Bar, Chart, Report};

/// Columns of a drawing.
const COLUMNS: usize = 96;

/// The whole report.
pub fn report(one: &Reported) -> Report {
    let row = &one.sitting;
    let sections = sections::of(&one.debrief, &one.whole.interview, &one.whole.snapshot);
    let facts = [
        ("Sat", date(row.opened)),
        ("Mode", row.mode.id().to_owned()),
        ("Level aimed for", row.level.id().to_owned()),
        ("Time", format!("{} of {} min", row.used, row.minutes)),
        ("State", if row.finished { "finished" } else { "unfinished" }.to_owned()),
        ("Result", one.debrief.headline()),
    ];
    let mut charts = vec![levels(&one.debrief)];
    charts.extend(times(one));
    Report {
        title: line(&format!("Interview {}: {}", row.id, row.title)),
        facts: facts.into_iter().map(|(name, value)| (name.to_owned(), line(&value))).collect(),
        charts,
        table: None,
        sections: sections.iter().filter(|section| !section.items.is_empty()).map(section).collect(),
    }
}

/// The mean of each dimension with its level, and one's own mark.
fn levels(debrief: &Debrief) -> Chart {
    let rows = debrief.card.dimensions.iter().map(|score| {
        let own = debrief.calibration.iter().find(|own| own.dimension == score.dimension);
        let yours = own.map_or_else(String::new, |own| format!(", yours {}", own.own));
        Bar {
            label: line(&score.title),
            length: score.mean,
            mark: own.map(|own| f64::from(own.own) / 3.0),
            value: score.standing() + &yours,
        }
    });
    let mark = (!debrief.calibration.is_empty()).then(|| "your own mark, of three".to_owned());
    Chart::Bars { title: "Dimensions".to_owned(), mark, rows: rows.collect() }
}

/// The time of each step beside its budget.
fn times(one: &Reported) -> Option<Chart> {
    let steps = &one.debrief.time.steps;
    let longest = steps.iter().map(|row| row.used.max(row.budget.unwrap_or_default())).max()?;
    if longest == SessionTime::ZERO {
        return None;
    }
    let share = |time: SessionTime| time.0 as f64 / longest.0 as f64;
    let rows = steps.iter().map(|row| Bar {
        label: line(&one.whole.snapshot.framework.guide(row.step).title),
        length: share(row.used),
        mark: row.budget.map(share),
        value: row.budget.map_or_else(|| row.used.to_string(), |budget| format!("{} / {budget}", row.used)),
    });
    let mark = steps.iter().any(|row| row.budget.is_some()).then(|| "the budget".to_owned());
    Some(Chart::Bars { title: "Time per step".to_owned(), mark, rows: rows.collect() })
}

fn section(section: &sections::Section) -> report::Section {
    report::Section { title: line(&section.title), items: section.items.iter().map(item).collect() }
}

fn item(item: &Item) -> report::Item {
    report::Item {
        sign: item.mark.map(sections::Sign::sign),
        text: line(&item.text),
        tone: tone(item.tone),
        details: item.details.iter().map(|(text, own)| (line(text), tone(*own))).collect(),
        drawings: item.boards.iter().map(drawing).collect(),
    }
}

fn drawing(pane: &Pane) -> (String, String) {
    let area = Area { width: COLUMNS, height: None };
    let drawn = layout(&pane.graph, area, Options::default()).to_string();
    (line(&pane.title), drawn.lines().map(clean).collect::<Vec<_>>().join("\n"))
}

fn tone(tone: Tone) -> report::Tone {
    match tone {
        Tone::Plain => report::Tone::Plain,
        Tone::Heading => report::Tone::Heading,
        Tone::Quiet => report::Tone::Quiet,
        Tone::Quote => report::Tone::Quote,
        Tone::Good => report::Tone::Good,
        Tone::Warning => report::Tone::Warning,
    }
}
