//! The arguments of `greenroom sketch`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `greenroom sketch`
#[derive(Debug, Args)]
pub struct Sketch {
    /// The text of the sketch, one link per line; `-` or nothing for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: SketchFormat,
    /// Columns to draw in, instead of those of the terminal, or 80
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub width: Option<u16>,
    /// Ask about it as in this case, with all its facts known
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What `greenroom sketch` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum SketchFormat {
    /// Boxes and arrows, or sentences where they don't fit
    #[default]
    Text,
    /// Sentences
    List,
    /// A Mermaid flowchart
    Mermaid,
    /// A picture
    Svg,
}
