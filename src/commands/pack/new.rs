//! `greenroom pack new`: a pack with one case, which is at the same time the example of the format.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::PackNew;
use crate::commands::{Exit, PACKS, Refusal, Shell};
use crate::domain::id::PackId;

const MANIFEST: &str = include_str!("template/pack.yaml");
const CASE: &str = include_str!("template/case.yaml");

/// Makes the folder of a pack in the data directory, where it is in use at once. Nothing that exists is touched.
pub fn run(args: &PackNew, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if let Err(error) = PackId::new(args.name.as_str()) {
        return Err(Refusal::new(Exit::Usage, error.to_string()).help("for example `my-cases`").into());
    }
    let folder = shell.env.data_dir(shell.global)?.join(PACKS).join(&args.name);
    if folder.exists() {
        let message = format!("`{}` exists already", folder.display());
        return Err(Refusal::new(Exit::CannotCreate, message).help("choose another name").into());
    }
    let file = format!("{}-case.yaml", args.name);
    write(&folder, "pack.yaml", &MANIFEST.replace("NAME", &args.name))?;
    write(&folder.join("cases"), &file, &CASE.replace("NAME", &args.name))?;
    writeln!(shell.out, "{}", folder.display())?;
    let path = folder.display();
    writeln!(shell.err, "The pack is in use. Change its case, then run `greenroom pack check {path}`.")?;
    Ok(Exit::Ok)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Refusal> {
    let path = folder.join(name);
    let refused = |error: io::Error| {
        let message = format!("cannot create `{}`: {error}", path.display());
        Refusal::new(Exit::CannotCreate, message).help("choose another place with `--data-dir`")
    };
    fs::create_dir_all(folder).map_err(refused)?;
    fs::write(&path, text).map_err(refused)
}
