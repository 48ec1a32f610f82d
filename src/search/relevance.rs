//! Relevance, measured: queries as people type them, each with the pages that should come first.
//!
//! Whoever wants the figures for a folder of queries calls [`read`] and [`measure`]; `pack eval` does. A place on a
//! page (a section, a fact, a card) counts as that page, as a newcomer sees it: sealed parts are not found.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Ask, Error, SearchIndex};

/// The folder of a corpus that holds the queries.
const FOLDER: &str = "queries";

/// So many places are looked at; a page behind them counts as not found.
const PLACES: usize = 100;

/// The places that count for [`Relevance::hit3`].
const FIRST: usize = 3;

/// A query, and the pages any of which should come first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// As typed.
    pub q: String,
    /// Ids of pages; any of them is right.
    pub want: Vec<String>,
}

/// A file of queries that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file or the folder cannot be read.
    #[error("`{}` cannot be read: {cause}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The file is no list of queries.
    #[error("`{}` is no list of queries: {cause}", path.display())]
    Format {
        /// Which one.
        path: PathBuf,
        /// Where, and what is wrong there.
        cause: serde_json::Error,
    },
}

/// The queries of a corpus: all of `queries/*.json` below the directory, in the order of their names. A directory
/// without that folder has none.
pub fn read(directory: &Path) -> Result<Vec<Wish>, Unreadable> {
    let folder = directory.join(FOLDER);
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |cause| Unreadable::File { path, cause }
    };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&folder)(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable(&folder))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut wishes: Vec<Wish> = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        let read: Vec<Wish> =
            serde_json::from_str(&text).map_err(|cause| Unreadable::Format { path, cause })?;
        wishes.extend(read);
    }
    Ok(wishes)
}

/// How well the right pages were found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Relevance {
    /// How many queries were asked.
    pub n: usize,
    /// Mean of 1 / rank of the first right page, where one that is not found counts 0; 0 to 1.
    pub mrr: f64,
    /// Share of the queries with a right page in the first place; 0 to 1.
    pub hit1: f64,
    /// Share of the queries with a right page among the first three; 0 to 1.
    pub hit3: f64,
}

impl Relevance {
    /// The figures of these outcomes; all zero where there are none.
    pub fn of(outcomes: &[Outcome]) -> Self {
        let n = outcomes.len();
        let ranks = || outcomes.iter().filter_map(|outcome| outcome.rank);
        let mean = |sum: f64| if n == 0 { 0.0 } else { sum / n as f64 };
        Self {
            n,
            mrr: mean(ranks().map(|rank| 1.0 / rank as f64).sum()),
            hit1: mean(ranks().filter(|rank| *rank == 1).count() as f64),
            hit3: mean(ranks().filter(|rank| *rank <= FIRST).count() as f64),
        }
    }
}

/// What one query found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The query and its pages.
    pub wish: Wish,
    /// The pages that were found, best first.
    pub found: Vec<String>,
    /// The place of the first right one, from 1.
    pub rank: Option<usize>,
}

/// Asks every query, and says which pages came first.
pub fn measure(index: &SearchIndex, wishes: &[Wish]) -> Result<Vec<Outcome>, Error> {
    wishes.iter().map(|wish| outcome(index, wish)).collect()
}

fn outcome(index: &SearchIndex, wish: &Wish) -> Result<Outcome, Error> {
    let unsealed = BTreeSet::new();
    let ask = Ask { text: &wish.q, rows: 0..PLACES, unsealed: &unsealed, kinds: &[], skills: &[] };
    let mut found: Vec<String> = Vec::new();
    for hit in index.search(&ask)?.rows {
        if !found.contains(&hit.page) {
            found.push(hit.page);
        }
    }
    let rank = found.iter().position(|page| wish.want.contains(page)).map(|place| place + 1);
    Ok(Outcome { wish: wish.clone(), found, rank })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(rank: Option<usize>) -> Outcome {
        let wish = Wish { q: "late".to_owned(), want: vec!["late-data".to_owned()] };
        Outcome { wish, found: Vec::new(), rank }
    }

    #[test]
    fn the_figures_follow_from_the_ranks() {
        let outcomes = [Some(1), Some(2), Some(4), None].map(outcome);
        let relevance = Relevance::of(&outcomes);
        assert_eq!(relevance, Relevance { n: 4, mrr: 1.75 / 4.0, hit1: 0.25, hit3: 0.5 });
        assert_eq!(Relevance::of(&[]), Relevance { n: 0, mrr: 0.0, hit1: 0.0, hit3: 0.0 });
    }

    #[test]
    fn all_files_of_the_folder_are_read_and_a_broken_one_is_named() {
        let corpus = tempfile::tempdir().unwrap();
        assert_eq!(read(corpus.path()).unwrap(), []);
        let folder = corpus.path().join(FOLDER);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("b.json"), r#"[{"q": "dlq", "want": ["contracts"]}]"#).unwrap();
        fs::write(folder.join("a.json"), r#"[{"q": "cdc", "want": ["cdc", "upsert"]}]"#).unwrap();
        fs::write(folder.join("notes.md"), "no queries").unwrap();
        let asked: Vec<String> = read(corpus.path()).unwrap().into_iter().map(|wish| wish.q).collect();
        assert_eq!(asked, ["cdc", "dlq"]);
        fs::write(folder.join("c.json"), r#"[{"q": "cdc", "pages": []}]"#).unwrap();
        let error = read(corpus.path()).unwrap_err().to_string();
        assert!(error.contains("c.json") && error.contains("pages"), "{error}");
    }
}
