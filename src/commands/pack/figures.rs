//! How well a pack can grade, as a table and for programs.

use serde_json::{Value, json};

use crate::content::check::{Checked, Count, Tally};

/// One line per case, one for the drills, one for all; nothing where nothing is marked.
pub fn table(checked: &Checked) -> Vec<String> {
    let rows = rows(checked);
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let line = |(name, tally): &(String, Tally)| {
        let mut parts = vec![format!("{name:width$}  {:>3} points", tally.points)];
        parts.push(format!("recall {}", percent(tally.recall(), tally.heard)));
        let heard = Count { met: tally.heard.met, of: tally.heard.met + tally.silent.of - tally.silent.met };
        parts.push(format!("precision {}", percent(tally.precision(), heard)));
        if tally.found.of > 0 {
            parts.push(format!("questions {}", percent(tally.found.share(), tally.found)));
        }
        parts.join("  ")
    };
    rows.iter().map(line).collect()
}

/// `93.8 % (150 of 160)`
fn percent(share: Option<f64>, count: Count) -> String {
    match share {
        Some(share) => format!("{:>5.1} % ({} of {})", share * 100.0, count.met, count.of),
        None => "    - (0 of 0)".to_owned(),
    }
}

fn rows(checked: &Checked) -> Vec<(String, Tally)> {
    let name = |case: Option<&String>| case.cloned().unwrap_or_else(|| "drills".to_owned());
    let mut rows: Vec<(String, Tally)> =
        checked.proofs.iter().map(|proof| (name(proof.case.as_ref()), proof.tally)).collect();
    if rows.len() > 1 {
        rows.push(("all".to_owned(), whole(checked)));
    }
    rows
}

fn whole(checked: &Checked) -> Tally {
    let mut whole = Tally::default();
    for proof in &checked.proofs {
        whole += proof.tally;
    }
    whole
}

/// The same for programs: shares from 0 to 1, null where there is nothing to count.
pub fn json(checked: &Checked) -> Value {
    let parts = checked.proofs.iter().map(|proof| {
        let mut part = figures(proof.tally);
        part["case"] = json!(proof.case);
        part
    });
    json!({"parts": parts.collect::<Vec<_>>(), "all": figures(whole(checked))})
}

fn figures(tally: Tally) -> Value {
    let count = |count: Count| json!({"met": count.met, "of": count.of});
    json!({
        "points": tally.points,
        "recall": tally.recall(),
        "precision": tally.precision(),
        "questions": tally.found.share(),
        "made_and_heard": count(tally.heard),
        "not_made_and_not_heard": count(tally.silent),
        "phrasings_found": count(tally.found),
    })
}
