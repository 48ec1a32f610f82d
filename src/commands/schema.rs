//! `greenroom schema`: what the JSON of this program looks like, for those who read it with a program of their own.

use super::{Exit, Shell};
use crate::cli;

/// Each kind of document with the command that prints it and its schema. A test holds real documents against them.
pub const KINDS: [(&str, &str, &str); 5] = [
    (
        "report",
        "greenroom history report [ID] --format json",
        include_str!("../../schemas/output/report.schema.json"),
    ),
    ("progress", "greenroom progress --json", include_str!("../../schemas/output/progress.schema.json")),
    (
        "comparison",
        "greenroom history compare A B --json",
        include_str!("../../schemas/output/comparison.schema.json"),
    ),
    ("history", "greenroom history list --json", include_str!("../../schemas/output/history.schema.json")),
    ("export", "greenroom export", include_str!("../../schemas/output/export.schema.json")),
];

/// Prints one schema, or which there are.
pub fn run(args: &cli::Schema, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    match KINDS.iter().find(|(kind, ..)| Some(*kind) == args.kind.as_deref()) {
        Some((.., schema)) => shell.out.write_all(schema.as_bytes())?,
        None => {
            for (kind, command, _) in KINDS {
                writeln!(shell.out, "{kind:<12}{command}")?;
            }
        }
    }
    Ok(Exit::Ok)
}
