//! `greenroom pack`: the packs, and what is wrong with them.

pub mod eval;
mod figures;
pub mod new;

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Exit, Refusal, Shell, counted, problems};
use crate::cli::{PackCheck, PackList};
use crate::content::check::{Checked, check as check_pack};
use crate::content::{Source, load, schemas};
use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::page::PageKind;

/// Says everything that is wrong with one pack.
pub fn check(args: &PackCheck, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if let Some(folder) = &args.schema {
        return write_schemas(folder, shell);
    }
    let source = match &args.path {
        None => Source::built_in(),
        Some(path) if path.is_dir() => Source::folder(path),
        Some(path) => {
            let message = format!("there is no folder `{}`", path.display());
            return Err(Refusal::new(Exit::Usage, message)
                .help("give the folder that holds pack.yaml")
                .into());
        }
    };
    if let (true, Some(path)) = (args.watch, &args.path) {
        return watch(path, shell);
    }
    let checked = check_pack(&Source::built_in(), &source);
    if args.json {
        let document = report(&source, &checked);
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        tell(&source, &checked, shell)?;
    }
    let is_sound = !checked.diagnostics.iter().any(Diagnostic::is_error);
    Ok(if is_sound { Exit::Ok } else { Exit::Negative })
}

/// How long to wait before looking at the files again.
const PAUSE: Duration = Duration::from_millis(300);

/// Checks at once and after each change, as long as somebody reads it.
fn watch(path: &Path, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut seen = None;
    loop {
        let source = Source::folder(path);
        let now = Some((source.fingerprint(), source.problems.len()));
        if seen != now {
            if seen.is_some() {
                writeln!(shell.out, "\n---- changed ----\n")?;
            }
            seen = now;
            tell(&source, &check_pack(&Source::built_in(), &source), shell)?;
            shell.out.flush()?;
        }
        std::thread::sleep(PAUSE);
    }
}

fn tell(source: &Source, checked: &Checked, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    for problem in &checked.diagnostics {
        let text = problems::compiler_style(problem, shell.colors(), shell.env.columns);
        writeln!(shell.out, "{text}\n")?;
    }
    for remark in &checked.remarks {
        writeln!(shell.out, "{remark}")?;
    }
    for line in figures::table(checked) {
        writeln!(shell.out, "{line}")?;
    }
    Ok(writeln!(shell.out, "{}", summary(source, checked))?)
}

fn write_schemas(folder: &Path, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let refused = |path: &Path, error: &std::io::Error| {
        Refusal::new(Exit::CannotCreate, format!("cannot write `{}`: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    let schemas = schemas();
    for (name, text) in &schemas {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| refused(&path, &error))?;
    }
    writeln!(shell.out, "{} schemas are in {}", schemas.len(), folder.display())?;
    Ok(Exit::Ok)
}

fn count(checked: &Checked, severity: Severity) -> usize {
    checked.diagnostics.iter().filter(|problem| problem.severity == severity).count()
}

/// `mine: 2 cases, 1 pattern; 0 errors, 3 warnings`
fn summary(source: &Source, checked: &Checked) -> String {
    let pages: Vec<String> = PageKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = checked.pages.get(&kind).copied().filter(|count| *count > 0)?;
            Some(counted(count, kind.id()))
        })
        .collect();
    let pages = if pages.is_empty() { "nothing to read".to_owned() } else { pages.join(", ") };
    let errors = counted(count(checked, Severity::Error), "error");
    let warnings = counted(count(checked, Severity::Warning), "warning");
    format!("{}: {pages}; {errors}, {warnings}", source.name)
}

fn report(source: &Source, checked: &Checked) -> Value {
    let pages = PageKind::ALL.map(|kind| (kind.id(), checked.pages.get(&kind).copied().unwrap_or(0)));
    let pages: std::collections::BTreeMap<&str, usize> = pages.into_iter().collect();
    json!({
        "schema": "greenroom.pack-check/1",
        "pack": source.name,
        "pages": pages,
        "errors": count(checked, Severity::Error),
        "warnings": count(checked, Severity::Warning),
        "notes": count(checked, Severity::Note),
        "remarks": checked.remarks,
        "proofs": figures::json(checked),
        "problems": checked.diagnostics.iter().map(problems::json).collect::<Vec<_>>(),
    })
}

/// Lists the packs in use.
pub fn list(args: &PackList, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let sources = shell.sources();
    let playbook = load(&sources).playbook;
    let packs = playbook.map(|playbook| playbook.packs).unwrap_or_default();
    if args.json {
        let document = json!({"schema": "greenroom.pack-list/1", "packs": packs});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
        return Ok(Exit::Ok);
    }
    for pack in packs {
        writeln!(shell.out, "{}  {}  {}", pack.id, pack.version, pack.title)?;
    }
    Ok(Exit::Ok)
}
