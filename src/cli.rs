//! The command line: what can be typed, as types. What it does is in `commands`.
//!
//! Each subcommand has a line in [`Command`], a structure of its arguments, and a help text that begins with
//! examples.

mod config;
mod history;
mod keeping;
mod score;
mod sketch;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use score::{Chosen, Score};
pub use sketch::{Sketch, SketchFormat};

use crate::domain::case::{Difficulty, Level};
use crate::domain::drill::DrillKind;
use crate::domain::hits::HitKind;
use crate::domain::interview::entry::Mode;
use crate::domain::page::PageKind;
use crate::domain::step::Step;

pub use config::{ConfigCheck, ConfigCommand, ConfigKeys, ConfigShow};
pub use history::{
    HistoryCommand, HistoryCompare, HistoryList, HistoryOne, HistoryReport, HistoryShow, Progress,
    ReportFormat,
};
pub use keeping::{BackupCommand, BackupList, BackupRestore, Doctor, Erase, Export, Import};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "greenroom",
    version,
    about = "Rehearse data-engineering system-design interviews in the terminal",
    before_help = "Examples:\n  greenroom\n  greenroom interview\n  greenroom list case\n  greenroom show kappa\n  greenroom pack check ~/my-pack",
    after_help = "Exit codes: 0 ok, 1 negative result, 2 usage, 65 bad data,\n\
                  69 no terminal, 70 crash, 73 cannot create, 74 cannot write,\n\
                  75 busy, 78 bad configuration.",
    max_term_width = 80,
    color = clap::ColorChoice::Never
)]
pub struct Cli {
    /// What holds everywhere.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every subcommand.
#[derive(Debug, Args)]
pub struct Global {
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Where your packs and history are, instead of the usual data directory
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Which colors to use in the program, instead of the configured ones
    #[arg(long, global = true, value_name = "THEME", value_parser = one_of(Look::ALL, Look::id))]
    pub theme: Option<Look>,
    /// Only ASCII in lines and marks
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Use the pack in this folder, too; may be given several times
    #[arg(long, global = true, value_name = "PATH")]
    pub pack: Vec<PathBuf>,
}

/// When to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which colors are used in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// By what the terminal tells of itself
    #[default]
    Auto,
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// Nothing fainter than the rest
    HighContrast,
    /// Bold, underline and reverse only
    NoColor,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Dark, Self::Light, Self::HighContrast, Self::NoColor];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::NoColor => "no-color",
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sit an interview; without a case, choose one first
    #[command(
        before_help = "Examples:\n  greenroom interview\n  greenroom interview ride-hailing --minutes 30\n  \
                       greenroom interview ride-hailing --step deep-dive --mode guided"
    )]
    Interview(Interview),
    /// Go on with the unfinished interview
    #[command(before_help = "Examples:\n  greenroom resume\n  greenroom resume --data-dir ~/practice")]
    Resume,
    /// Drill: what is due, then what is new; or one kind
    #[command(
        before_help = "Examples:\n  greenroom drill\n  greenroom drill estimate --count 5\n  greenroom drill --due --minutes 10\n  greenroom drill --anki > cards.csv"
    )]
    Drill(Drill),
    /// Say what to do today, and why; set the date of your interview
    #[command(
        before_help = "Examples:\n  greenroom today\n  greenroom today --minutes 10\n  greenroom today --interview 2026-12-10"
    )]
    Today(Today),
    /// List cases, patterns, chapters, trade-offs, estimates and reviews
    #[command(before_help = "Examples:\n  greenroom list\n  greenroom list case --json")]
    List(List),
    /// Print a page of the playbook
    #[command(
        before_help = "Examples:\n  greenroom show kappa\n  greenroom show batch-or-stream --raw | less"
    )]
    Show(Show),
    /// Draw a sketch, and ask about it what an interviewer would
    #[command(
        before_help = "Examples:\n  greenroom sketch design.txt --width 100\n  greenroom sketch design.txt --format mermaid"
    )]
    Sketch(Sketch),
    /// Look for words in the whole playbook; exit 1 when nothing is found
    #[command(
        before_help = "Examples:\n  greenroom search late data\n  greenroom search '\"exactly once\"' --kind pattern\n  greenroom search 'watermark -kafka' --limit 3 --json"
    )]
    Search(Search),
    /// List the interviews you sat, and show one
    #[command(
        before_help = "Examples:\n  greenroom history list\n  greenroom history show 3",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    History {
        /// What to do with them.
        #[command(subcommand)]
        command: HistoryCommand,
    },
    /// Write all your data: JSON, and in a folder CSV tables as well
    #[command(
        before_help = "Examples:\n  greenroom export -o greenroom.json\n  greenroom export -o my-data/"
    )]
    Export(Export),
    /// Add the data of an export; what is here already is not added again
    #[command(
        before_help = "Examples:\n  greenroom import greenroom.json\n  greenroom import my-data/greenroom.json"
    )]
    Import(Import),
    /// Erase your history, its backups and reports of crashes, for good
    #[command(before_help = "Examples:\n  greenroom erase\n  greenroom erase --yes")]
    Erase(Erase),
    /// Back up your history, list the backups, and go back to one
    #[command(
        before_help = "Examples:\n  greenroom backup list\n  greenroom backup restore 1",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Backup {
        /// What to do with backups.
        #[command(subcommand)]
        command: BackupCommand,
    },
    /// Recompute the score of an interview from its log and the content it was sat with
    #[command(before_help = "Examples:\n  greenroom score last\n  greenroom score 3 --verbose")]
    Score(Score),
    /// Say where you stand, and what to do next
    #[command(before_help = "Examples:\n  greenroom progress\n  greenroom progress --json")]
    Progress(Progress),
    /// Look whether everything is as it should be; exit 1 on problems
    #[command(before_help = "Examples:\n  greenroom doctor\n  greenroom doctor --fix")]
    Doctor(Doctor),
    /// Show, check and begin the file that configures greenroom
    #[command(
        before_help = "Examples:\n  greenroom config init\n  greenroom config show --origin",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Config {
        /// What to do with it.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Say where your files are
    #[command(before_help = "Examples:\n  greenroom paths\n  greenroom paths --json")]
    Paths(Paths),
    /// Print the JSON Schema of what a command prints with `--json`
    #[command(
        before_help = "Examples:\n  greenroom schema\n  greenroom schema progress > progress.schema.json"
    )]
    Schema(Schema),
    /// Check, begin and list packs of content
    #[command(
        before_help = "Examples:\n  greenroom pack check\n  greenroom pack check ~/my-pack --json",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Pack {
        /// What to do with packs.
        #[command(subcommand)]
        command: PackCommand,
    },
}

/// `greenroom interview`
#[derive(Debug, Args)]
pub struct Interview {
    /// The case, as `greenroom list case` names it
    #[arg(value_name = "CASE")]
    pub case: Option<String>,
    /// Length in minutes, 5 to 240; 45 unless configured
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(5..=240))]
    pub minutes: Option<u32>,
    /// With help on the way, or closed book; mock unless configured
    #[arg(long, value_name = "MODE", value_parser = one_of(Mode::ALL, Mode::id))]
    pub mode: Option<Mode>,
    /// Talk aloud, and mark the points afterwards
    #[arg(long)]
    pub speak: bool,
    /// The level you aim for; senior unless configured
    #[arg(long, value_name = "LEVEL", value_parser = one_of(Level::ALL, Level::id))]
    pub level: Option<Level>,
    /// Only this step
    #[arg(long, value_name = "STEP", value_parser = one_of(Step::ALL, Step::id))]
    pub step: Option<Step>,
    /// Decides what chance decides, so that a sitting can be repeated
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

/// `greenroom drill`
#[derive(Debug, Args)]
pub struct Drill {
    /// Only this kind; the limits of the day don't hold it back
    #[arg(value_name = "KIND", value_parser = one_of(DrillKind::ALL, DrillKind::id))]
    pub kind: Option<DrillKind>,
    /// At most so many cards
    #[arg(long, value_name = "N")]
    pub count: Option<usize>,
    /// About so many minutes, instead of the limit of the day
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=240))]
    pub minutes: Option<u32>,
    /// Only what is due
    #[arg(long)]
    pub due: bool,
    /// Decides what chance decides: order and numbers
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Print the cards as a CSV that Anki imports, instead of drilling
    #[arg(long)]
    pub anki: bool,
}

/// `greenroom today`
#[derive(Debug, Args)]
pub struct Today {
    /// The time you have, in minutes
    #[arg(long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u32).range(5..=240))]
    pub minutes: u32,
    /// Set the day of your interview, such as 2026-12-10; `none` forgets it
    #[arg(long, value_name = "DATE")]
    pub interview: Option<String>,
    /// Set how many minutes of cards a day may hold
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=240))]
    pub cap: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom list`
#[derive(Debug, Args)]
pub struct List {
    /// Only pages of this kind
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kind: Option<PageKind>,
    /// Only pages about this skill; several times for all of them
    #[arg(long, value_name = "SKILL")]
    pub skill: Vec<String>,
    /// Only cases of this difficulty
    #[arg(long, value_name = "DIFFICULTY", value_parser = one_of(Difficulty::ALL, Difficulty::id))]
    pub difficulty: Option<Difficulty>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom show`
#[derive(Debug, Args)]
pub struct Show {
    /// The page: its id, its title or a beginning of them, or a term; `ID#HEADING` for a part of it
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Print the Markdown, whatever the output is
    #[arg(long)]
    pub raw: bool,
}

/// `greenroom search`
#[derive(Debug, Args)]
pub struct Search {
    /// Words in any form; in one argument also "phrases", -exclusions, kind:pattern, skill:late-data
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Only this kind of place; may be given several times
    #[arg(long, value_name = "KIND", value_parser = hit_kinds())]
    pub kind: Vec<HitKind>,
    /// Only what is about this skill; may be given several times
    #[arg(long, value_name = "SKILL")]
    pub skill: Vec<String>,
    /// Print at most so many places
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: u16,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom paths`
#[derive(Debug, Args)]
pub struct Paths {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// report, progress, comparison, history or export; without it, the names of all
    #[arg(value_name = "KIND", value_parser = ["report", "progress", "comparison", "history", "export"])]
    pub kind: Option<String>,
}

/// `greenroom pack ..`
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Say what is wrong with a pack, with file and line; exit 1 on errors
    #[command(before_help = "Examples:\n  greenroom pack check\n  greenroom pack check ~/my-pack")]
    Check(PackCheck),
    /// Begin a pack of your own, with a case to change
    #[command(
        before_help = "Examples:\n  greenroom pack new my-cases\n  greenroom pack new team-a --data-dir ."
    )]
    New(PackNew),
    /// List the packs that are in use
    #[command(before_help = "Examples:\n  greenroom pack list\n  greenroom pack list --json")]
    List(PackList),
    /// Run the interviewer and the marking over labeled texts of your own, and say how far they agree
    #[command(
        before_help = "Examples:\n  greenroom pack eval texts\n  greenroom pack eval texts --json --verbose"
    )]
    Eval(PackEval),
}

/// `greenroom pack eval`
#[derive(Debug, Args)]
pub struct PackEval {
    /// A folder with answers/*.json, questions/*.json or queries/*.json
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Show each disagreement
    #[arg(long)]
    pub verbose: bool,
}

/// `greenroom pack check`
#[derive(Debug, Args)]
pub struct PackCheck {
    /// The folder of the pack; without one, the built-in pack
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Check again whenever a file changes, until Ctrl+C
    #[arg(long, requires = "path", conflicts_with = "json")]
    pub watch: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Write a JSON Schema for each kind of file into this folder instead, for editors
    #[arg(long, value_name = "DIR", conflicts_with_all = ["path", "json"])]
    pub schema: Option<PathBuf>,
}

/// `greenroom pack new`
#[derive(Debug, Args)]
pub struct PackNew {
    /// What it is called: lower-case letters, digits and hyphens
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// `greenroom pack list`
#[derive(Debug, Args)]
pub struct PackList {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

fn kinds() -> impl clap::builder::TypedValueParser<Value = PageKind> {
    one_of(PageKind::ALL, PageKind::id)
}

/// A parser of values that have a word each.
fn one_of<T, const N: usize>(
    values: [T; N],
    word: fn(T) -> &'static str,
) -> impl clap::builder::TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(values.map(word))
        .try_map(move |text| values.into_iter().find(|value| word(*value) == text).ok_or("no such word"))
}

fn hit_kinds() -> impl clap::builder::TypedValueParser<Value = HitKind> {
    one_of(HitKind::ALL, HitKind::id)
}
