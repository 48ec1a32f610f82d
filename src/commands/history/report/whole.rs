//! The report of the whole history: where one stands, and how that came about.

use super::{Reported, line};
use crate::commands::history::date;
use crate::domain::rubric::Dimension;
use crate::report::{Bar, Chart, Item, Report, Section, Table};

/// Dimensions are shown as the mean of the latest sittings, so that one slip weighs little.
const LATEST: usize = 5;
/// So many first fixes are listed, newest first.
const FIXES: usize = 5;

/// The whole report.
pub fn report(reported: &[Reported]) -> Report {
    let total: u64 = reported.iter().map(|one| one.sitting.used.0).sum();
    let scores: Vec<u32> = reported.iter().filter_map(|one| one.debrief.measured()).collect();
    let mut facts = vec![("Interviews".to_owned(), reported.len().to_string())];
    facts.push(("Time in interviews".to_owned(), format!("{} min", total / 60_000)));
    if let (Some(first), Some(last)) = (reported.first(), reported.last()) {
        facts.push(("From".to_owned(), date(first.sitting.opened)));
        facts.push(("To".to_owned(), date(last.sitting.opened)));
    }
    facts.extend(scores.iter().max().map(|best| ("Best".to_owned(), format!("{best} of 100"))));
    Report {
        title: "Interviews".to_owned(),
        facts,
        charts: vec![over_time(reported), dimensions(reported)],
        table: Some(table(reported)),
        sections: vec![fixes(reported)],
    }
}

fn over_time(reported: &[Reported]) -> Chart {
    let point = |one: &Reported| {
        let when = format!("{} {}", date(one.sitting.opened), line(&one.sitting.title));
        Some((when, f64::from(one.debrief.measured()?)))
    };
    Chart::Line {
        title: "Score over time, of 100".to_owned(),
        top: 100.0,
        points: reported.iter().filter_map(point).collect(),
    }
}

/// The mean of each dimension over the latest sittings that reached it.
fn dimensions(reported: &[Reported]) -> Chart {
    let rows = Dimension::ALL.into_iter().filter_map(|dimension| {
        let scores = reported.iter().rev().filter_map(|one| one.debrief.card.of(dimension));
        let latest: Vec<_> = scores.filter(|score| score.points > 0).take(LATEST).collect();
        let title = &latest.first()?.title;
        let mean = latest.iter().map(|score| score.mean).sum::<f64>() / latest.len() as f64;
        let value = format!("{:.0} %", mean * 100.0);
        Some(Bar { label: line(title), length: mean, mark: None, value })
    });
    Chart::Bars {
        title: format!("Dimensions, mean of the latest {LATEST} interviews that reached them"),
        mark: None,
        rows: rows.collect(),
    }
}

fn table(reported: &[Reported]) -> Table {
    let heads = ["No.", "Sat", "Case", "Mode", "Level", "Time", "Score", "Result"];
    let row = |one: &Reported| {
        let row = &one.sitting;
        let time = format!("{} of {} min", row.used, row.minutes);
        let cells = [
            row.id.to_string(),
            date(row.opened),
            line(&row.title),
            row.mode.id().to_owned(),
            row.level.id().to_owned(),
            time,
            one.debrief.measured().map_or_else(|| "spoken".to_owned(), |score| score.to_string()),
            line(&one.debrief.card.band),
        ];
        cells.to_vec()
    };
    Table {
        title: "All interviews, newest first".to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows: reported.iter().rev().map(row).collect(),
    }
}

fn fixes(reported: &[Reported]) -> Section {
    let fix = |one: &Reported| {
        let fix = one.debrief.first_fix.as_ref()?;
        Some(Item {
            text: line(&fix.advice),
            details: vec![
                (line(&fix.say), crate::report::Tone::Plain),
                (
                    line(&format!("in interview {}, {}", one.sitting.id, one.sitting.title)),
                    crate::report::Tone::Quiet,
                ),
            ],
            ..Item::default()
        })
    };
    let items = reported.iter().rev().filter_map(fix).take(FIXES).collect();
    Section { title: "What to mend first, by the latest interviews".to_owned(), items }
}
