//! Arguments of what is done with one's own data as a whole.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `greenroom export`
#[derive(Debug, Args)]
pub struct Export {
    /// A file, or a folder (one that exists, or a name that ends in a slash); else standard output
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub output: Option<PathBuf>,
}

/// `greenroom import`
#[derive(Debug, Args)]
pub struct Import {
    /// What `greenroom export` has written; `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `greenroom erase`
#[derive(Debug, Args)]
pub struct Erase {
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// `greenroom backup ..`
#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// List the backups, newest first
    #[command(before_help = "Examples:\n  greenroom backup list\n  greenroom backup list --json")]
    List(BackupList),
    /// Make a backup now; one is made by itself each day
    #[command(
        before_help = "Examples:\n  greenroom backup now\n  greenroom backup now --data-dir ~/practice"
    )]
    Now,
    /// Go back to a backup; what is there now is backed up first
    #[command(before_help = "Examples:\n  greenroom backup restore 1\n  greenroom backup restore 3")]
    Restore(BackupRestore),
}

/// `greenroom backup list`
#[derive(Debug, Args)]
pub struct BackupList {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom backup restore`
#[derive(Debug, Args)]
pub struct BackupRestore {
    /// Its number in the list; 1 is the newest
    #[arg(value_name = "N")]
    pub number: usize,
}

/// `greenroom doctor`
#[derive(Debug, Args)]
pub struct Doctor {
    /// Mend what can be mended, after a backup
    #[arg(long)]
    pub fix: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
