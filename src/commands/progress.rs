//! `greenroom progress`: where you stand, and what to do next.

use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

use super::history::{open, refusal};
use super::{Exit, Shell};
use crate::cli;
use crate::diagnostic::clean;
use crate::domain::progress::{Progress, Sat};

/// From so many interviews on, making figures takes long enough to be told.
const MANY: usize = 20;

/// Prints what the progress screen shows.
pub fn run(args: &cli::Progress, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let now = shell.now();
    let mut store = open(shell)?;
    let err = &mut shell.err;
    let record = store.record(now, |missing| {
        if missing >= MANY {
            // Whoever reads it may be gone; the figures are made all the same.
            let _ = writeln!(err, "marking {missing} interviews once; their figures are kept");
        }
    });
    let mut record = record.map_err(|error| refusal(&error))?;
    record.deck.settings = record.deck.settings.with(&shell.configured.config.drills());
    let progress = Progress::of(&record, now.day());
    if args.json {
        let sittings: &[Sat] = &record.sittings;
        let document = json!({"schema": "greenroom.progress/1", "progress": progress, "sittings": sittings});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        lines(&progress).iter().try_for_each(|line| writeln!(shell.out, "{}", clean(line).trim_end()))?;
    }
    Ok(Exit::Ok)
}

fn lines(progress: &Progress) -> Vec<String> {
    let mut lines = vec!["Next".to_owned()];
    for advice in &progress.next {
        lines.extend([format!("  {}", advice.what), format!("    {}", advice.why)]);
    }
    if progress.sittings > 0 {
        lines.extend(levels(progress));
        lines.extend(time(progress));
    }
    if !progress.calibration.is_empty() {
        lines.extend([String::new(), "Your marks beside the levels (+ is overrating)".to_owned()]);
        lines.extend(progress.calibration.iter().map(|gap| format!("  {:>+4.1}  {}", gap.gap, gap.title)));
    }
    lines.extend(days(progress));
    lines
}

fn levels(progress: &Progress) -> Vec<String> {
    let width = progress.dimensions.iter().map(|line| line.title.width()).max().unwrap_or(0);
    let head = [String::new(), format!("Levels of the last sittings ({} in all)", progress.sittings)];
    let line = |line: &crate::domain::progress::DimensionLine| {
        let gap = " ".repeat(width - line.title.width());
        let now = match (line.level, line.recent) {
            (Some(level), Some(mean)) => format!("{level} of 3  {:3.0} %", mean * 100.0),
            _ => "never reached".to_owned(),
        };
        format!("  {}{gap}  {now}", line.title)
    };
    head.into_iter().chain(progress.dimensions.iter().map(line)).collect()
}

fn time(progress: &Progress) -> Vec<String> {
    let limited = progress.pace.iter().filter(|pace| pace.sittings > 0);
    let rows: Vec<String> = limited
        .map(|pace| {
            let (used, budget) = (pace.used.to_string(), pace.budget.to_string());
            let over = format!("over in {} of {}", pace.over, pace.sittings);
            format!("  {} {:<14} {used:>7} of {budget:>7}  {over}", pace.step.number(), pace.step.id())
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    [String::new(), "Time beside budget".to_owned()].into_iter().chain(rows).collect()
}

fn days(progress: &Progress) -> Vec<String> {
    let Some(since) = progress.since() else { return Vec::new() };
    vec![
        String::new(),
        format!(
            "{} days of practice since {since}; in a row {}, longest {}",
            progress.days.practiced.len(),
            progress.days.current,
            progress.days.longest
        ),
        format!("{} grades at the drills, {} cards due", progress.reviews, progress.drills.due),
    ]
}
