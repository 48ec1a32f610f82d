//! Where packs come from: the one in the program, folders on disk, and texts in memory. From here on they are
//! all the same: names and bytes.
//!
//! A folder is not trusted. Only plain files are opened, nothing outside the folder is read, and there is an
//! end to how much is read.

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, Place, clean};
use crate::domain::fingerprint::Fingerprint;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// How the built-in pack is called in front of its paths.
pub const BUILT_IN_NAME: &str = "built-in";

/// The largest file that is read.
pub const MAX_FILE: u64 = 1 << 20;
/// The most entries a folder may have, folders included.
pub const MAX_FILES: usize = 2_000;
/// The most bytes that are read from one pack.
pub const MAX_TOTAL: u64 = 64 << 20;
/// Content stands in folders of the pack; one more level is for those who nest.
const MAX_DEPTH: usize = 4;

/// A file of a pack.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path inside the pack, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// A pack that has been read but not understood.
#[derive(Debug, Clone)]
pub struct Source {
    /// What stands in front of the paths of its files in messages: the folder, or `built-in`.
    pub name: String,
    /// YAML and Markdown files, sorted by path.
    pub files: Vec<File>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
    /// Of the pack in the program, which nobody changes, it was found when the program was built.
    known: Option<Fingerprint>,
}

impl Source {
    /// The pack in the program.
    pub fn built_in() -> Self {
        let mut files = Vec::new();
        gather_embedded(&BUILT_IN, &mut files);
        let known = Fingerprint::from_hex(env!("GREENROOM_BUILT_IN"));
        Self { known, ..Self::of(BUILT_IN_NAME, files) }
    }

    /// A pack from texts.
    pub fn of(name: &str, mut files: Vec<File>) -> Self {
        files.retain(|file| is_content(&file.path));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { name: clean(name), files, problems: Vec::new(), known: None }
    }

    /// Reads the folder at `path`. What cannot be read is a problem of the pack; a pack that is too large has
    /// no files.
    pub fn folder(path: &Path) -> Self {
        let name = path.display().to_string();
        let name = if name.len() > 1 { name.trim_end_matches('/') } else { &name };
        let mut walk =
            Walk { name: clean(name), files: Vec::new(), problems: Vec::new(), entries: 0, bytes: 0 };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                if walk.enter(path, "", 0).is_err() {
                    walk.files.clear();
                }
            }
            Ok(_) => {
                let problem = Diagnostic::error("not-a-folder", format!("`{name}` is not a folder"));
                walk.problems.push(problem.help("give the folder that holds pack.yaml"));
            }
            Err(error) => {
                let problem =
                    Diagnostic::error("unreadable", format!("cannot read the folder `{name}`: {error}"));
                walk.problems.push(problem.help("check the path and its permissions"));
            }
        }
        walk.files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { name: walk.name, files: walk.files, problems: walk.problems, known: None }
    }

    /// Every folder in `directory`, sorted by name: one pack each. None if the directory does not exist.
    pub fn folders_in(directory: &Path) -> Vec<Self> {
        let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
        let mut paths: Vec<_> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_dir() && !is_hidden(path))
            .take(MAX_FILES)
            .collect();
        paths.sort();
        paths.iter().map(|path| Self::folder(path)).collect()
    }

    /// Changes with every byte and every name of the pack; what hangs on its content is keyed by it.
    pub fn fingerprint(&self) -> Fingerprint {
        self.known.unwrap_or_else(|| self.taken())
    }

    fn taken(&self) -> Fingerprint {
        Fingerprint::of(self.files.iter().flat_map(|file| [file.path.as_bytes(), &*file.bytes]))
    }

    /// The file at this path inside the pack.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn gather_embedded(dir: &Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            files.push(File { path: path.replace('\\', "/"), bytes: Cow::Borrowed(file.contents()) });
        }
    }
    dir.dirs().for_each(|dir| gather_embedded(dir, files));
}

fn ending(path: &str) -> Option<&str> {
    Path::new(path).extension().and_then(|ending| ending.to_str())
}

fn is_content(path: &str) -> bool {
    matches!(ending(path), Some("yaml" | "yml" | "md"))
}

/// Whether a path is that of a page in Markdown.
pub fn is_markdown(path: &str) -> bool {
    ending(path) == Some("md")
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'))
}

/// The pack is too large to be read at all.
struct TooLarge;

struct Walk {
    name: String,
    files: Vec<File>,
    problems: Vec<Diagnostic>,
    entries: usize,
    bytes: u64,
}

impl Walk {
    fn enter(&mut self, folder: &Path, inside: &str, depth: usize) -> Result<(), TooLarge> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.refuse(
                    inside,
                    "unreadable",
                    &format!("cannot be read: {error}"),
                    "check its permissions",
                );
                return Ok(());
            }
        };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if is_hidden(&path) {
                continue;
            }
            self.entries += 1;
            if self.entries > MAX_FILES {
                let problem = format!("the pack has more than {MAX_FILES} files");
                self.problems
                    .push(Diagnostic::error("too-many-files", problem).help("split it into several packs"));
                return Err(TooLarge);
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let inside = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            self.visit(&path, &inside, depth)?;
        }
        Ok(())
    }

    fn visit(&mut self, path: &Path, inside: &str, depth: usize) -> Result<(), TooLarge> {
        // Not followed: a link may lead in a circle, out of the pack, or to a device.
        let kind = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata.file_type(),
            Err(error) => {
                self.refuse(
                    inside,
                    "unreadable",
                    &format!("cannot be read: {error}"),
                    "check its permissions",
                );
                return Ok(());
            }
        };
        if kind.is_dir() {
            if depth < MAX_DEPTH {
                return self.enter(path, inside, depth + 1);
            }
            self.refuse(
                inside,
                "too-deep",
                "folders are nested too deeply",
                "keep cases in `cases/` and so on",
            );
        } else if kind.is_symlink() {
            self.refuse(inside, "symbolic-link", "is a symbolic link", "put the file itself into the pack");
        } else if !kind.is_file() {
            self.refuse(inside, "not-a-file", "is not a plain file", "remove it from the pack");
        } else if is_content(inside) {
            return self.read(path, inside);
        }
        Ok(())
    }

    fn read(&mut self, path: &Path, inside: &str) -> Result<(), TooLarge> {
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            self.refuse(inside, "unreadable", &format!("cannot be read: {error}"), "check its permissions");
            return Ok(());
        }
        if bytes.len() as u64 > MAX_FILE {
            self.refuse(inside, "file-too-large", "is larger than 1 MiB", "split it into several files");
            return Ok(());
        }
        self.bytes += bytes.len() as u64;
        if self.bytes > MAX_TOTAL {
            let problem = Diagnostic::error("pack-too-large", "the pack holds more than 64 MiB");
            self.problems.push(problem.help("split it into several packs"));
            return Err(TooLarge);
        }
        self.files.push(File { path: inside.to_owned(), bytes: Cow::Owned(bytes) });
        Ok(())
    }

    fn refuse(&mut self, inside: &str, code: &'static str, message: &str, help: &str) {
        let file = if inside.is_empty() { self.name.clone() } else { format!("{}/{inside}", self.name) };
        let file = Place::file(&file);
        let message = format!("`{}` {message}", file.file);
        self.problems.push(Diagnostic::error(code, message).at(file).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_in_the_program_has_the_fingerprint_that_the_build_found() {
        let built_in = Source::built_in();
        assert_eq!(built_in.known, Some(built_in.taken()));
    }
}
