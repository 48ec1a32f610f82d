//! `rubric.yaml`.

use serde::Deserialize;

use super::{Placed, Table, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rubric {
    pub dimensions: Placed<Vec<DimensionGuide>>,
    pub bars: Placed<Bars>,
    #[serde(default)]
    pub gates: Vec<Gate>,
    pub bands: Placed<Vec<Band>>,
    pub note: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DimensionGuide {
    pub id: Placed<Text>,
    pub title: Text,
    pub weight: Placed<i64>,
    pub step: Placed<Text>,
    pub levels: Placed<Vec<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bars {
    pub mid: Bar,
    pub senior: Bar,
    pub staff: Bar,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bar {
    pub overall: Placed<i64>,
    #[serde(default, alias = "at_least")]
    pub at_least: Table<Placed<i64>>,
    #[serde(default)]
    pub threes: Option<Threes>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Threes {
    pub count: Placed<i64>,
    #[serde(default)]
    pub among: Vec<Vec<Placed<Text>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gate {
    pub id: Text,
    pub title: Text,
    pub when: Placed<Text>,
    pub from: Placed<Text>,
    pub cap: Placed<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Band {
    pub below: Placed<i64>,
    pub title: Text,
}
