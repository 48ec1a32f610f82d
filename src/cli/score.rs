//! The arguments of `greenroom score`, and how an interview is named.

use clap::Args;

use crate::domain::sitting::SittingId;

/// `greenroom score`
#[derive(Debug, Args)]
pub struct Score {
    /// The interview, as `greenroom history list` numbers it, or `last`
    #[arg(value_name = "ID")]
    pub id: Chosen,
    /// Show the ground of each mark and of each answer of the interviewer
    #[arg(long)]
    pub verbose: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Which interview is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The one of this number.
    Number(SittingId),
    /// The newest.
    Last,
}

impl std::str::FromStr for Chosen {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "last" {
            return Ok(Self::Last);
        }
        text.parse().map(Self::Number).map_err(|_| "neither a number nor `last`".to_owned())
    }
}
