//! What the command line does: one line per subcommand.
//!
//! Data goes to `out`, messages to `err`. Nothing here touches the process: its surroundings come as [`Env`], its
//! streams as writers, and what it returns is the exit code.

mod backup;
mod config;
mod doctor;
mod drill;
mod env;
mod erase;
mod exit;
mod file;
mod history;
pub mod kept;
mod list;
pub mod material;
mod output;
mod pack;
mod paths;
mod practice;
mod problems;
mod progress;
mod schema;
mod score;
mod search;
mod show;
mod sketch;
mod transfer;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::cli::{BackupCommand, Cli, Command, ConfigCommand, Global, HistoryCommand, PackCommand};
use crate::content::{Loaded, Source};
use crate::diagnostic::{Diagnostic, clean};
use crate::domain::playbook::Playbook;
use crate::domain::schedule::Deck;
use crate::domain::time::Now;
use crate::store::Store;
use crate::tui::clock;

use config::Configured;
pub use env::Env;
pub use exit::{Exit, Refusal};
use output::Output;

/// The folder of the user's packs, in the data directory.
const PACKS: &str = "packs";

/// What a subcommand works with.
pub struct Shell<'a> {
    /// The surroundings of the process.
    pub env: &'a Env,
    /// Options of every subcommand.
    pub global: &'a Global,
    /// What is configured.
    pub configured: &'a Configured,
    /// For data.
    pub out: &'a mut dyn Write,
    /// For messages.
    pub err: &'a mut dyn Write,
}

/// Where the packs of the user are; nothing is read before it is asked for.
pub struct Places {
    /// A folder of packs.
    beside_data: Option<PathBuf>,
    /// Folders that are packs.
    folders: Vec<PathBuf>,
}

impl Places {
    /// The built-in pack and those of the user.
    pub fn sources(&self) -> Vec<Source> {
        let built_in = std::iter::once(Source::built_in());
        let beside_data = self.beside_data.iter().flat_map(|directory| Source::folders_in(directory));
        let folders = self.folders.iter().map(|folder| Source::folder(folder));
        built_in.chain(beside_data).chain(folders).collect()
    }
}

/// Runs the program on these arguments, the first of which is its own name.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    env: &Env,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let mut out = Output::new(out);
    let result = match Cli::try_parse_from(args) {
        Ok(cli) => dispatch(&cli, env, &mut out, err),
        Err(error) => Ok(usage(&error, &mut out, err)),
    };
    let _ = out.flush();
    // What could not be written outweighs whatever else there is to say.
    let exit = match (out.failure(), result) {
        (Some(failure), _) => exit::unwritten(failure, err),
        (None, Ok(exit)) => exit,
        (None, Err(error)) => exit::refused(&error, err),
    };
    let _ = err.flush();
    exit
}

fn dispatch(cli: &Cli, env: &Env, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Exit> {
    let configured = &config::read(env, &cli.global)?;
    if !matches!(cli.command, Some(Command::Config { .. })) {
        config::warn(&configured.config.problems, err)?;
    }
    let mut shell = Shell { env, global: &cli.global, configured, out, err };
    match &cli.command {
        None => practice::home(&mut shell),
        Some(Command::Interview(args)) => practice::interview(args, &mut shell),
        Some(Command::Resume) => practice::resume(&mut shell),
        Some(Command::Drill(args)) => drill::drill(args, &mut shell),
        Some(Command::Today(args)) => drill::today(args, &mut shell),
        Some(Command::List(args)) => list::run(args, &mut shell),
        Some(Command::Show(args)) => show::run(args, &mut shell),
        Some(Command::Search(args)) => search::run(args, &mut shell),
        Some(Command::History { command: HistoryCommand::List(args) }) => history::list(args, &mut shell),
        Some(Command::History { command: HistoryCommand::Show(args) }) => history::show(args, &mut shell),
        Some(Command::History { command: HistoryCommand::Compare(args) }) => {
            history::compare::run(args, &mut shell)
        }
        Some(Command::History { command: HistoryCommand::Delete(args) }) => history::delete(args, &mut shell),
        Some(Command::History { command: HistoryCommand::Restore(args) }) => {
            history::restore(args, &mut shell)
        }
        Some(Command::History { command: HistoryCommand::Report(args) }) => {
            history::report::run(args, &mut shell)
        }
        Some(Command::Export(args)) => transfer::export(args, &mut shell),
        Some(Command::Import(args)) => transfer::import(args, &mut shell),
        Some(Command::Erase(args)) => erase::run(args, &mut shell),
        Some(Command::Backup { command: BackupCommand::List(args) }) => backup::list(args, &mut shell),
        Some(Command::Backup { command: BackupCommand::Now }) => backup::now(&mut shell),
        Some(Command::Backup { command: BackupCommand::Restore(args) }) => backup::restore(args, &mut shell),
        Some(Command::Score(args)) => score::run(args, &mut shell),
        Some(Command::Progress(args)) => progress::run(args, &mut shell),
        Some(Command::Doctor(args)) => doctor::run(args, &mut shell),
        Some(Command::Config { command: ConfigCommand::Path }) => config::path(&mut shell),
        Some(Command::Config { command: ConfigCommand::Show(args) }) => config::show(args, &mut shell),
        Some(Command::Config { command: ConfigCommand::Check(args) }) => config::check(args, &mut shell),
        Some(Command::Config { command: ConfigCommand::Init }) => config::init(&mut shell),
        Some(Command::Config { command: ConfigCommand::Keys(args) }) => config::keys(args, &mut shell),
        Some(Command::Paths(args)) => paths::run(args, &mut shell),
        Some(Command::Schema(args)) => schema::run(args, &mut shell),
        Some(Command::Sketch(args)) => sketch::run(args, &mut shell),
        Some(Command::Pack { command: PackCommand::Check(args) }) => pack::check(args, &mut shell),
        Some(Command::Pack { command: PackCommand::New(args) }) => pack::new::run(args, &mut shell),
        Some(Command::Pack { command: PackCommand::List(args) }) => pack::list(args, &mut shell),
        Some(Command::Pack { command: PackCommand::Eval(args) }) => pack::eval::run(args, &mut shell),
    }
}

/// Help and version are data; everything else that clap says is a mistake in the arguments.
fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(out, "{text}");
        return Exit::Ok;
    }
    // The arguments are quoted in the text, and may hold anything.
    let lines: Vec<String> = text.lines().map(clean).collect();
    let _ = writeln!(err, "{}", lines.join("\n").trim_end());
    Exit::Usage
}

/// `1 case`, `2 cases`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Problems of a pack as a whole, which checking it alone would not show.
const OF_WHOLE_PACKS: [&str; 3] = ["duplicate-pack", "not-a-folder", "unreadable"];

/// A line about the errors in packs, if there are any.
fn problems_in(diagnostics: &[Diagnostic]) -> Option<String> {
    if let Some(problem) = diagnostics.iter().find(|problem| OF_WHOLE_PACKS.contains(&problem.code)) {
        let help = problem.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
        return Some(format!("{}{help}", problem.message));
    }
    let errors = diagnostics.iter().filter(|problem| problem.is_error()).count();
    let (noun, pronoun) = if errors == 1 { ("problem", "it") } else { ("problems", "them") };
    let line = format!("{errors} {noun} in your packs; `greenroom pack check` shows {pronoun}");
    (errors > 0).then_some(line)
}

impl Shell<'_> {
    /// Where the packs of the user are.
    pub fn places(&self) -> Places {
        let configured = self.configured.config.folders().iter();
        let configured = configured.map(|folder| self.configured.folder(folder, self.env));
        Places {
            beside_data: self.env.data_dir(self.global).ok().map(|directory| directory.join(PACKS)),
            folders: configured.chain(self.global.pack.iter().cloned()).collect(),
        }
    }

    /// The built-in pack and those of the user.
    pub fn sources(&self) -> Vec<Source> {
        self.places().sources()
    }

    /// Everything there is to read and to sit. Problems of packs are one line on `err`.
    pub fn playbook(&mut self) -> anyhow::Result<Playbook> {
        let Loaded { playbook, diagnostics } = kept::loaded(&self.sources(), self.env.cache_dir().as_deref());
        if let Some(problems) = problems_in(&diagnostics) {
            writeln!(self.err, "warning: {problems}")?;
        }
        playbook.ok_or_else(|| {
            Refusal::new(Exit::Data, "there is no whole pack to work with")
                .help("run `greenroom pack check`")
                .into()
        })
    }

    /// The time, and with it the learner's day.
    pub fn now(&self) -> Now {
        clock::at(self.configured.config.day_start())
    }

    /// The cards of today, within what is configured.
    pub fn deck(&self, store: &Store) -> anyhow::Result<Deck> {
        let mut deck = store.deck(self.now().day()).map_err(|error| history::refusal(&error))?;
        deck.settings = deck.settings.with(&self.configured.config.drills());
        Ok(deck)
    }

    /// Whether only ASCII is to be drawn.
    pub fn is_ascii(&self) -> bool {
        self.configured.config.is_ascii().unwrap_or_else(|| !self.env.is_utf8())
    }

    /// Whether data may be colored.
    pub fn colors(&self) -> bool {
        self.env.colors(self.global.color)
    }
}
