//! What was written, as it was written: one structure per kind of file, unknown fields refused, nothing
//! resolved. Texts that a later check may complain about carry their place.

pub mod case;
pub mod drill;
pub mod framework;
pub mod lexicon;
pub mod page;
pub mod point;
pub mod rubric;
mod table;
mod text;
pub mod wording;

use std::cell::Cell;
use std::rc::Rc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::content::problem::{self, Sheet};
use crate::diagnostic::Diagnostic;

pub use table::Table;
pub use text::{MAX_TEXT, Text};

/// A value with the place it was written at.
pub type Placed<T> = serde_yaml::Spanned<T>;

/// `pack.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    pub id: Placed<Text>,
    pub title: Text,
    pub version: Text,
    pub format: Placed<u32>,
    #[serde(default)]
    pub authors: Vec<Text>,
    pub licence: Text,
    #[serde(default)]
    pub language: Option<Placed<Text>>,
}

/// The most values (texts, lists, mappings) of one file. Each costs some hundred bytes while it is read, so that a
/// file of a megabyte could ask for a hundred.
pub const MAX_VALUES: usize = 100_000;

/// Reads the YAML of a sheet, and says how many values it holds. At most one problem: the structure is right or it
/// is not.
pub fn read<T: DeserializeOwned>(sheet: &Sheet<'_>) -> Result<(T, usize), Box<Diagnostic>> {
    let yaml = sheet.text.get(sheet.yaml.clone()).unwrap_or_default();
    let values = Rc::new(Cell::new(0));
    let count = Rc::clone(&values);
    let options = options().with_budget_report(move |report| count.set(report.nodes));
    let value = serde_yaml::from_str_with_options(yaml, options);
    let value = value.map_err(|error| Box::new(problem::structural(sheet, &error)))?;
    Ok((value, values.get()))
}

/// Reads YAML that is no file of its own.
pub fn read_text<T: DeserializeOwned>(yaml: &str) -> Result<T, serde_yaml::Error> {
    serde_yaml::from_str_with_options(yaml, options())
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_merge_keys: 0,
            max_documents: 1,
            max_depth: 32,
            max_nodes: MAX_VALUES,
            flow_nesting_limit: 32,
        },
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    }
}
