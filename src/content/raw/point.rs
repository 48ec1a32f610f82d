//! A point, wherever it stands.

use serde::Deserialize;

use super::{Placed, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Point {
    pub id: Placed<Text>,
    pub dim: Placed<Text>,
    pub weight: Placed<i64>,
    pub say: Placed<Text>,
    #[serde(default)]
    pub cues: Vec<Placed<Text>>,
    #[serde(default)]
    pub not: Vec<Placed<Text>>,
    #[serde(default)]
    pub facts: Vec<Placed<Text>>,
    #[serde(default)]
    pub told: Vec<Placed<Text>>,
    #[serde(default)]
    pub span: Option<Placed<Text>>,
    #[serde(default)]
    pub samples: Option<Samples>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Samples {
    pub good: Placed<Text>,
    pub paraphrase: Placed<Text>,
    pub wrong: Placed<Text>,
    pub reject: Placed<Text>,
}

impl Samples {
    /// Each with its name in the file.
    pub fn named(&self) -> [(&'static str, &Placed<Text>); 4] {
        [
            ("good", &self.good),
            ("paraphrase", &self.paraphrase),
            ("wrong", &self.wrong),
            ("reject", &self.reject),
        ]
    }
}
