//! `greenroom config`: the file that configures the program.

mod read;

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::history::refusal;
use super::{Exit, Refusal, Shell, counted, problems};
use crate::app::key::Key;
use crate::app::keymap::{Binding, TABLE as ACTIONS};
use crate::cli::{ConfigCheck, ConfigKeys, ConfigShow};
use crate::config::{Chosen, Name, Origin, Setting, TABLE, Value, template};
use crate::diagnostic::{Diagnostic, clean};
use crate::domain::schedule::Settings;
use crate::store::{DATABASE, Store};

pub use read::{Configured, read};

/// Says where the file is.
pub fn path(shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let path = place(shell)?;
    writeln!(shell.out, "{}", clean(&path.display().to_string()))?;
    if !path.exists() {
        writeln!(shell.err, "note: it does not exist yet; `greenroom config init` writes it")?;
    }
    Ok(Exit::Ok)
}

/// Where the file is, or should be.
fn place(shell: &Shell<'_>) -> Result<PathBuf, Refusal> {
    shell.env.config_file().ok_or_else(|| {
        let message = "there is no place for the file: neither HOME nor XDG_CONFIG_HOME is an absolute path";
        Refusal::new(Exit::Config, message).help("name a file in GREENROOM_CONFIG")
    })
}

/// Writes the file; one that exists is never touched.
pub fn init(shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let path = place(shell)?;
    let shown = clean(&path.display().to_string());
    let refused = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Refusal::new(Exit::CannotCreate, format!("`{shown}` exists already and stays as it is"))
                .help("move it away first, or change it: `greenroom config show --origin` shows what holds")
        }
        _ => Refusal::new(Exit::CannotCreate, format!("cannot create `{shown}`: {error}")),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| refused(&error))?;
    }
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| refused(&error))?;
    let written = file.write_all(template().as_bytes());
    written.map_err(|error| Refusal::new(Exit::CannotWrite, format!("cannot write `{shown}`: {error}")))?;
    writeln!(shell.out, "{shown}")?;
    writeln!(
        shell.err,
        "Every setting is there, commented out. Change one, then run `greenroom config check`."
    )?;
    Ok(Exit::Ok)
}

/// Says everything that is wrong.
pub fn check(args: &ConfigCheck, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let path = place(shell)?;
    let today = shell.now().day();
    let found = read::complete(shell.configured, shell.env, today);
    let errors = found.iter().filter(|problem| problem.is_error()).count();
    let file = clean(&path.display().to_string());
    if args.json {
        let problems: Vec<Json> = found.iter().map(problems::json).collect();
        let document = json!({
            "schema": "greenroom.config-check/1",
            "file": file,
            "exists": shell.configured.exists,
            "errors": errors,
            "problems": problems,
        });
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        for problem in &found {
            let text = problems::compiler_style(problem, shell.colors(), shell.env.columns);
            writeln!(shell.out, "{text}\n")?;
        }
        let tally = format!("{}, {}", counted(errors, "error"), counted(found.len() - errors, "warning"));
        let what = if shell.configured.exists {
            tally
        } else {
            format!("not there, so all is at its default; {tally}")
        };
        writeln!(shell.out, "{file}: {what}")?;
    }
    Ok(if errors == 0 { Exit::Ok } else { Exit::Config })
}

/// Shows what holds.
pub fn show(args: &ConfigShow, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let path = place(shell)?;
    let file = clean(&path.display().to_string());
    let kept = kept(shell)?;
    let rows: Vec<(&Setting, Held)> =
        TABLE.iter().map(|setting| (setting, held(setting, shell, kept))).collect();
    let changed: Vec<(&Binding, usize)> = ACTIONS
        .iter()
        .filter_map(|action| Some((action, *shell.configured.config.key_lines.get(action.id)?)))
        .collect();
    if args.json {
        let settings: Vec<Json> = rows.iter().map(|(setting, held)| held.json(setting)).collect();
        let keys: Vec<Json> = changed
            .iter()
            .map(|(action, line)| json!({"action": action.id, "keys": names(shell, action), "line": line}))
            .collect();
        let document = json!({
            "schema": "greenroom.config/1",
            "file": file,
            "exists": shell.configured.exists,
            "settings": settings,
            "keys": keys,
        });
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
        return Ok(Exit::Ok);
    }
    let mut lines: Vec<(String, String)> = rows
        .iter()
        .map(|(setting, held)| (format!("{} = {}", setting.key, held.value.written()), held.origin(&file)))
        .collect();
    lines.extend(changed.iter().map(|(action, line)| {
        let keys = Value::Folders(names(shell, action)).written();
        (format!("keys.{} = {keys}", action.id), format!("{file}:{line}"))
    }));
    let widest = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0);
    for (line, origin) in lines {
        if args.origin {
            writeln!(shell.out, "{:<widest$}  # {origin}", clean(&line))?;
        } else {
            writeln!(shell.out, "{}", clean(&line))?;
        }
    }
    Ok(Exit::Ok)
}

/// What the history keeps of the settings; nothing is opened that does not exist.
fn kept(shell: &mut Shell<'_>) -> anyhow::Result<Settings> {
    if !shell.env.data_dir(shell.global)?.join(DATABASE).exists() {
        return Ok(Settings::default());
    }
    let today = shell.now().day();
    let store: Store = super::history::open(shell)?;
    Ok(store.deck(today).map_err(|error| refusal(&error))?.settings)
}

/// What a setting is, and since when.
struct Held {
    value: Value,
    /// None where the history says so.
    origin: Option<Origin>,
}

fn held(setting: &Setting, shell: &Shell<'_>, kept: Settings) -> Held {
    let Chosen { value, origin } = shell.configured.config.get(setting.name).clone();
    if setting.name == Name::Packs && !shell.global.pack.is_empty() {
        let named = shell.global.pack.iter().map(|path| path.to_string_lossy().into_owned());
        let all = shell.configured.config.folders().iter().cloned().chain(named).collect();
        return Held { value: Value::Folders(all), origin: Some(Origin::Option("--pack")) };
    }
    let usual = Settings::default();
    let stored = match setting.name {
        Name::Date if value == Value::Date(None) => kept.interview.map(|day| Value::Date(Some(day))),
        _ if origin != Origin::Default => None,
        Name::New => (kept.limits.new != usual.limits.new).then_some(Value::Whole(kept.limits.new)),
        Name::Reviews => {
            (kept.limits.reviews != usual.limits.reviews).then_some(Value::Whole(kept.limits.reviews))
        }
        Name::Drilling => {
            (kept.limits.minutes != usual.limits.minutes).then_some(Value::Whole(kept.limits.minutes))
        }
        _ => None,
    };
    match stored {
        Some(value) => Held { value, origin: None },
        None => Held { value, origin: Some(origin) },
    }
}

impl Held {
    fn origin(&self, file: &str) -> String {
        match &self.origin {
            Some(Origin::Default) => "default".to_owned(),
            Some(Origin::File(line)) => format!("{file}:{line}"),
            Some(Origin::Variable(name)) => format!("environment, {name}"),
            Some(Origin::Option(name)) => format!("option {name}"),
            None => "history, by `greenroom today`".to_owned(),
        }
    }

    fn json(&self, setting: &Setting) -> Json {
        let (kind, detail) = match &self.origin {
            Some(Origin::Default) => ("default", Json::Null),
            Some(Origin::File(line)) => ("file", (*line).into()),
            Some(Origin::Variable(name)) => ("environment", name.as_str().into()),
            Some(Origin::Option(name)) => ("option", (*name).into()),
            None => ("history", Json::Null),
        };
        json!({
            "name": setting.key,
            "value": self.value.json(),
            "default": setting.usual().json(),
            "origin": {"kind": kind, "at": detail},
            "variable": setting.variable(),
        })
    }
}

fn names(shell: &Shell<'_>, action: &Binding) -> Vec<String> {
    shell.configured.config.keymap.keys(action.id).iter().map(Key::to_string).collect()
}

/// Lists all actions with the keys that hold.
pub fn keys(args: &ConfigKeys, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if args.json {
        let row = |action: &Binding| {
            json!({
                "action": action.id,
                "place": action.scope.title(),
                "keys": names(shell, action),
                "default": action.keys.split(' ').collect::<Vec<_>>(),
                "about": action.about,
            })
        };
        let actions: Vec<Json> = ACTIONS.iter().map(row).collect();
        let document = json!({"schema": "greenroom.keys/1", "actions": actions});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
        return Ok(Exit::Ok);
    }
    let mut place = None;
    for action in ACTIONS {
        if place != Some(action.scope) {
            let gap = if place.is_some() { "\n" } else { "" };
            writeln!(shell.out, "{gap}{}", action.scope.title())?;
            place = Some(action.scope);
        }
        let keys = names(shell, action).join(" ");
        let keys = if keys.is_empty() { "(none)".to_owned() } else { keys };
        let changed = if shell.configured.config.key_lines.contains_key(action.id) { "*" } else { " " };
        writeln!(shell.out, "{changed} {:<18} {keys:<24} {}", action.id, action.about)?;
    }
    Ok(Exit::Ok)
}

/// One line about the problems, for those who wanted something else.
pub fn warn(problems: &[Diagnostic], err: &mut dyn io::Write) -> io::Result<()> {
    const SHOWN: usize = 3;
    for problem in problems.iter().take(SHOWN) {
        writeln!(err, "{problem}")?;
    }
    if problems.len() > SHOWN {
        writeln!(err, "... and {} more", problems.len() - SHOWN)?;
    }
    if !problems.is_empty() {
        writeln!(
            err,
            "note: what cannot be read is as if it were not there; `greenroom config check` shows the lines"
        )?;
    }
    Ok(())
}

/// A folder of the file or a variable: `~` is the home, and what is relative begins where the file is.
pub fn folder(written: &str, file: Option<&Path>, home: Option<&Path>) -> PathBuf {
    match (written.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => file.and_then(Path::parent).unwrap_or(Path::new("")).join(written),
    }
}
