//! The file, read from disk, and what only the disk and the day can tell of it.

use std::fs::File as OnDisk;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::folder;
use crate::cli::Global;
use crate::commands::{Env, Exit, Refusal};
use crate::config::{Config, File, Name, Origin};
use crate::diagnostic::{Diagnostic, Place, clean};
use crate::domain::time::Day;

/// The longest file that is read.
const LONGEST: u64 = 1 << 20;

/// What is configured, and by what.
#[derive(Debug, Clone, Default)]
pub struct Configured {
    /// What holds.
    pub config: Config,
    /// Where the file is, or should be.
    pub path: Option<PathBuf>,
    /// Whether it is there.
    pub exists: bool,
    /// What it holds.
    text: String,
}

/// Reads the file where there is one, the environment and the options. What cannot be read is a problem; only a file
/// that was named in `GREENROOM_CONFIG` must be there.
pub fn read(env: &Env, global: &Global) -> Result<Configured, Refusal> {
    let path = env.config_file();
    let (text, unreadable) = match path.as_deref().map(text) {
        None => (None, None),
        Some(Ok(text)) => (Some(text), None),
        Some(Err(error)) if env.var("GREENROOM_CONFIG").is_some() => {
            let name = path.as_deref().map(named).unwrap_or_default();
            let message = format!("cannot read `{name}`, which GREENROOM_CONFIG names: {error}");
            return Err(
                Refusal::new(Exit::Config, message).help("name another file, or unset GREENROOM_CONFIG")
            );
        }
        Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => (None, None),
        Some(Err(error)) => (None, Some(error)),
    };
    let name = path.as_deref().map(named).unwrap_or_default();
    let file = text.as_deref().map(|text| File { name: &name, text });
    let mut config = Config::read(file.as_ref(), |name| env.var(name)).with(global);
    if let Some(error) = &unreadable {
        let problem = Diagnostic::error("unreadable", format!("cannot be read: {error}"));
        config.problems.push(problem.at(Place::file(&name)).help("it holds nothing until it can be"));
    }
    Ok(Configured {
        config,
        path,
        exists: text.is_some() || unreadable.is_some(),
        text: text.unwrap_or_default(),
    })
}

fn named(path: &Path) -> String {
    clean(&path.display().to_string())
}

fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let read = OnDisk::open(path)?.take(LONGEST + 1).read_to_string(&mut text)?;
    if read as u64 > LONGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is longer than 1 MiB"));
    }
    // What some editors write in front.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// All problems: those of reading, folders that are not there, and a day that is past.
pub fn complete(configured: &Configured, env: &Env, today: Day) -> Vec<Diagnostic> {
    let config = &configured.config;
    let mut problems = config.problems.clone();
    for written in config.folders() {
        let folder = configured.folder(written, env);
        if !folder.is_dir() {
            let problem =
                Diagnostic::warning("no-folder", format!("there is no folder `{}`", folder.display()));
            problems
                .push(configured.located(problem, Name::Packs).help("create it, or take it from `packs`"));
        }
    }
    if let Some(day) = config.date().filter(|day| *day < today) {
        let problem = Diagnostic::warning("past-date", format!("the interview of {day} is past"));
        problems
            .push(configured.located(problem, Name::Date).help("set the next one, or take the line away"));
    }
    problems.sort_by(|a, b| a.order().cmp(&b.order()));
    problems
}

impl Configured {
    /// A line about the first problem, with its place, for the foot of the screen.
    pub fn problems_in_short(&self) -> Option<String> {
        let problems = &self.config.problems;
        let first = problems.first()?;
        let place = first.place.as_ref().map_or_else(String::new, |place| {
            let file = Path::new(&place.file)
                .file_name()
                .map_or_else(Default::default, std::ffi::OsStr::to_string_lossy);
            format!("{file}:{}: ", place.line)
        });
        let more =
            if problems.len() > 1 { format!(" (and {} more)", problems.len() - 1) } else { String::new() };
        Some(format!("{place}{}{more}; `greenroom config check` says what to do", first.message))
    }

    /// Where a folder that is configured is.
    pub fn folder(&self, written: &str, env: &Env) -> PathBuf {
        folder(written, self.path.as_deref(), env.home().as_deref())
    }

    /// A problem with the value of a setting: with its line, where the file holds it.
    fn located(&self, problem: Diagnostic, name: Name) -> Diagnostic {
        let Origin::File(line) = self.config.get(name).origin else { return problem };
        let start: usize = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let length = self.text.lines().nth(line - 1).map_or(0, |line| line.trim_end().len());
        let file = self.path.as_deref().map(named).unwrap_or_default();
        problem.at(Place::in_text(&file, &self.text, start..start + length))
    }
}
