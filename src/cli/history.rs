//! What can be said about interviews that were sat.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Chosen, one_of};
use crate::domain::interview::entry::Mode;
use crate::domain::sitting::SittingId;
use crate::domain::time::Day;

/// `greenroom progress`
#[derive(Debug, Args)]
pub struct Progress {
    /// Print JSON, with the figures of each sitting
    #[arg(long)]
    pub json: bool,
}

/// `greenroom history ..`
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// List your interviews, newest first
    #[command(
        before_help = "Examples:\n  greenroom history list\n  greenroom history list --case ride-hailing --since 2026-11-01"
    )]
    List(HistoryList),
    /// Move an interview to the trash, where it stays for 30 days
    #[command(before_help = "Examples:\n  greenroom history delete 3\n  greenroom history restore 3")]
    Delete(HistoryOne),
    /// Bring an interview back from the trash
    #[command(before_help = "Examples:\n  greenroom history list --trash\n  greenroom history restore 3")]
    Restore(HistoryOne),
    /// Print what was said in an interview
    #[command(
        before_help = "Examples:\n  greenroom history show 3\n  greenroom history show last --transcript"
    )]
    Show(HistoryShow),
    /// Compare two interviews of one case: points, levels, time, words
    #[command(
        before_help = "Examples:\n  greenroom history compare 1 3\n  greenroom history compare 1 last --json"
    )]
    Compare(HistoryCompare),
    /// Write a report of one interview, or of all that are finished
    #[command(
        before_help = "Examples:\n  greenroom history report 3 --format html -o report.html\n  greenroom history report --format md"
    )]
    Report(HistoryReport),
}

/// `greenroom history list`
#[derive(Debug, Args)]
pub struct HistoryList {
    /// List the trash instead
    #[arg(long)]
    pub trash: bool,
    /// Print at most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only interviews of this case
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,
    /// Only interviews opened on this day or later, as in `2026-11-22`
    #[arg(long, value_name = "DATE")]
    pub since: Option<Day>,
    /// Only interviews sat in this mode
    #[arg(long, value_name = "MODE", value_parser = one_of(Mode::ALL, Mode::id))]
    pub mode: Option<Mode>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom history compare`
#[derive(Debug, Args)]
pub struct HistoryCompare {
    /// The first interview, as `greenroom history list` numbers it, or `last`
    #[arg(value_name = "A")]
    pub before: Chosen,
    /// The second, of the same case
    #[arg(value_name = "B")]
    pub after: Chosen,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom history delete` and `greenroom history restore`
#[derive(Debug, Args)]
pub struct HistoryOne {
    /// The interview, as `greenroom history list` numbers it
    #[arg(value_name = "ID")]
    pub id: SittingId,
}

/// `greenroom history show`
#[derive(Debug, Args)]
pub struct HistoryShow {
    /// The interview, as `greenroom history list` numbers it, or `last`
    #[arg(value_name = "ID")]
    pub id: Chosen,
    /// Print every word of both sides, with the passages that made points
    #[arg(long, conflicts_with = "json")]
    pub transcript: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom history report`
#[derive(Debug, Args)]
pub struct HistoryReport {
    /// The interview, as `greenroom history list` numbers it; without one, the whole history
    #[arg(value_name = "ID")]
    pub id: Option<SittingId>,
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub format: ReportFormat,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// Markdown
    #[default]
    Md,
    /// One HTML file that loads nothing, light and dark, fit for print
    Html,
    /// Everything that the report is made of
    Json,
}
