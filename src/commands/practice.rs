//! `greenroom`, `greenroom interview`, `greenroom resume`: what needs the whole terminal.

mod books;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::kept::{Read, whole};
use super::{Exit, Refusal, Shell};
use crate::app::screen::setup::Settings;
use crate::app::{Preferences, Start};
use crate::cli::{Interview, Look};
use crate::content::Source;
use crate::diagnostic::nearest;
use crate::domain::id::CaseId;
use crate::domain::playbook::Playbook;
use crate::domain::schedule::queue::Wish;
use crate::tui::runtime::{self, Ended, How, Loaded, Options, Provoked};
use crate::tui::theme::{Palette, Theme};
use books::Books;

/// The home screen.
pub fn home(shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    open(shell, None, whole)
}

/// The unfinished interview.
pub fn resume(shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    open(shell, Some(Start::Resume), whole)
}

/// Drills.
pub fn drill(wish: Wish, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    open(shell, Some(Start::Drill(wish)), whole)
}

/// An interview of a case, or the choice of one.
pub fn interview(args: &Interview, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut read = None;
    let case = match &args.case {
        // A typing error is told before the terminal is taken.
        Some(id) => {
            let known_here = whole(&shell.sources(), shell.env.cache_dir().as_deref());
            Some(known(id, &read.insert(known_here).0)?)
        }
        None => None,
    };
    let usual = shell.configured.config.interview();
    let settings = Settings {
        case,
        minutes: args.minutes.unwrap_or(usual.minutes),
        mode: args.mode.unwrap_or(usual.mode),
        level: args.level.unwrap_or(usual.level),
        scale: usual.scale,
        speak: args.speak,
        step: args.step,
        seed: args.seed,
    };
    open(shell, Some(Start::Interview(settings)), move |sources, cache| {
        read.unwrap_or_else(|| whole(sources, cache))
    })
}

/// The case of this id.
fn known(id: &str, playbook: &Playbook) -> Result<CaseId, Refusal> {
    if let Some((id, _)) = playbook.cases.get_key_value(id) {
        return Ok(id.clone());
    }
    let help = match nearest(id, playbook.cases.keys().map(CaseId::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`greenroom list case` names all cases".to_owned(),
    };
    Err(Refusal::new(Exit::Usage, format!("there is no case `{id}`")).help(help))
}

/// Takes the terminal, if there is one, and reads the playbook behind it: no folder is looked into before the first frame.
fn open(
    shell: &mut Shell<'_>,
    start: Option<Start>,
    read: impl FnOnce(&[Source], Option<&Path>) -> Read + Send + 'static,
) -> anyhow::Result<Exit> {
    let env = shell.env;
    let is_dumb = env.var("TERM") == Some("dumb");
    if is_dumb || !env.stdin_is_terminal || !env.stdout_is_terminal {
        let help = "without one: `greenroom list`, `greenroom show ID`; `greenroom --help` names the rest";
        return Err(Refusal::new(Exit::NoTerminal, "this needs a terminal").help(help).into());
    }
    let config = &shell.configured.config;
    let misread = shell.configured.problems_in_short();
    let (places, cache) = (shell.places(), env.cache_dir());
    let palette = if shell.colors() { palette(shell) } else { Palette::Mono };
    let ended = runtime::run(Options {
        theme: Theme { palette, ascii: shell.is_ascii(), keymap: None },
        data: env.data_dir(shell.global)?,
        crashes: env.state_dir(shell.global)?,
        editor: config
            .editor()
            .or_else(|| env.var("VISUAL"))
            .or_else(|| env.var("EDITOR"))
            .map(str::to_owned),
        preferences: Preferences {
            keymap: config.keymap.clone(),
            interview: config.interview(),
            drills: config.drills(),
        },
        day_start: config.day_start(),
        start,
        load: Box::new(move || {
            make_room();
            let sources = places.sources();
            let (playbook, problems) = read(&sources, cache.as_deref());
            let problems: Vec<String> = misread.into_iter().chain(problems).collect();
            let told = (!problems.is_empty()).then(|| problems.join("; "));
            loaded((playbook, told), sources, cache)
        }),
        provoked: env.var("GREENROOM_TEST_PANIC").and_then(provoked),
    });
    Ok(told(&ended, shell))
}

/// Takes as much memory as a playbook needs, in large pieces, and gives it back at once. The allocator of glibc otherwise
/// asks the kernel for each page of a thread by itself, three thousand times for one playbook; what it was granted once,
/// it may use again without asking.
fn make_room() {
    const PIECES: usize = 160;
    const LENGTH: usize = 100 << 10;
    let pieces: Vec<Vec<u8>> = (0..PIECES).map(|_| Vec::with_capacity(LENGTH)).collect();
    drop(std::hint::black_box(pieces));
}

/// The palette that was asked for, else the one for what is known of the terminal: its background, where it tells,
/// and whether it has 256 colors.
fn palette(shell: &Shell<'_>) -> Palette {
    match shell.configured.config.look() {
        Look::Dark => Palette::Dark,
        Look::Light => Palette::Light,
        Look::HighContrast => Palette::HighContrast,
        Look::NoColor => Palette::Mono,
        Look::Auto => match shell.env.is_light() {
            Some(true) => Palette::Light,
            Some(false) => Palette::Dark,
            None if shell.env.has_256_colors() => Palette::Neutral,
            None => Palette::Ansi,
        },
    }
}

/// Crashes on purpose exist for tests of this program, not in what is shipped.
fn provoked(thread: &str) -> Option<Provoked> {
    match thread {
        "ui" if cfg!(debug_assertions) => Some(Provoked::Ui),
        "worker" if cfg!(debug_assertions) => Some(Provoked::Keeper),
        _ => None,
    }
}

fn told(ended: &Ended, shell: &mut Shell<'_>) -> Exit {
    if let Some(message) = &ended.message {
        // Nobody may be left to read it, and the exit code says the same.
        let _ = writeln!(shell.err, "error: {message}");
    }
    match ended.how {
        How::Well => Exit::Ok,
        How::Signal(number) => Exit::Signal(number),
        How::CannotCreate => Exit::CannotCreate,
        How::CannotWrite => Exit::CannotWrite,
        How::Crash => Exit::Crash,
    }
}

fn loaded((playbook, problems): Read, sources: Vec<Source>, cache: Option<PathBuf>) -> Loaded {
    let playbook = Arc::new(playbook);
    Loaded { library: Box::new(Books::new(Arc::clone(&playbook), sources, cache)), playbook, problems }
}
