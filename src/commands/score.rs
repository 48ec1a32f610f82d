//! `greenroom score`: a debrief computed anew from the log of a sitting and the content it was sat with. Nothing
//! else goes into it, neither the packs of today nor the time or place, so the same sitting prints the same bytes.

mod grounds;

use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

use super::history::{chosen, open, refusal};
use super::{Exit, Shell};
use crate::cli::Score;
use crate::diagnostic::clean;
use crate::domain::score::{self, BarResult, Debrief, DimensionScore};
use crate::domain::sitting::Sitting;

/// Prints the score.
pub fn run(args: &Score, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let id = chosen(args.id, &store)?;
    let loaded = store.sitting(id).map_err(|error| refusal(&error))?;
    if loaded.damaged > 0 {
        writeln!(shell.err, "warning: {} entries cannot be read, and are left out", loaded.damaged)?;
    }
    let sitting = loaded.sitting;
    if !sitting.interview.is_finished() {
        writeln!(shell.err, "note: interview {id} is not finished; this is the score so far")?;
    }
    let debrief = score::debrief(&sitting.snapshot, &sitting.interview);
    if args.json {
        let document = json!({
            "schema": "greenroom.score/1",
            "sitting": id,
            "case": sitting.snapshot.case.id,
            "debrief": debrief,
            "replies": grounds::told(&sitting.interview),
        });
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
        return Ok(Exit::Ok);
    }
    let mut lines = summary(&sitting, &debrief);
    if args.verbose {
        lines.extend(grounds::lines(&sitting, &debrief));
    }
    lines.iter().try_for_each(|line| writeln!(shell.out, "{}", clean(line).trim_end()))?;
    Ok(Exit::Ok)
}

fn summary(sitting: &Sitting, debrief: &Debrief) -> Vec<String> {
    let opening = sitting.interview.opening();
    let mut lines = vec![
        format!("Interview {}: {}, level {}", sitting.id, flowed(&opening.title), opening.level.id()),
        debrief.headline(),
        flowed(&debrief.note),
        String::new(),
        "Dimensions".to_owned(),
    ];
    let dimensions = &debrief.card.dimensions;
    let width = dimensions.iter().map(|score| score.title.width()).max().unwrap_or(0);
    lines.extend(dimensions.iter().map(|score| dimension(score, width)));
    lines.extend([String::new(), "Bars".to_owned()]);
    lines.extend(debrief.card.bars.iter().map(bar));
    lines.extend([String::new(), "Gates".to_owned()]);
    lines.extend(gates(debrief));
    if let Some(fix) = &debrief.first_fix {
        lines.extend([String::new(), "First fix".to_owned()]);
        lines.push(format!("  {}", flowed(&fix.say)));
        lines.push(format!("  {} (`{}` of `{}`)", flowed(&fix.advice), fix.point, fix.ask));
    }
    lines
}

fn dimension(score: &DimensionScore, width: usize) -> String {
    let gap = " ".repeat(width.saturating_sub(score.title.width()));
    let standing = score.standing();
    let points = if score.points == 1 { "point" } else { "points" };
    let ground = match score.points {
        0 => String::new(),
        count => format!("  mean {:.2} of {count} {points}, weight {}", score.mean, score.weight),
    };
    format!("  {}{gap}  {standing:<13}{ground}", flowed(&score.title))
}

fn bar(bar: &BarResult) -> String {
    let standing =
        if bar.is_met { "cleared".to_owned() } else { format!("missing {}", bar.missing.join("; ")) };
    format!("  {:<6}  {standing}", bar.level.id())
}

fn gates(debrief: &Debrief) -> Vec<String> {
    if debrief.card.gates.is_empty() {
        return vec!["  none closed".to_owned()];
    }
    let closed = debrief.card.gates.iter().flat_map(|gate| {
        let quote = (!gate.quote.is_empty()).then(|| format!("    {}", quoted(&gate.quote)));
        let title = format!(
            "  {}: no better than \"{}\"",
            flowed(gate.title.trim_end_matches('.')),
            flowed(&gate.cap)
        );
        [title].into_iter().chain(quote)
    });
    closed.collect()
}

/// Text in one line.
fn flowed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", flowed(text))
}
