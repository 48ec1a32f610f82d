//! `greenroom doctor`: whether everything is as it should be, and what can be done where it is not.

mod findings;

use serde::Serialize;
use serde_json::json;

use super::history::refusal;
use super::{Exit, Shell, history};
use crate::cli::Doctor;
use crate::diagnostic::clean;
use crate::store::{BACKUPS, DATABASE, Standing, Store};
use crate::tui::clock;

/// How something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As it should be.
    Ok,
    /// Worth knowing; nothing is wrong.
    Note,
    /// It was wrong, and is mended now.
    Mended,
    /// Wrong.
    Problem,
}

/// What was found in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: a word.
    pub place: &'static str,
    /// How.
    pub state: State,
    /// What, in a sentence without a full stop.
    pub text: String,
}

impl Finding {
    fn new(place: &'static str, state: State, text: impl Into<String>) -> Self {
        Self { place, state, text: text.into() }
    }
}

/// Looks at everything; with `--fix`, mends what can be mended, after a backup.
pub fn run(args: &Doctor, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let mut found = Vec::new();
    let directory = shell.env.data_dir(shell.global)?;
    let is_there = directory.join(DATABASE).exists() || directory.join(BACKUPS).exists();
    let playbook = findings::packs(shell, &mut found);
    if is_there {
        let mut store = history::open(shell)?;
        if args.fix && *store.standing() == Standing::Kept {
            let backup = store.back_up(clock::now().wall).map_err(|error| refusal(&error))?;
            let path = clean(&backup.display().to_string());
            found.push(Finding::new("backups", State::Ok, format!("before anything is mended: `{path}`")));
        }
        findings::history(&mut store, args.fix, &mut found)?;
        findings::backups(&store, &mut found);
        if let Some(playbook) = &playbook {
            findings::cards(&store, playbook, &mut found)?;
        }
        drop::<Store>(store);
        findings::permissions(&directory, args.fix, &mut found);
    } else {
        found.push(Finding::new("history", State::Note, "none yet; the first interview begins it"));
    }
    findings::space(&directory, &mut found);
    if let Some(playbook) = &playbook {
        findings::index(shell, playbook, args.fix, &mut found);
    }
    findings::terminal(shell, &mut found);
    tell(args, &found, shell)
}

fn tell(args: &Doctor, found: &[Finding], shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let problems = found.iter().filter(|finding| finding.state == State::Problem).count();
    if args.json {
        let document = json!({"schema": "greenroom.doctor/1", "problems": problems, "findings": found});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        for finding in found {
            let state = match finding.state {
                State::Ok => "ok",
                State::Note => "note",
                State::Mended => "mended",
                State::Problem => "PROBLEM",
            };
            writeln!(shell.out, "{state:<7}  {:<11}  {}", finding.place, clean(&finding.text))?;
        }
    }
    Ok(if problems == 0 { Exit::Ok } else { Exit::Negative })
}
