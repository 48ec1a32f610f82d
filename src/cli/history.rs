//! What can be said about interviews that were sat.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Chosen;
use crate::domain::sitting::SittingId;

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
    #[command(before_help = "Examples:\n  greenroom history list\n  greenroom history list --json")]
    List(HistoryList),
    /// Move an interview to the trash, where it stays for 30 days
    #[command(before_help = "Examples:\n  greenroom history delete 3\n  greenroom history restore 3")]
    Delete(HistoryOne),
    /// Bring an interview back from the trash
    #[command(before_help = "Examples:\n  greenroom history list --trash\n  greenroom history restore 3")]
    Restore(HistoryOne),
    /// Print what was said in an interview
    #[command(before_help = "Examples:\n  greenroom history show 3\n  greenroom history show 3 --json")]
    Show(HistoryShow),
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
