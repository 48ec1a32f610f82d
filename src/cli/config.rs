//! `greenroom config`, as types.

use clap::{Args, Subcommand};

/// `greenroom config ..`
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say where the file is, whether it exists yet or not
    #[command(before_help = "Examples:\n  greenroom config path\n  greenroom config path | xargs $EDITOR")]
    Path,
    /// Show every setting, and with --origin where it comes from
    #[command(before_help = "Examples:\n  greenroom config show\n  greenroom config show --origin")]
    Show(ConfigShow),
    /// Say what is wrong with the file, with line and advice; exit 1 on errors
    #[command(before_help = "Examples:\n  greenroom config check\n  greenroom config check --json")]
    Check(ConfigCheck),
    /// Write the file, with every setting explained and at its default
    #[command(
        before_help = "Examples:\n  greenroom config init\n  greenroom config init && greenroom config check"
    )]
    Init,
    /// List what keys do, by the names under which `[keys]` changes them
    #[command(before_help = "Examples:\n  greenroom config keys\n  greenroom config keys --json")]
    Keys(ConfigKeys),
}

/// `greenroom config show`
#[derive(Debug, Args)]
pub struct ConfigShow {
    /// Say where each value comes from
    #[arg(long)]
    pub origin: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom config check`
#[derive(Debug, Args)]
pub struct ConfigCheck {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `greenroom config keys`
#[derive(Debug, Args)]
pub struct ConfigKeys {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
