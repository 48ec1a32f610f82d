//! `wordings/<case>.yaml`.

use serde::Deserialize;

use super::{Placed, Table, Text};

/// How people talk about the case of this id; without one, about any case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    #[serde(default)]
    pub case: Option<Placed<Text>>,
    #[serde(default)]
    pub points: Table<Ways>,
    #[serde(default)]
    pub facts: Table<Vec<Text>>,
    #[serde(default)]
    pub none: Astray,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ways {
    #[serde(default)]
    pub good: Vec<Text>,
    #[serde(default)]
    pub wrong: Vec<Text>,
    #[serde(default)]
    pub near: Vec<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Astray {
    #[serde(default)]
    pub unknowable: Vec<Text>,
    #[serde(default)]
    pub decision: Vec<Text>,
    #[serde(default)]
    pub chat: Vec<Text>,
}
