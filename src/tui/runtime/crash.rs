//! What happens when a thread panics: a report in a file, and the terminal given back if it was the one that draws.

use std::backtrace::Backtrace;
use std::fmt;
use std::fs;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::tui::clock;
use crate::tui::terminal::Modes;

/// A crash, and where its report is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    what: String,
    report: Option<PathBuf>,
}

impl fmt::Display for Crash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.report {
            Some(path) => write!(formatter, "greenroom crashed. The details are in `{}`", path.display()),
            None => write!(formatter, "greenroom crashed: {}", self.what),
        }
    }
}

impl Crash {
    /// Where to read more.
    pub fn details(&self) -> String {
        match &self.report {
            Some(path) => format!("see `{}`", path.display()),
            None => self.what.clone(),
        }
    }
}

/// Installed as the panic hook until it is removed.
#[must_use]
pub struct CrashWatch {
    own: Arc<Mutex<Option<Crash>>>,
}

impl CrashWatch {
    /// Watches this thread, which draws, and all others, whose crashes are told to `report` by their name.
    pub fn install(
        modes: Arc<Modes>,
        directory: PathBuf,
        report: impl Fn(String, Crash) + Send + Sync + 'static,
    ) -> Self {
        let own = Arc::new(Mutex::new(None));
        let (seen, drawing) = (Arc::clone(&own), thread::current().id());
        panic::set_hook(Box::new(move |panic| {
            let thread = thread::current();
            if thread.id() == drawing {
                modes.restore();
            }
            let name = thread.name().unwrap_or("unnamed").to_owned();
            let crash = Crash { what: panic.to_string(), report: write(&directory, &name, panic) };
            if thread.id() == drawing {
                *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(crash);
            } else {
                report(name, crash);
            }
        }));
        Self { own }
    }

    /// Watches no longer; gives back the crash of the thread that draws, if there was one.
    pub fn remove(self) -> Option<Crash> {
        drop(panic::take_hook());
        self.own.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn write(directory: &Path, thread: &str, panic: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let moment = jiff::Timestamp::from_millisecond(clock::now().wall.0).unwrap_or_default();
    let text = format!(
        "greenroom {version}, {moment}, thread {thread}\n\n{panic}\n\n{}\n",
        Backtrace::force_capture()
    );
    fs::create_dir_all(directory).ok()?;
    let path =
        directory.join(format!("crash-{}-{}.txt", moment.strftime("%Y%m%d-%H%M%S"), std::process::id()));
    fs::write(&path, text).ok()?;
    Some(path)
}
