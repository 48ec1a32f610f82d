//! `greenroom history report`: one interview, or the whole history, to read, print and hand on.

mod one;
mod whole;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{open, refusal};
use crate::cli::{HistoryReport, ReportFormat};
use crate::commands::{Exit, Refusal, Shell, file};
use crate::diagnostic::clean;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::marking::Marker;
use crate::domain::score::{self, Debrief};
use crate::domain::sitting::{Sitting, SittingId, SittingRow};
use crate::report::{self, Report};
use crate::store::{Filter, Store};

/// The version of the JSON form.
const SCHEMA: &str = "greenroom.report/1";

/// A sitting with what its log shows.
#[derive(Debug, Serialize)]
struct Reported {
    sitting: SittingRow,
    debrief: Debrief,
    #[serde(skip)]
    whole: Sitting,
}

/// The JSON form.
#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: &'static str,
    sittings: &'a [Reported],
}

/// Writes the report.
pub fn run(args: &HistoryReport, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let reported = gather(&store, args.id, shell)?;
    if reported.is_empty() {
        writeln!(shell.err, "there is no finished interview to report on; `greenroom` offers the cases")?;
        return Ok(Exit::Negative);
    }
    let text = match args.format {
        ReportFormat::Json => {
            let document = Document { schema: SCHEMA, sittings: &reported };
            serde_json::to_string_pretty(&document)? + "\n"
        }
        ReportFormat::Md => report::markdown(&compose(args.id, &reported)),
        ReportFormat::Html => report::html(&compose(args.id, &reported)),
    };
    file::deliver(text.as_bytes(), args.output.as_ref(), shell)?;
    Ok(Exit::Ok)
}

fn compose(id: Option<SittingId>, reported: &[Reported]) -> Report {
    match (id, reported) {
        (Some(_), [one]) => one::report(one),
        _ => whole::report(reported),
    }
}

/// The sitting of this number, or all that are finished, oldest first.
fn gather(store: &Store, id: Option<SittingId>, shell: &mut Shell<'_>) -> anyhow::Result<Vec<Reported>> {
    let mut rows = store.list(&Filter::default()).map_err(|error| refusal(&error))?.rows;
    if let Some(id) = id {
        rows.retain(|row| row.id == id);
        if rows.is_empty() {
            let missing = Refusal::new(Exit::Usage, format!("there is no sitting {id}"));
            return Err(missing.help("`greenroom history list` names them").into());
        }
    } else {
        rows.retain(|row| row.finished);
    }
    rows.reverse();
    // Sittings of one case share what reads them, which takes longer to make than to use.
    let mut markers: BTreeMap<Fingerprint, Marker> = BTreeMap::new();
    let mut reported = Vec::with_capacity(rows.len());
    for row in rows {
        let loaded = match store.sitting(row.id) {
            Ok(loaded) => loaded,
            Err(error) if id.is_some() => return Err(refusal(&error).into()),
            Err(error) => {
                writeln!(
                    shell.err,
                    "warning: interview {} is left out: {}",
                    row.id,
                    clean(&error.to_string())
                )?;
                continue;
            }
        };
        if loaded.damaged > 0 {
            writeln!(
                shell.err,
                "warning: {} entries of interview {} cannot be read",
                loaded.damaged, row.id
            )?;
        }
        let whole = loaded.sitting;
        let marker =
            markers.entry(whole.snapshot.fingerprint()).or_insert_with(|| Marker::new(&whole.snapshot));
        let debrief = score::debrief_with(marker, &whole.snapshot, &whole.interview);
        reported.push(Reported { sitting: row, debrief, whole });
    }
    Ok(reported)
}

/// One line of text that shows nothing but itself.
fn line(text: &str) -> String {
    clean(text.trim().replace(['\n', '\r'], " ").as_str())
}
