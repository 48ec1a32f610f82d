//! `greenroom history compare`: two interviews of one case, the first beside the second.

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::{chosen, date, open, refusal};
use crate::cli::HistoryCompare;
use crate::commands::{Exit, Refusal, Shell};
use crate::diagnostic::clean;
use crate::domain::comparison::{self, Change, Comparison, DimensionPair, Pair, PointPair, Side, StepPair};
use crate::domain::sitting::Sitting;
use crate::store::Store;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// Compares two interviews.
pub fn run(args: &HistoryCompare, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let before = sitting(&store, args.before, shell)?;
    let after = sitting(&store, args.after, shell)?;
    let comparison = comparison::compare(&before, &after).map_err(|error| {
        Refusal::new(Exit::Usage, error.to_string())
            .help("`greenroom history list --case ID` names those of one case")
    })?;
    if args.json {
        let document = Document { schema: "greenroom.comparison/1", comparison: &comparison };
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        lines(&comparison).iter().try_for_each(|line| writeln!(shell.out, "{}", clean(line).trim_end()))?;
    }
    Ok(Exit::Ok)
}

fn sitting(store: &Store, which: crate::cli::Chosen, shell: &mut Shell<'_>) -> anyhow::Result<Sitting> {
    let id = chosen(which, store)?;
    let loaded = store.sitting(id).map_err(|error| refusal(&error))?;
    if loaded.damaged > 0 {
        writeln!(shell.err, "warning: {} entries of {id} cannot be read, and are left out", loaded.damaged)?;
    }
    Ok(loaded.sitting)
}

fn lines(comparison: &Comparison) -> Vec<String> {
    let Pair { before, after } = &comparison.sittings;
    let side = |name: &str, side: &Side| {
        let when = date(side.opened);
        format!("- {name}: interview {}, {when}, {}", side.sitting, side.headline)
    };
    let title = comparison.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = vec![format!("# {title}, compared"), String::new(), side("A", before), side("B", after)];
    lines.extend(heading("Levels, A to B"));
    lines.extend(dimensions(&comparison.dimensions));
    lines.extend(heading("Time, A to B"));
    lines.extend(comparison.steps.iter().map(step));
    lines.extend(points("Points gained", comparison.changed(Change::Gained)));
    lines.extend(points("Points lost", comparison.changed(Change::Lost)));
    for change in [Change::OnlyAfter, Change::OnlyBefore] {
        lines.extend(points(change.title(), comparison.changed(change)));
    }
    for pair in &comparison.texts {
        lines.extend(heading(&format!("`{}`", pair.ask)));
        lines.push(pair.question.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.extend(quoted("A", &pair.text.before));
        lines.extend(quoted("B", &pair.text.after));
    }
    lines
}

fn heading(text: &str) -> [String; 3] {
    [String::new(), format!("## {text}"), String::new()]
}

fn dimensions(pairs: &[DimensionPair]) -> Vec<String> {
    let width = pairs.iter().map(|pair| pair.title.width()).max().unwrap_or(0);
    let level = |level: Option<u8>| level.map_or_else(|| "-".to_owned(), |level| level.to_string());
    let mean = |mean: Option<f64>| mean.map_or_else(|| "   -".to_owned(), |mean| format!("{mean:.2}"));
    let line = |pair: &DimensionPair| {
        let gap = " ".repeat(width.saturating_sub(pair.title.width()));
        let (levels, means) = (&pair.level, &pair.mean);
        format!(
            "    {}{gap}  level {} to {}   mean {} to {}",
            pair.title,
            level(levels.before),
            level(levels.after),
            mean(means.before),
            mean(means.after),
        )
    };
    pairs.iter().map(line).collect()
}

fn step(pair: &StepPair) -> String {
    let of = |used: crate::domain::time::SessionTime, budget: Option<crate::domain::time::SessionTime>| {
        budget.map_or_else(|| format!("{used} no limit"), |budget| format!("{used}/{budget}"))
    };
    let before = of(pair.used.before, pair.budget.before);
    let after = of(pair.used.after, pair.budget.after);
    format!("    {} {:<13}  {before} to {after}", pair.step.number(), pair.step.id())
}

/// Points with their marks; nothing where there are none.
fn points<'a>(title: &str, points: impl Iterator<Item = &'a PointPair>) -> Vec<String> {
    let mark = |mark: Option<u8>| mark.map_or_else(|| "-".to_owned(), |mark| mark.to_string());
    let line = |point: &PointPair| {
        let say = point.say.split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, after) = (mark(point.mark.before), mark(point.mark.after));
        format!("- {before} to {after}  `{}`: {say}", point.point)
    };
    let lines: Vec<String> = points.map(line).collect();
    if lines.is_empty() { lines } else { heading(title).into_iter().chain(lines).collect() }
}

fn quoted(name: &str, text: &str) -> Vec<String> {
    let said = if text.trim().is_empty() { "(nothing)" } else { text };
    let lines = said.lines().map(|line| format!("> {line}"));
    [String::new(), format!("{name}:"), String::new()].into_iter().chain(lines).collect()
}
