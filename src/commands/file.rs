//! Files that the user asked for, written whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Exit, Refusal, Shell};

/// Writes to this file, or to standard output for none or `-`. What stood in the file is replaced.
pub fn deliver(bytes: &[u8], path: Option<&PathBuf>, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => Ok(write(bytes, path)?),
        None => Ok(shell.out.write_all(bytes)?),
    }
}

/// Writes a file; it is readable only for its owner, since answers are private.
pub fn write(bytes: &[u8], path: &Path) -> Result<(), Refusal> {
    let refusal = |exit: Exit, error: &std::io::Error| {
        Refusal::new(exit, format!("cannot write `{}`: {error}", path.display()))
    };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(directory)
        .map_err(|error| refusal(Exit::CannotCreate, &error).help("name a file in a folder that exists"))?;
    let written = file.write_all(bytes).and_then(|()| file.as_file().sync_all());
    written.map_err(|error| refusal(Exit::CannotWrite, &error))?;
    file.persist(path).map_err(|error| refusal(Exit::CannotCreate, &error.error))?;
    Ok(())
}
