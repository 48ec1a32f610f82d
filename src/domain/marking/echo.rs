//! What the candidate only repeats: a sentence made of runs of words that were said to them is no claim.

use std::collections::HashSet;

use super::reading::Reading;
use super::substance::Worth;
use crate::domain::text;

/// A sentence is an echo when this share of its runs of three words was said by the interviewer.
const ECHO: f64 = 0.6;

/// Runs of three words that the interviewer said before.
#[derive(Debug, Default)]
pub struct Echoes {
    runs: HashSet<[String; 3]>,
}

impl Echoes {
    /// Hears something that is not the candidate's own.
    pub fn add(&mut self, source: &str) {
        let stems = text::stems(source);
        self.runs.extend(stems.windows(3).filter_map(|run| <[String; 3]>::try_from(run.to_vec()).ok()));
    }

    /// Takes the worth from sentences that repeat the interviewer.
    pub fn silence(&self, reading: &mut Reading) {
        for (number, sentence) in reading.text.sentences.iter().enumerate() {
            let stems: Vec<&String> =
                reading.text.tokens[sentence.tokens.clone()].iter().map(|token| &token.stem).collect();
            if stems.len() < 5 {
                continue;
            }
            let runs = stems.windows(3);
            let total = runs.len() as f64;
            let known = runs
                .filter(|run| self.runs.contains(&[run[0].clone(), run[1].clone(), run[2].clone()]))
                .count();
            if known as f64 >= total * ECHO {
                reading.worth[number] = Worth::Echo;
            }
        }
    }
}
