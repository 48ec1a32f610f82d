//! `greenroom paths`: where everything is, whether it exists yet or not.

use std::path::PathBuf;

use serde_json::json;

use super::{Exit, Shell};
use crate::cli::Paths;
use crate::diagnostic::clean;
use crate::store::{BACKUPS, DATABASE};

/// Prints one line for each place.
pub fn run(args: &Paths, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let data = shell.env.data_dir(shell.global)?;
    let mut places: Vec<(&str, PathBuf)> = vec![
        ("history", data.join(DATABASE)),
        ("backups", data.join(BACKUPS)),
        ("packs", data.join(super::PACKS)),
        ("config", shell.env.config_file().unwrap_or_default()),
        ("crashes", shell.env.state_dir(shell.global)?),
    ];
    places.extend(shell.env.cache_dir().map(|cache| ("cache", cache)));
    if args.json {
        let text = |path: &PathBuf| path.display().to_string();
        let paths: serde_json::Map<_, _> =
            places.iter().map(|(name, path)| ((*name).to_owned(), text(path).into())).collect();
        let document = json!({"schema": "greenroom.paths/1", "paths": paths});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        for (name, path) in &places {
            writeln!(shell.out, "{name:<8}  {}", clean(&path.display().to_string()))?;
        }
    }
    Ok(Exit::Ok)
}
