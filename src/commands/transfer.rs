//! `greenroom export` and `greenroom import`: the history as plain data, out and in.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::history::{open, refusal};
use super::{Exit, Refusal, Shell, counted, file};
use crate::cli::{Export, Import};
use crate::diagnostic::clean;
use crate::store::{Exported, Imported, Standing};
use crate::tui::clock;

/// The JSON document in a folder of an export.
const DOCUMENT: &str = "greenroom.json";

/// Writes everything: to a folder, as JSON and as CSV tables; to a file or standard output, as JSON.
pub fn export(args: &Export, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let store = open(shell)?;
    let exported = store.export().map_err(|error| refusal(&error))?;
    match &args.output {
        Some(folder) if is_folder(folder) => to_folder(&exported, folder)?,
        output => file::deliver(exported.json().as_bytes(), output.as_ref(), shell)?,
    }
    if exported.damaged > 0 {
        let rows = counted(exported.damaged, "row");
        writeln!(shell.err, "warning: {rows} cannot be read, since the file is damaged, and are left out")?;
    }
    if let Some(place) = &args.output {
        let (sittings, reviews) = (exported.count("sittings"), exported.count("reviews"));
        let (sittings, reviews) = (counted(sittings, "interview"), counted(reviews, "grade"));
        let place = clean(&place.display().to_string());
        writeln!(shell.err, "{sittings} and {reviews} are in `{place}`")?;
    }
    Ok(Exit::Ok)
}

/// A folder, or a name that ends like one.
fn is_folder(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    path.is_dir() || name.ends_with('/') || name.ends_with(std::path::MAIN_SEPARATOR)
}

fn to_folder(exported: &Exported, folder: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(Exit::CannotCreate, format!("cannot make `{}`: {error}", folder.display()))
    })?;
    file::write(exported.json().as_bytes(), &folder.join(DOCUMENT))?;
    for (table, rows) in exported.csv() {
        file::write(rows.as_bytes(), &folder.join(format!("{table}.csv")))?;
    }
    Ok(())
}

/// Adds what stands in an export; what is here already is not added again.
pub fn import(args: &Import, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let json = read(&args.file)?;
    let mut store = open(shell)?;
    if let Standing::MemoryOnly(_) = store.standing() {
        return Err(Refusal::new(Exit::CannotWrite, "nothing can be kept here").into());
    }
    store.back_up(clock::now().wall).map_err(|error| refusal(&error))?;
    let imported = store.import(&json).map_err(|error| refusal(&error))?;
    tell(&imported, shell)
}

/// The document: from a file, from the folder it is in, or, for `-`, from standard input.
fn read(file: &Path) -> Result<Vec<u8>, Refusal> {
    let path = if file.is_dir() { file.join(DOCUMENT) } else { file.to_owned() };
    let (name, json) = if file.as_os_str() == "-" {
        let mut json = Vec::new();
        ("standard input".to_owned(), io::stdin().lock().read_to_end(&mut json).map(|_| json))
    } else {
        (format!("`{}`", path.display()), fs::read(&path))
    };
    json.map_err(|error| {
        Refusal::new(Exit::Usage, format!("cannot read {name}: {error}"))
            .help("name a file that `greenroom export -o FILE` has written")
    })
}

fn tell(imported: &Imported, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let what = [(imported.sittings, "interview"), (imported.entries, "line"), (imported.reviews, "grade")];
    let what = what.map(|(count, noun)| counted(count, noun));
    writeln!(shell.out, "new here: {}", what.join(", "))?;
    for id in &imported.differing {
        let text = "went on differently here and there; what is here was kept";
        writeln!(shell.err, "note: interview {id} {text}")?;
    }
    if imported.left_out > 0 {
        let count = counted(imported.left_out, "interview");
        writeln!(shell.err, "warning: {count} of the file are left out, since they are not whole")?;
    }
    Ok(Exit::Ok)
}
